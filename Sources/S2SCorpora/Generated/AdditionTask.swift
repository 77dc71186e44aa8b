import S2SRandom

/// The sum of two numbers of equally many digits, which are 1 to the most asked for: `25+98` is
/// `123`.
///
/// After Zaremba and Sutskever 2014, "Learning to Execute", arXiv:1410.4615, whose inputs are
/// programs, `print(25+98)`.
public struct AdditionTask: GeneratedTask {
  /// The most digits that can be asked for.
  public static let maximumDigits = DigitNumbers.maximumDigits

  private let numbers: DigitNumbers

  /// The task for numbers of up to so many digits.
  ///
  /// - Precondition: `digits` is in `1...maximumDigits`.
  public init(digits: Int = 4) { numbers = DigitNumbers(digits: digits) }

  /// Draws an example.
  public func example(_ generator: inout SeededGenerator) -> GeneratedExample {
    let length = numbers.length(&generator)
    let first = DigitNumbers.number(of: length, &generator)
    let second = DigitNumbers.number(of: length, &generator)
    return GeneratedExample("\(first)+\(second)", output: "\(first + second)")
  }

  /// How many pairs of numbers there are.
  public var distinctExamples: Int {
    (1...numbers.digits).reduce(0) { sum, length in
      let count = DigitNumbers.count(of: length)
      return sum.addingOrMost(count.multipliedOrMost(count))
    }
  }
}
