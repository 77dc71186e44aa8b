/// Where a score lies in 95 of 100 resamples.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The mean over the resamples.
  public let mean: Double
  /// Half of the distance between the 2.5th and the 97.5th percentile.
  public let halfWidth: Double

  /// Names both numbers.
  public init(mean: Double, halfWidth: Double) {
    self.mean = mean
    self.halfWidth = halfWidth
  }

  /// Whether resamples differ; those of one line, or of a perfect score, show nothing of chance.
  public var hasWidth: Bool { halfWidth > 0 }

  /// `48.5 ± 2.1`, with the given number of digits after the point.
  package func text(digits: Int) -> String {
    "\(fixed(mean, digits)) ± \(fixed(halfWidth, digits))"
  }
}
