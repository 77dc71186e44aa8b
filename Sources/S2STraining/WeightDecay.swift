import CKernels
import S2STensors

/// An optimiser that shrinks the matrices before each step: θ = θ - η λ θ, decoupled from the
/// gradient, which moments would scale.
///
/// Vectors do not decay: a bias has no unit's size to hold down, and few values to hold.
///
/// Reference: Loshchilov and Hutter 2019, arXiv:1711.05101; around `Adam` equal to
/// `torch.optim.AdamW` whose vectors stand in a group of their own with a decay of 0.
package struct WeightDecay: Optimizer {
  /// λ, at least 0.
  package let rate: Float
  private let base: any Optimizer
  /// Where the matrices lie; neighbours are joined.
  private let matrices: [Range<Int>]

  /// Lets matrices of a layout decay before each step of `base`.
  package init(_ table: ParameterTable, rate: Float, before base: any Optimizer) {
    self.rate = rate
    self.base = base
    var matrices: [Range<Int>] = []
    for entry in table.entries where entry.shape.count > 1 {
      let range = entry.slot.range
      if let last = matrices.last, last.upperBound == range.lowerBound {
        matrices[matrices.count - 1] = last.lowerBound..<range.upperBound
      } else {
        matrices.append(range)
      }
    }
    self.matrices = matrices
  }

  package var moments: [(name: String, values: ParameterBuffer)] { base.moments }

  package func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep
  ) {
    for matrix in matrices where matrix.overlaps(range) {
      let part = matrix.clamped(to: range)
      s2s_scale(
        parameters.floats.base + part.lowerBound, 1 - step.learningRate * rate, part.count)
    }
    base.update(parameters, gradients: gradients, range: range, step: step)
  }
}
