import Glibc

/// Finds where the sides are out of step: in runs of pairs whose lengths have nothing to do with
/// each other though lengths vary, as behind a missing line or in a shuffled file.
///
/// In step, the logarithm of the ratio of lengths varies little, and the less the longer the
/// sentences are (Gale and Church 1993). Out of step, the lengths are independent, and it varies as
/// much as the logarithms of both together.
struct StepCheck: Sendable {
  /// The pairs of a run: few enough to locate the fault, many enough to be sure.
  static let runLength = 128

  /// The moments of the logarithms of a run's lengths.
  private struct Run {
    var count = 0.0
    var sums = SIMD2<Double>.zero
    var squares = SIMD2<Double>.zero
    var product = 0.0
    /// The sum of one over the length of the pair.
    var inverses = 0.0

    mutating func add(_ source: Int, _ target: Int) {
      let pair = SIMD2(log(Double(source)), log(Double(target)))
      count += 1
      sums += pair
      squares += pair * pair
      product += pair[0] * pair[1]
      inverses += 2 / Double(source + target)
    }

    /// The variances of both lengths and of their ratio.
    var variances: (sides: SIMD2<Double>, ratio: Double) {
      let means = sums / count
      let sides = squares / count - means * means
      let covariance = product / count - means[0] * means[1]
      return (sides, sides[0] + sides[1] - 2 * covariance)
    }

    /// The variance of the ratio for sentences of length one.
    var noise: Double { variances.ratio / (inverses / count) }

    /// Whether the lengths vary as if they were independent.
    var isIndependent: Bool {
      let (sides, ratio) = variances
      return ratio > StepCheck.independentShare * sides.sum()
    }

    /// Whether the lengths vary enough, given the usual noise, to see whether they are independent:
    /// not where they are all alike, as in sorted files.
    func isTelling(noise: Double) -> Bool {
      variances.sides.min() > StepCheck.telling * noise * inverses / count
    }
  }

  private var runs: [Run] = []
  private var pairCount = 0
  /// Runs with fewer pairs that have letters are not judged.
  private static let fewestPairs = 48.0
  /// The fraction of the sum of both variances from which lengths are taken for independent: 1 if
  /// they are, and about a tenth for translations.
  private static let independentShare = 0.7
  /// How many times the noise the variance of each side has to be for a run to be judged.
  private static let telling = 1.5
  /// The noise where no run is in step: more than the usual one of any corpus that was looked at,
  /// from 1.1 for short sentences to 2.5 for speeches in parliament.
  private static let largestNoise = 3.0

  /// Adds the next pair's lengths, in characters; zero where there is no pair.
  mutating func add(_ source: Int, _ target: Int) {
    if pairCount % Self.runLength == 0 { runs.append(Run()) }
    pairCount += 1
    if source > 0 && target > 0 { runs[runs.count - 1].add(source, target) }
  }

  /// The positions of the pairs in runs that are out of step.
  var outOfStep: [Range<Int>] {
    let judged = runs.indices.filter { runs[$0].count >= Self.fewestPairs }
    let noises = judged.filter { !runs[$0].isIndependent }.map { runs[$0].noise }.sorted()
    let usual = noises.isEmpty ? Self.largestNoise : noises[noises.count / 2]
    let found = judged.filter { runs[$0].isIndependent && runs[$0].isTelling(noise: usual) }
    return found.map { index in
      let start = index * Self.runLength
      return start..<min(pairCount, start + Self.runLength)
    }
  }
}
