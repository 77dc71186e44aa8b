import S2STensors

/// What a simple recurrent net puts around its sum.
public enum Nonlinearity: String, Codable, Sendable, CaseIterable {
  /// The hyperbolic tangent.
  case tanh
  /// max(x, 0).
  case relu
  /// The logistic function.
  case sigmoid

  /// Replaces x by its value at x.
  package func forward(_ x: Matrix) {
    switch self {
    case .tanh: Kernels.tanh(x)
    case .relu: Kernels.relu(x)
    case .sigmoid: Kernels.sigmoid(x)
    }
  }

  /// Turns the gradient of its output into that of x.
  package func backward(_ gradient: Matrix, output: Matrix) {
    switch self {
    case .tanh: Kernels.tanhBackward(gradient, output: output)
    case .relu: Kernels.reluBackward(gradient, output: output)
    case .sigmoid: Kernels.sigmoidBackward(gradient, output: output)
    }
  }
}
