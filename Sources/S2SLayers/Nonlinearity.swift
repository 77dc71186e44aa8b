import Glibc
import S2STensors

/// What a simple recurrent net puts around its sum.
public enum Nonlinearity: String, Codable, Sendable, CaseIterable {
  /// The hyperbolic tangent.
  case tanh
  /// max(x, 0).
  case relu
  /// The logistic function.
  case sigmoid

  /// Replaces x by its value at x, and keeps x where the backward pass needs it.
  package func forward(_ x: Matrix, in pass: Pass) {
    pass.sums?.keep(x)
    forward(x)
  }

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

extension Nonlinearity {
  /// Turns the gradient of its output into that of x, by the rule of the pass.
  package func backward(_ gradient: Matrix, output: Matrix, in pass: Pass) {
    guard let sums = pass.sums else { return backward(gradient, output: output) }
    for row in 0..<gradient.rows {
      for (column, sum) in sums.row(row, of: output).enumerated() {
        gradient[row, column] *= share(at: sum)
      }
    }
  }

  /// g(x) / x.
  private func share(at x: Float) -> Float {
    switch self {
    case .tanh: Relevance.shareOfTanh(at: x)
    case .relu: x > 0 ? 1 : 0
    case .sigmoid: Relevance.share(1 / (1 + expf(-x)), of: x)
    }
  }
}
