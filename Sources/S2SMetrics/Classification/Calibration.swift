/// Whether a classifier is right as often as its probabilities say.
///
///     ECE = Σ over bins (examples in the bin / all) |accuracy - mean confidence|
///
/// An example is in the bin (low, high] that the probability of its chosen class is in.
///
/// Reference: Guo et al. 2017, arXiv:1706.04599, section 2.
public struct Calibration: Sendable, Equatable {
  /// The examples of similar confidence.
  public struct Bin: Sendable, Equatable {
    /// Where the bin begins and ends.
    public let low: Double, high: Double
    /// The number of examples.
    public fileprivate(set) var count = 0
    fileprivate var confidenceSum = 0.0
    fileprivate var rightCount = 0

    /// The mean probability of the chosen classes; 0 without an example.
    public var confidence: Double { count == 0 ? 0 : confidenceSum / Double(count) }
    /// The share of examples that are right; 0 without one.
    public var accuracy: Double { count == 0 ? 0 : Double(rightCount) / Double(count) }
  }

  /// The number of bins of Guo et al.
  public static let usualBins = 15

  /// The bins from 0 to 1, equally wide.
  public private(set) var bins: [Bin]

  /// Sorts examples into bins.
  ///
  /// - Precondition: `bins` is at least 1.
  public init(confidence: [Double], isRight: [Bool], bins count: Int) {
    // The edges of NumPy's `linspace`.
    let width = 1 / Double(count)
    bins = (0..<count).map { Bin(low: Double($0) * width, high: Double($0 + 1) * width) }
    for (confidence, isRight) in zip(confidence, isRight) {
      let index = bins.dropLast().firstIndex { confidence <= $0.high } ?? count - 1
      bins[index].count += 1
      bins[index].confidenceSum += confidence
      if isRight { bins[index].rightCount += 1 }
    }
  }

  /// The mean distance of accuracy and confidence; 0 without an example.
  public var expectedError: Double {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return 0 }
    return bins.reduce(0) { $0 + Double($1.count) * abs($1.accuracy - $1.confidence) }
      / Double(total)
  }
}
