/// The numbers that an option may have.
public struct OptionRange: Sendable, Equatable {
  /// The smallest number, or what every number has to be above.
  public let lower: Double
  /// The largest number, or what every number has to be below; infinite where nothing bounds it.
  public let upper: Double
  /// Whether `lower` itself is possible.
  public let hasLower: Bool
  /// Whether `upper` itself is possible.
  public let hasUpper: Bool

  /// From one number to another.
  public init(_ lower: Double, _ upper: Double, hasLower: Bool = true, hasUpper: Bool = true) {
    self.lower = lower
    self.upper = upper
    self.hasLower = hasLower
    self.hasUpper = hasUpper
  }

  /// From one number to another, both possible.
  public init(_ range: ClosedRange<Double>) { self.init(range.lowerBound, range.upperBound) }
  /// From a number to below another.
  public init(_ range: Range<Double>) {
    self.init(range.lowerBound, range.upperBound, hasUpper: false)
  }
  /// A number or more.
  public init(_ range: PartialRangeFrom<Double>) {
    self.init(range.lowerBound, .infinity, hasUpper: false)
  }
  /// Above a number, up to another.
  public static func above(_ lower: Double, upTo upper: Double) -> OptionRange {
    OptionRange(lower, upper, hasLower: false)
  }

  /// Whether a number is possible; one that is not a number never is.
  public func contains(_ value: Double) -> Bool {
    (hasLower ? value >= lower : value > lower) && (hasUpper ? value <= upper : value < upper)
  }
}
