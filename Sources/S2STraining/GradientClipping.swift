/// Clipping by global norm: g · θ / ‖g‖ where ‖g‖ > θ, over all parameters together.
///
/// Reference: Pascanu et al. 2013, arXiv:1211.5063; equal to `torch.nn.utils.clip_grad_norm_`.
package struct GradientClipping: Sendable {
  /// The largest norm, θ; `nil` for no clipping.
  package let maximumNorm: Double?

  /// Makes a rule.
  package init(maximumNorm: Double?) { self.maximumNorm = maximumNorm }

  /// The factor for gradients of this norm, in `0...1`.
  package func scale(forNorm norm: Double) -> Float {
    guard let maximumNorm else { return 1 }
    return Float(min(1, maximumNorm / (norm + 1e-6)))
  }
}
