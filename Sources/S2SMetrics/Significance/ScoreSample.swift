/// The scores of all resamples, in numbers of one width.
///
/// As in a NumPy array, one number of 64 bits makes all of them that wide.
enum ScoreSample: Sendable {
  case single([Float])
  case double([Double])

  /// Gathers the scores of all resamples, in the order in which they were drawn.
  init(_ scores: [ResampleScore]) {
    var singles: [Float] = []
    singles.reserveCapacity(scores.count)
    for case .single(let score) in scores { singles.append(score) }
    self = singles.count == scores.count ? .single(singles) : .double(scores.map(\.value))
  }

  /// The same numbers, 64 bits wide.
  private var doubles: [Double] {
    switch self {
    case .single(let scores): scores.map { Double($0) }
    case .double(let scores): scores
    }
  }

  /// The standard deviation over the resamples.
  var deviation: Double { standardDeviation(doubles) }

  /// How a mean is rounded.
  enum Mean {
    /// Once, as Python's `statistics.mean`.
    case exact
    /// At each addition, as NumPy's.
    case pairwise
  }

  /// The interval of sacreBLEU, which takes exact means of one system, else pairwise ones.
  func interval(_ mean: Mean) -> ConfidenceInterval {
    switch self {
    case .single(let scores): Self.interval(scores.sorted(), mean)
    case .double(let scores): Self.interval(scores.sorted(), mean)
    }
  }

  private static func interval<Number: BinaryFloatingPoint>(
    _ sorted: [Number], _ mean: Mean
  ) -> ConfidenceInterval {
    let tail = sorted.count / 40
    let average =
      mean == .exact ? Number(exactMean(sorted)) : pairwiseSum(sorted[...]) / Number(sorted.count)
    return ConfidenceInterval(
      mean: Double(average),
      halfWidth: Double(0.5 * (sorted[sorted.count - tail - 1] - sorted[tail])))
  }

  /// The chance that resamples of two systems differ as much as the systems do.
  ///
  /// Differences count by their distance from the mean one, as in Moses'
  /// `bootstrap-hypothesis-difference-significance.pl`.
  func pValue(against baseline: ScoreSample, difference: Double) -> Double {
    if case (.single(let scores), .single(let others)) = (self, baseline) {
      return Self.pValue(scores, others, Float(difference))
    }
    return Self.pValue(doubles, baseline.doubles, difference)
  }

  private static func pValue<Number: BinaryFloatingPoint>(
    _ scores: [Number], _ baseline: [Number], _ difference: Number
  ) -> Double {
    let differences = zip(scores, baseline).map { abs($0 - $1) }
    let mean = pairwiseSum(differences[...]) / Number(differences.count)
    return ScoreSample.pValue(differences.map { $0 - mean }, above: difference)
  }

  /// The share of the numbers above a limit, were the limit one of them.
  ///
  /// Equal ones do not count: a system does not differ from itself by chance.
  static func pValue(_ numbers: [some BinaryFloatingPoint], above limit: some BinaryFloatingPoint)
    -> Double
  {
    let limit = Double(limit)
    let count = numbers.reduce(0) { $0 + (Double($1) > limit ? 1 : 0) }
    return Double(count + 1) / Double(numbers.count + 1)
  }
}

/// The mean of numbers, as if no addition were rounded.
func exactMean(_ numbers: [some BinaryFloatingPoint]) -> Double {
  // Of each addition, what rounding takes from the sum goes to the remainder (Knuth's two-sum).
  var (sum, remainder) = (0.0, 0.0)
  for number in numbers {
    let number = Double(number)
    let next = sum + number
    let part = next - sum
    remainder += (sum - (next - part)) + (number - part)
    sum = next
  }
  let count = Double(numbers.count)
  let mean = (sum + remainder) / count
  // What the division left over, exact in one step.
  return mean + (sum.addingProduct(-mean, count) + remainder) / count
}

/// The sum of numbers in the order in which NumPy adds them: eight at a time, in blocks of 128.
///
/// Reference: NumPy 2.4, `pairwise_sum` of `loops_utils.h.src`.
func pairwiseSum<Number: BinaryFloatingPoint>(_ numbers: ArraySlice<Number>) -> Number {
  if numbers.count < 8 { return numbers.reduce(0, +) }
  if numbers.count > 128 {
    let half = numbers.count / 2
    let middle = numbers.startIndex + half - half % 8
    return pairwiseSum(numbers[..<middle]) + pairwiseSum(numbers[middle...])
  }
  var sums = Array(numbers.prefix(8))
  let end = numbers.endIndex - numbers.count % 8
  for start in stride(from: numbers.startIndex + 8, to: end, by: 8) {
    for lane in 0..<8 { sums[lane] += numbers[start + lane] }
  }
  let sum =
    ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
  return numbers[end...].reduce(sum, +)
}
