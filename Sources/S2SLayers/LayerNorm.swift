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

    /// Some rows of both.
    func rows(_ range: Range<Int>) -> Activations {
      Activations(normal: normal.rows(range), factors: factors.rows(range))
    }
  }

  /// Registers `NAME.weight`.
  package init(_ name: String, size: Int, in table: inout ParameterTable) {
    gain = table.add("\(name).weight", .vector, count: size)
  }

  /// Adds the normalised rows of `x` `[N, D]`, which is overwritten, to `y`.
  package func forward(_ x: Matrix, addingTo y: Matrix, in pass: Pass) -> Activations {
    let all = begin(x, in: pass)
    forward(all, addingTo: y, in: pass)
    return all
  }

  /// Room for rows `[N, D]` that are normalised some at a time, in their place.
  func begin(_ x: Matrix, in pass: Pass) -> Activations {
    Activations(normal: x, factors: pass.workspace.matrix(x.rows, 1))
  }

  /// Normalises the rows that stand where their normal form will, and adds them to `y`.
  func forward(_ rows: Activations, addingTo y: Matrix, in pass: Pass) {
    Kernels.normalize(rows.normal, epsilon: Self.epsilon, factors: rows.factors)
    Kernels.addProducts(rows.normal, pass.parameters[gain], to: y)
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
    switch pass.rule {
    case .gradient:
      Kernels.normalizeBackward(products, normal: normal, factors: activations.factors)
    case .relevance:
      sendRelevance(products, factors: activations.factors)
    }
    return products
  }

  /// From what reached the normal form to x by `BackwardRule.relevance`: the factor is a gate.
  private func sendRelevance(_ gradient: Matrix, factors: Matrix) {
    for row in 0..<gradient.rows {
      let mean = gradient.rows(row..<row + 1).elements.reduce(0, +) / Float(gradient.columns)
      for column in 0..<gradient.columns {
        gradient[row, column] = (gradient[row, column] - mean) * factors[row, 0]
      }
    }
  }

  /// The first value of the gain.
  package func initialize(_ parameters: ParameterBuffer) { parameters[gain].fill(1) }
}
