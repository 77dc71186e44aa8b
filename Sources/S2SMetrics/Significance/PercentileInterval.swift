/// Where a statistic lies in 95 of 100 resamples, from end to end.
///
/// Things are drawn with replacement, as many as there are, and the statistic is computed of what was
/// drawn. Indices are NumPy's, in the order of `Generator.choice`, and so are the percentiles.
///
/// Reference: Efron 1979, doi:10.1214/aos/1176344552; Efron and Tibshirani 1993, "An Introduction to the
/// Bootstrap", 13.
public struct PercentileInterval: Sendable, Equatable {
  /// The 2.5th percentile.
  public let low: Double
  /// The 97.5th percentile.
  public let high: Double

  /// Names both ends.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Resamples things by their places; `nil` for fewer than two things, or where no resample has the
  /// statistic.
  ///
  /// - Parameters:
  ///   - count: how many things there are.
  ///   - resamples: how often they are drawn; at least 1.
  ///   - seed: where the stream of random numbers begins; it is NumPy's.
  ///   - statistic: the statistic of some places; `nil` where they do not have it.
  /// - Complexity: O(*count* *resamples*).
  public init?(
    of count: Int, resamples: Int = 1_000, seed: UInt64 = 12_345,
    _ statistic: (ArraySlice<UInt32>) -> Double?
  ) {
    guard count > 1 else { return nil }
    var stream = ResampleStream(
      of: count, from: PCG64(seed: seed), workers: SentenceWorkers(count: 1))
    var indices: [UInt32] = []
    var values: [Double] = []
    for _ in 0..<resamples {
      stream.draw(1, into: &indices)
      if let value = statistic(indices[..<count]) { values.append(value) }
    }
    guard !values.isEmpty else { return nil }
    values.sort()
    low = Self.percentile(0.025, of: values)
    high = Self.percentile(0.975, of: values)
  }

  /// Between the two nearest values, in proportion, as NumPy's `percentile`.
  private static func percentile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
