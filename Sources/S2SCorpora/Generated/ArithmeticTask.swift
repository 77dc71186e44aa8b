import S2SRandom

/// The sum or the difference of two numbers, with letters between the characters that mean nothing:
/// `3e36d9-h1h39f94eeh43keg3c=` is `-13991064`.
///
/// Both numbers have 1 to the most digits asked for, and one of two signs. Between two characters every
/// number of letters up to the most asked for is equally likely.
///
/// After Jozefowicz, Zaremba and Sutskever 2015, "An Empirical Exploration of Recurrent Network
/// Architectures".
public struct ArithmeticTask: GeneratedTask {
  /// The most digits that can be asked for.
  public static let maximumDigits = DigitNumbers.maximumDigits
  /// The most letters between two characters that can be asked for.
  public static let maximumDistractors = 100

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
  private let numbers: DigitNumbers
  private let distractors: Int

  /// The task for numbers of up to so many digits, and so many letters behind each character.
  ///
  /// - Precondition: `digits` is in `1...maximumDigits`, `distractors` in `0...maximumDistractors`.
  public init(digits: Int = 8, distractors: Int = 3) {
    precondition((0...Self.maximumDistractors).contains(distractors), "there are 0 to 100 letters")
    numbers = DigitNumbers(digits: digits)
    self.distractors = distractors
  }

  /// Draws an example; questions are the same where only letters differ.
  public func example(_ generator: inout SeededGenerator) -> GeneratedExample {
    let (first, second) = (number(&generator), number(&generator))
    let isSum = generator.below(2) == 0
    let question = "\(first)\(isSum ? "+" : "-")\(second)"
    var input = ""
    for character in question {
      input.append(character)
      for _ in 0..<generator.below(distractors + 1) {
        input.append(Self.letters[generator.below(Self.letters.count)])
      }
    }
    return GeneratedExample(
      input + "=", output: "\(isSum ? first + second : first - second)", question: question)
  }

  private func number(_ generator: inout SeededGenerator) -> Int {
    let number = DigitNumbers.number(of: numbers.length(&generator), &generator)
    return generator.below(2) == 0 ? number : -number
  }

  /// How many pairs of numbers there are, each added and subtracted.
  public var distinctExamples: Int {
    let count = 2 * numbers.digits.powerOrMost(of: 10) - 1
    return count.multipliedOrMost(count).multipliedOrMost(2)
  }
}
