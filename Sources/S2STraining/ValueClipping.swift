import S2STensors

/// An optimiser that sees no element of a gradient beyond ±θ: g = max(-θ, min(θ, g)).
///
/// It bounds each weight's step on its own, and so changes the gradient's direction; clipping by
/// norm only shortens it. It clips the gradient of the batch in place.
///
/// Reference: Mikolov 2012, "Statistical Language Models Based on Neural Networks"; equal to
/// `torch.nn.utils.clip_grad_value_`.
package struct ValueClipping: Optimizer {
  /// θ, above 0.
  package let limit: Float
  private let base: any Optimizer

  /// Clips before each step of `base`.
  package init(to limit: Float, before base: any Optimizer) {
    self.limit = limit
    self.base = base
  }

  package var moments: [(name: String, values: ParameterBuffer)] { base.moments }

  package func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep
  ) {
    gradients.clamp(to: limit, in: range)
    base.update(parameters, gradients: gradients, range: range, step: step)
  }
}
