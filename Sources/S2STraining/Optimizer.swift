import CKernels
import S2STensors

/// One update of the parameters.
package struct UpdateStep: Sendable {
  /// The number of this update, from 1.
  package var number: Int
  /// The learning rate.
  package var learningRate: Float
  /// The factor of the gradients; below 1 when they are clipped.
  package var gradientScale: Float
  /// The update after which the mean of the parameters began; `nil` while there is none.
  package var averageStart: Int?

  /// Groups the four.
  package init(
    number: Int, learningRate: Float, gradientScale: Float, averageStart: Int? = nil
  ) {
    self.number = number
    self.learningRate = learningRate
    self.gradientScale = gradientScale
    self.averageStart = averageStart
  }
}

/// Updates parameters by their gradients.
///
/// All of its state is in `moments`, so a checkpoint that holds them is complete.
package protocol Optimizer: Sendable {
  /// Its state by name, in the layout of the parameters.
  var moments: [(name: String, values: ParameterBuffer)] { get }

  /// Updates the parameters of a range; different ranges may be updated at the same time.
  func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep)
}

/// Adam: steps by the mean of the gradient over the root of its mean square, without their bias
/// towards zero.
///
///     m = β₁ m + (1 - β₁) g        v = β₂ v + (1 - β₂) g²
///     θ = θ - η (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε)
///
/// Reference: Kingma and Ba 2015, arXiv:1412.6980; equal to `torch.optim.Adam`.
package struct Adam: Optimizer {
  /// The decay of the mean, β₁.
  package let beta1: Double
  /// The decay of the mean square, β₂.
  package let beta2: Double
  /// ε.
  package let epsilon: Double
  private let first: ParameterBuffer
  private let second: ParameterBuffer

  /// Starts with moments of zero.
  package init(
    _ table: ParameterTable, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    first = ParameterBuffer(table)
    second = ParameterBuffer(table)
  }

  package var moments: [(name: String, values: ParameterBuffer)] {
    [("first_moment", first), ("second_moment", second)]
  }

  package func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep
  ) {
    let root = (1 - power(beta2, step.number)).squareRoot()
    let rate = Double(step.learningRate) * root / (1 - power(beta1, step.number))
    let start = range.lowerBound
    s2s_adam(
      parameters.floats.base + start, gradients.floats.base + start, first.floats.base + start,
      second.floats.base + start, range.count, step.gradientScale, Float(rate), Float(beta1),
      Float(beta2), Float(epsilon * root))
  }

  /// By repeated squaring, so that the bits do not depend on a library's `pow`.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

/// Stochastic gradient descent with momentum: v = μ v + g, θ = θ - η v, as `torch.optim.SGD`.
package struct MomentumSGD: Optimizer {
  /// μ, in `0..<1`; 0 is plain gradient descent.
  package let momentum: Float
  private let velocity: ParameterBuffer

  /// Starts with a velocity of zero.
  package init(_ table: ParameterTable, momentum: Float = 0.9) {
    self.momentum = momentum
    velocity = ParameterBuffer(table)
  }

  package var moments: [(name: String, values: ParameterBuffer)] { [("velocity", velocity)] }

  package func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep
  ) {
    let start = range.lowerBound
    s2s_momentum(
      parameters.floats.base + start, gradients.floats.base + start,
      velocity.floats.base + start, range.count, step.gradientScale, step.learningRate, momentum)
  }
}
