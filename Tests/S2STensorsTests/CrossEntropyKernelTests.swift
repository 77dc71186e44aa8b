import CKernels
import Glibc
import S2STensors
import Testing

@Suite struct CrossEntropyKernelTests {
  static let cases = KernelLevel.available.flatMap { level in
    (widths + [1000]).map { (level, $0) }
  }

  @Test(arguments: cases) func logSumExpEqualsItsTwin(_ level: KernelLevel, count: Int) {
    let x = randomFloats(count, bound: 8, seed: 1)
    let value = level.run { s2s_log_sum_exp(x, count) }
    #expect(abs(Double(value) - logSumExp(x)) < Tolerance.loss)
  }

  /// The largest logit is taken out first.
  @Test(arguments: KernelLevel.available) func logSumExpNeverOverflows(_ level: KernelLevel) {
    let top: Float = 1e30
    level.run {
      #expect(s2s_log_sum_exp([top, top / 2, -top], 3) == top)
      #expect(s2s_log_sum_exp([-top, -top * 2], 2) == -top)
      #expect(s2s_log_sum_exp([-.infinity, 1], 2) == 1)
    }
  }

  @Test(arguments: cases) func lossAndGradientEqualTheirTwin(_ level: KernelLevel, count: Int) {
    for smoothing in [Float(0), 0.1, 0.5] {
      for target in Set([0, count / 2, count - 1]) {
        let x = randomFloats(count, bound: 8, seed: 3)
        let scale: Float = 0.25
        let twin = Twin(x, target: target, smoothing: Double(smoothing))
        var gradient = x
        var (loss, likelihood) = (10.0, 20.0)
        level.run {
          s2s_cross_entropy(&gradient, count, target, smoothing, scale, &loss, &likelihood)
        }
        #expect(abs(loss - 10 - twin.loss) < Tolerance.loss)
        #expect(abs(likelihood - 20 - twin.likelihood) < Tolerance.loss)
        let scaled = twin.gradient.map { $0 * Double(scale) }
        // The exponent carries the rounding of the normaliser.
        #expect(largestDifference(gradient, scaled) < Tolerance.loss * Double(scale))
      }
    }
  }

  /// Two rows of one target: both losses, and what their distributions differ by.
  @Test(arguments: cases) func twinsEqualTheirEquation(_ level: KernelLevel, count: Int) {
    let rows = [randomFloats(count, bound: 3, seed: 5), randomFloats(count, bound: 3, seed: 6)]
    let (target, weight, smoothing) = (count / 2, 5.0, Float(0.1))
    let twins = rows.map { Twin($0, target: target, smoothing: Double(smoothing)) }
    let logs = rows.map { row in row.map { Double($0) - logSumExp(row) } }
    var gradients = rows
    var (loss, likelihood) = (10.0, 20.0)
    level.run {
      var (one, other) = (rows[0], rows[1])
      s2s_twin_cross_entropy(
        &one, &other, count, target, smoothing, Float(weight), 0.25, &loss, &likelihood)
      gradients = [one, other]
    }
    var divergence = 0.0
    for (own, other) in [(0, 1), (1, 0)] {
      let differences = zip(logs[own], logs[other]).map { exp($0) * ($0 - $1) }
      let mean = differences.reduce(0, +)
      divergence += mean
      let wanted = (0..<count).map { index in
        let (p, q) = (exp(logs[own][index]), exp(logs[other][index]))
        let pulled = differences[index] - p * mean + p - q
        return 0.25 * (twins[own].gradient[index] + weight / 2 * pulled)
      }
      #expect(largestDifference(gradients[own], wanted) < 10 * Tolerance.loss)
    }
    let losses = twins[0].loss + twins[1].loss + weight / 2 * divergence
    #expect(abs(loss - 10 - losses) < 10 * Tolerance.loss)
    let likelihoods = twins[0].likelihood + twins[1].likelihood
    #expect(abs(likelihood - 20 - likelihoods) < 10 * Tolerance.loss)
  }

  /// The gradient of a softmax sums to zero, whatever the smoothing.
  @Test(arguments: KernelLevel.available) func gradientSumsToZero(_ level: KernelLevel) {
    for smoothing in [Float(0), 0.1] {
      var row = randomFloats(1000, bound: 3, seed: 4)
      var (loss, likelihood) = (0.0, 0.0)
      level.run {
        s2s_cross_entropy(&row, 1000, 3, smoothing, 1, &loss, &likelihood)
      }
      #expect(abs(row.reduce(0) { $0 + Double($1) }) < Tolerance.loss)
    }
  }

  /// A broken weight has to show in the loss, wherever in the row its logit stands.
  @Test(arguments: cases) func keepsWhatIsNoNumber(_ level: KernelLevel, count: Int) {
    for broken in Set([0, count / 2, count - 1]) {
      for smoothing in [Float(0), 0.1] {
        var row = randomFloats(count, bound: 3, seed: 5)
        row[broken] = .nan
        var (loss, likelihood) = (0.0, 0.0)
        level.run {
          #expect(s2s_log_sum_exp(row, count).isNaN)
          s2s_cross_entropy(&row, count, 0, smoothing, 1, &loss, &likelihood)
        }
        #expect(loss.isNaN && likelihood.isNaN)
        #expect(row.allSatisfy { $0.isNaN })
      }
    }
  }

  @Test func sumsOverRowsThatLieApart() {
    let logits = Strided(4, 21, gap: 3, seed: 6, bound: 5)
    let targets: [Int32] = [20, 0, 7, 7]
    let twins = (0..<4).map { row in
      Twin(
        logits.matrix.rows(row..<row + 1).elements, target: Int(targets[row]), smoothing: 0.1)
    }
    let sums = targets.withUnsafeBufferPointer {
      Kernels.crossEntropy(logits.matrix, targets: $0, smoothing: 0.1, scale: 1)
    }
    #expect(abs(sums.loss - twins.reduce(0) { $0 + $1.loss }) < 4 * Tolerance.loss)
    #expect(
      abs(sums.negativeLogLikelihood - twins.reduce(0) { $0 + $1.likelihood })
        < 4 * Tolerance.loss)
    #expect(
      largestDifference(logits.matrix.elements, twins.flatMap(\.gradient)) < Tolerance.loss)
    #expect(logits.gapsAreUntouched)
  }
}

private func logSumExp(_ x: [Float]) -> Double {
  let top = Double(x.max() ?? 0)
  return top + log(x.reduce(0) { $0 + exp(Double($1) - top) })
}

/// Smoothed cross-entropy as in `SoftmaxOutput`'s documentation, in double precision.
private struct Twin {
  let loss: Double
  let likelihood: Double
  let gradient: [Double]

  init(_ x: [Float], target: Int, smoothing: Double) {
    let normaliser = logSumExp(x)
    let losses = x.map { normaliser - Double($0) }
    likelihood = losses[target]
    let mean = losses.reduce(0, +) / Double(x.count)
    loss = (1 - smoothing) * likelihood + smoothing * mean
    gradient = losses.indices.map { index in
      let wanted = smoothing / Double(x.count) + (index == target ? 1 - smoothing : 0)
      return exp(-losses[index]) - wanted
    }
  }
}
