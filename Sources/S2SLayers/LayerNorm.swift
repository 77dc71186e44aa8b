import S2STensors

/// Normalises each row on its own: y = γ ⊙ (x - mean) / √(variance + ε), ε being 1e-5.
///
/// There is no β: what is normalised here has a bias added to it anyway.
///
/// Reference: Ba et al. 2016, arXiv:1607.06450.
package struct LayerNorm: Sendable {
  /// γ, `[D]`; 1 at first.
  package let gain: ParameterSlot

  /// As in PyTorch.
  static let epsilon: Float = 1e-5

  /// What `backward` needs of `forward`.
  package struct Activations {
    let normal: Matrix  // [N, D], mean 0 and variance 1
    let factors: Matrix  // [N, 1]
  }

  /// Registers `NAME.weight`.
  package init(_ name: String, size: Int, in table: inout ParameterTable) {
    gain = table.add("\(name).weight", count: size)
  }

  /// Adds the normalised rows of `x` `[N, D]`, which is overwritten, to `y`.
  package func forward(_ x: Matrix, addingTo y: Matrix, in pass: Pass) -> Activations {
    let factors = pass.workspace.matrix(x.rows, 1)
    Kernels.normalize(x, epsilon: Self.epsilon, factors: factors)
    Kernels.addProducts(x, pass.parameters[gain], to: y)
    return Activations(normal: x, factors: factors)
  }

  /// Adds the gain's gradient; from that of `y` `[N, D]` to that of `x`.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    let normal = activations.normal
    let products = pass.workspace.zeros(normal.rows, normal.columns)
    Kernels.addProducts(gradient, normal, to: products)
    Kernels.addColumnSums(of: products, to: gradients[gain])
    products.zero()
    Kernels.addProducts(gradient, pass.parameters[gain], to: products)
    Kernels.normalizeBackward(products, normal: normal, factors: activations.factors)
    return products
  }

  /// The first value of the gain.
  package func initialize(_ parameters: ParameterBuffer) { parameters[gain].fill(1) }
}
