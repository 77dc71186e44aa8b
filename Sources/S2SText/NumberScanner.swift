/// A run of digits in a text, and what stands around it.
struct NumberRun: Sendable {
  /// The digits, in ASCII whatever their script.
  var digits = ""
  /// Whether a minus sign belongs to it.
  var isNegative = false
  /// The only character between the run before and this one; `nil` where there is more, or no run.
  var gap: Character?
  /// Whether an `h` follows, as after hours in French.
  var isHour = false
}

/// Collects the runs of digits in a text, character by character.
struct NumberScanner {
  /// Longer runs are cut, so that no number is of any length.
  static let longestRun = 64

  /// Those found so far.
  private(set) var runs: [NumberRun] = []
  /// The characters since the last run: their number, and the last two.
  private var gapCount = 0
  private var (last, beforeLast): (Character?, Character?) = (nil, nil)

  /// Whether the last character was a digit.
  private var isInRun: Bool { gapCount == 0 && !runs.isEmpty }

  /// The value of a digit of any script; `nil` for other characters, emoji of digits among them.
  static func digit(_ character: Character) -> Int? {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.count == 1,
      first.properties.generalCategory == .decimalNumber
    else { return nil }
    return first.properties.numericValue.map { Int($0) }
  }

  /// Goes on by a character.
  mutating func append(_ character: Character) {
    guard let digit = Self.digit(character) else { return appendOther(character) }
    if !isInRun || runs[runs.count - 1].digits.utf8.count == Self.longestRun { beginRun() }
    runs[runs.count - 1].digits += String(digit)
    (gapCount, last, beforeLast) = (0, nil, nil)
  }

  private mutating func beginRun() {
    var run = NumberRun()
    if gapCount == 1, !runs.isEmpty {
      // A dash between two digits is that of a range or a date.
      run.gap = last
    } else if let last, Self.minusSigns.contains(last) {
      run.isNegative = beforeLast.map { !$0.isLetter && !Self.minusSigns.contains($0) } ?? true
    }
    runs.append(run)
  }

  private static let minusSigns: Set<Character> = ["-", "\u{2212}", "\u{2013}", "\u{FF0D}"]

  private mutating func appendOther(_ character: Character) {
    if isInRun {
      runs[runs.count - 1].isHour = character == "h" || character == "H"
    } else if gapCount == 1, character.isLetter, !runs.isEmpty {
      runs[runs.count - 1].isHour = false
    }
    (last, beforeLast) = (character, last)
    gapCount += 1
  }
}
