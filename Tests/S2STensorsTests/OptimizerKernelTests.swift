import CKernels
import Glibc
import S2STensors
import Testing

@Suite struct OptimizerKernelTests {
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }

  /// Several steps against Kingma and Ba's equations in double precision, the bias corrections
  /// folded into rate and epsilon as the kernel wants them: with r = √(1 - β₂ᵗ),
  /// α m̂ / (√v̂ + ε) = α r / (1 - β₁ᵗ) · m / (√v + ε r).
  @Test(arguments: cases) func adamEqualsItsTwin(_ level: KernelLevel, count: Int) {
    let (rate, beta1, beta2, epsilon, scale) = (0.01, 0.9, 0.98, 1e-6, 0.5)
    var parameters = randomFloats(count, bound: 1, seed: 1)
    var first = [Float](repeating: 0, count: count)
    var second = first
    var twin = AdamTwin(parameters.map(Double.init))
    for step in 1...6 {
      let gradients = randomFloats(count, bound: 2, seed: UInt64(step) + 1)
      let root = (1 - pow(beta2, Double(step))).squareRoot()
      level.run {
        s2s_adam(
          &parameters, gradients, &first, &second, count, Float(scale),
          Float(rate * root / (1 - pow(beta1, Double(step)))), Float(beta1), Float(beta2),
          Float(epsilon * root))
      }
      twin.step(gradients.map { Double($0) * scale }, rate, beta1, beta2, epsilon)
    }
    // Each step adds the rounding of one addition, and Float(0.98) is not 0.98: a share of 1e-6
    // of six steps of at most `rate`.
    #expect(largestDifference(parameters, twin.parameters) < 6 * (0x1p-24 + 1e-6 * rate))
    #expect(largestDifference(first, twin.first) < Tolerance.arithmetic)
    #expect(largestDifference(second, twin.second) < Tolerance.arithmetic)
  }

  @Test(arguments: cases) func momentumEqualsItsTwin(_ level: KernelLevel, count: Int) {
    let (rate, momentum, scale) = (0.1, 0.9, 0.5)
    var parameters = randomFloats(count, bound: 1, seed: 1)
    var velocity = [Float](repeating: 0, count: count)
    var twinParameters = parameters.map(Double.init)
    var twinVelocity = velocity.map(Double.init)
    for step in 1...6 {
      let gradients = randomFloats(count, bound: 2, seed: UInt64(step) + 1)
      level.run {
        s2s_momentum(
          &parameters, gradients, &velocity, count, Float(scale), Float(rate), Float(momentum))
      }
      for index in 0..<count {
        twinVelocity[index] = momentum * twinVelocity[index] + Double(gradients[index]) * scale
        twinParameters[index] -= rate * twinVelocity[index]
      }
    }
    // Velocities reach 5: six additions at that magnitude.
    #expect(largestDifference(velocity, twinVelocity) < 6 * Tolerance.arithmetic)
    #expect(largestDifference(parameters, twinParameters) < 6 * Tolerance.arithmetic)
  }

  /// A vector's tail is loaded and stored in part: nothing beyond the range may change.
  @Test(arguments: cases) func leavesTheNeighboursAlone(_ level: KernelLevel, count: Int) {
    var parameters = [Float](repeating: 1, count: count + 16)
    var first = parameters
    var second = parameters
    let gradients = parameters
    level.run {
      s2s_adam(
        &parameters, gradients, &first, &second, count, 1, 0.1, 0.9, 0.99, 1e-8)
    }
    for values in [parameters, first, second] {
      #expect(values[count...].allSatisfy { $0 == 1 })
    }
    #expect(parameters[..<count].allSatisfy { $0 < 1 })
  }
}

/// Algorithm 1 of Kingma and Ba 2015 as it is printed.
private struct AdamTwin {
  var parameters: [Double]
  var first: [Double]
  var second: [Double]
  private var step = 0

  init(_ parameters: [Double]) {
    self.parameters = parameters
    first = parameters.map { _ in 0 }
    second = first
  }

  mutating func step(
    _ gradients: [Double], _ rate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double
  ) {
    step += 1
    for (index, gradient) in gradients.enumerated() {
      first[index] = beta1 * first[index] + (1 - beta1) * gradient
      second[index] = beta2 * second[index] + (1 - beta2) * gradient * gradient
      let mean = first[index] / (1 - pow(beta1, Double(step)))
      let variance = second[index] / (1 - pow(beta2, Double(step)))
      parameters[index] -= rate * mean / (variance.squareRoot() + epsilon)
    }
  }
}
