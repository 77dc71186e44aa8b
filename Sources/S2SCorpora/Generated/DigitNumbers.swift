import S2SRandom

/// Numbers by their count of digits: every count is equally likely, and so is every number of one.
struct DigitNumbers: Sendable, Equatable {
  /// The most digits, so that sums fit into 64 bits.
  static let maximumDigits = 18

  /// The most digits of a number, in `1...maximumDigits`.
  let digits: Int

  init(digits: Int) {
    precondition((1...Self.maximumDigits).contains(digits), "numbers have 1 to 18 digits")
    self.digits = digits
  }

  /// A count of digits.
  func length(_ generator: inout SeededGenerator) -> Int { 1 + generator.below(digits) }

  /// A number of some digits, without zeros in front; 0 has one digit.
  static func number(of length: Int, _ generator: inout SeededGenerator) -> Int {
    lowest(length) + generator.below(count(of: length))
  }

  /// How many numbers have some digits.
  static func count(of length: Int) -> Int { length.powerOrMost(of: 10) - lowest(length) }

  private static func lowest(_ length: Int) -> Int {
    length == 1 ? 0 : (length - 1).powerOrMost(of: 10)
  }
}
