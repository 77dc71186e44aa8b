import Glibc
import S2STensors

/// What a backward pass sends back.
package enum BackwardRule: Sendable {
  /// The derivative of the loss.
  case gradient
  /// The relevance for the targets' logits, divided by the value that it is of.
  ///
  /// Layer-wise relevance propagation gives each of the values that are summed its share of what is known of
  /// the sum, R_j = Σ_k (a_j w_jk / z_k) R_k. Divided by the value it is of, G = R / a, that is the gradient's
  /// backward pass with two changes:
  ///
  ///     y = W x + b         G_x = Wᵀ G_y           as the gradient
  ///     y = g(z)            G_z = (g(z) / z) G_y   in place of g'(z)
  ///     y = gate ⊙ x        G_x = gate ⊙ G_y       and nothing for the gate, nor for attention's weights
  ///
  /// Biases keep their share, so what reaches the inputs, the first states and the biases sums to the logits.
  ///
  /// References: Bach et al. 2015, doi:10.1371/journal.pone.0130140; in translation Ding et al. 2017,
  /// doi:10.18653/v1/P17-1106; gates from Arras et al. 2017, doi:10.18653/v1/W17-5221; as a changed gradient
  /// Ancona et al. 2018, arXiv:1711.06104.
  case relevance
}

/// What takes the place of derivatives in `BackwardRule.relevance`.
enum Relevance {
  /// g(z) / z, by both; a z of about 0 counts as a little more.
  static func share(_ output: Float, of input: Float) -> Float {
    let least: Float = 1e-9
    return abs(input) < least ? output / (input < 0 ? -least : least) : output / input
  }

  /// tanh(z) / z, which is 1 at 0.
  static func shareOfTanh(at input: Float) -> Float {
    abs(input) < 1e-4 ? 1 : tanhf(input) / input
  }
}

/// Derivatives, or shares, of the functions around sums.
extension Pass {
  /// Turns the gradient of tanh(z), given its value, into that of z.
  package func tanhBackward(_ gradient: Matrix, output: Matrix) {
    Nonlinearity.tanh.backward(gradient, output: output, in: self)
  }
}

extension Blend {
  /// Turns the gradient of the next state into what reaches the state before past the candidate, and writes
  /// those of the sums, by the rule of the pass.
  func passBack(
    _ gradient: Matrix, gateGradient: Matrix, candidateGradient: Matrix, in pass: Pass
  ) {
    guard let sums = pass.sums else {
      return Kernels.blendBackward(
        self, gradient: gradient, gateGradient: gateGradient, candidateGradient: candidateGradient)
    }
    for row in 0..<gradient.rows {
      for (unit, sum) in sums.row(row, of: candidate).enumerated() {
        let kept = keeps ? gate[row, unit] : 1 - gate[row, unit]
        candidateGradient[row, unit] =
          (1 - kept) * gradient[row, unit] * Relevance.shareOfTanh(at: sum)
        gateGradient[row, unit] = 0
        gradient[row, unit] *= kept
      }
    }
  }
}
