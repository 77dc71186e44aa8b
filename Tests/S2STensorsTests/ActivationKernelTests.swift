import CKernels
import Glibc
import S2STensors
import Testing

/// The accuracy of exponential, tanh and sigmoid over every float that matters.
@Suite struct ActivationKernelTests {
  /// From 0 to beyond where the functions end, both signs, with every power of two on the way.
  static let sweep: [Float] = {
    let fine = stride(from: Float(-20), through: 20, by: 0x1.9p-7)
    let wide = stride(from: Float(-90), through: 90, by: 0x1.3p-3)
    let powers = (-126...127).map { Float(sign: .plus, exponent: $0, significand: 1) }
    return Array(fine) + wide + powers + powers.map { -$0 } + [0, -0.0, .infinity, -.infinity]
  }()

  @Test(arguments: KernelLevel.available) func tanhIsAccurate(_ level: KernelLevel) {
    var values = Self.sweep
    level.run { s2s_tanh(&values, values.count) }
    #expect(
      largestDifference(values, Self.sweep.map { tanh(Double($0)) }) < Tolerance.activation)
    #expect(values.allSatisfy { $0 >= -1 && $0 <= 1 })
  }

  /// The output gate is a sigmoid.
  @Test(arguments: KernelLevel.available) func sigmoidIsAccurate(_ level: KernelLevel) {
    let values = sigmoids(Self.sweep, at: level)
    let twins = Self.sweep.map { 1 / (1 + exp(-Double($0))) }
    #expect(largestDifference(values, twins) < Tolerance.activation)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  /// For x far below zero sigmoid(x) is e^x: there even the relative error is small.
  @Test(arguments: KernelLevel.available) func sigmoidIsRelativelyAccurate(_ level: KernelLevel) {
    let inputs = Self.sweep.filter { $0 > -86 && $0 < 0 }
    let ratios = zip(sigmoids(inputs, at: level), inputs).map { value, x in
      Float(Double(value) * (1 + exp(-Double(x))) - 1)
    }
    #expect(largestDifference(ratios, inputs.map { _ in 0 }) < Tolerance.activation)
  }

  /// Beside a logit of 0, softmax's share of a logit below -20 is e^x itself, unrounded.
  @Test(arguments: KernelLevel.available) func exponentialIsAccurate(_ level: KernelLevel) {
    for x in stride(from: Float(-86.9), to: -20, by: 0x1.7p-6) {
      var row = [0, x]
      var (loss, likelihood) = (0.0, 0.0)
      level.run {
        s2s_cross_entropy(&row, 2, 0, 0, 1, &loss, &likelihood)
      }
      let relative = abs(Double(row[1]) / exp(Double(x)) - 1)
      #expect(relative < 2 * Tolerance.unitInTheLastPlace, "e^\(x)")
    }
  }

  @Test(arguments: KernelLevel.available) func keepsWhatIsNoNumber(_ level: KernelLevel) {
    for count in widths {
      var values = randomFloats(count, bound: 3, seed: 1)
      values[count - 1] = .nan
      level.run { s2s_tanh(&values, count) }
      #expect(values[count - 1].isNaN)
      #expect(values.dropLast().allSatisfy { $0.isFinite })
    }
  }

  /// Small inputs, where a formula by the exponential would lose all digits.
  @Test(arguments: KernelLevel.available) func tanhKeepsItsDigitsNearZero(_ level: KernelLevel) {
    let inputs = (0..<400).map { Float(1e-6) * Float(pow(10.0, Double($0) / 70)) }
    var values = inputs
    level.run { s2s_tanh(&values, values.count) }
    let deviations = zip(values, inputs).map { abs(Double($0) / tanh(Double($1)) - 1) }
    #expect((deviations.max() ?? 1) < 5e-7)
  }

  @Test(arguments: KernelLevel.available) func tanhBackwardEqualsItsTwin(_ level: KernelLevel) {
    for width in widths {
      let gradient = Strided(3, width, gap: 4, seed: 1)
      let output = Strided(3, width, gap: 1, seed: 2)
      let twins = zip(gradient.matrix.elements, output.matrix.elements).map {
        Double($0) * (1 - Double($1) * Double($1))
      }
      level.run {
        Kernels.tanhBackward(gradient.matrix, output: output.matrix)
      }
      #expect(largestDifference(gradient.matrix.elements, twins) < Tolerance.arithmetic)
      #expect(gradient.gapsAreUntouched)
    }
  }

  private func sigmoids(_ inputs: [Float], at level: KernelLevel) -> [Float] {
    let count = inputs.count
    let gates = FloatBuffer(zeros: 4 * count)
    (gates.base + 3 * count).update(from: inputs, count: count)
    let state = FloatBuffer(zeros: count)
    level.run {
      s2s_lstm_forward(
        gates.base, 4 * count, state.base, count, state.base, count, state.base, count, 1, count,
        S2S_ALL_GATES)
    }
    return (0..<count).map { gates.base[3 * count + $0] }
  }
}
