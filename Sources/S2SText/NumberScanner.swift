/// A run of digits in a text, and what stands around it.
struct NumberRun: Sendable {
  /// Whether a minus sign belongs to it.
  enum Sign { case none, minus, maybe }
  /// The half of the day that a time names behind it.
  enum HalfDay { case morning, afternoon }

  /// The digits, in ASCII whatever their script.
  var digits = ""
  /// A sign with a space behind it may be a dash.
  var sign = Sign.none
  /// The only character between the run before and this one, or the `h` between spaces in `14 h 30`;
  /// `nil` where there is more, or no run.
  var gap: Character?
  /// Whether at most two characters separate it from the run before, no letters.
  var isNear = false
  /// The characters behind it, up to the next run and to `NumberScanner.longestTail`.
  var tail = ""

  /// Whether an `h` follows, right there or after a space, as after hours in French.
  var isHour: Bool {
    let word = behind.prefix(while: \.isLetter)
    return word == "h" || word == "H"
  }

  /// The half of the day behind a time, as in `2 pm` and `2:30 a.m.`.
  var halfDay: HalfDay? {
    switch behind.prefix(while: { $0.isLetter || $0 == "." }).lowercased().filter({ $0 != "." }) {
    case "am": .morning
    case "pm": .afternoon
    default: nil
    }
  }

  private var behind: Substring { tail.first == " " ? tail.dropFirst() : tail[...] }
}

/// Collects the runs of digits in a text, character by character.
struct NumberScanner {
  /// Longer runs are cut, so that no number is of any length.
  static let longestRun = 64
  /// As many characters are kept of what follows a run.
  static let longestTail = 12

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
      let isSign = beforeLast.map { !$0.isLetter && !Self.minusSigns.contains($0) } ?? true
      run.sign = isSign ? .minus : .none
    } else if last == " ", let beforeLast, Self.minusSigns.contains(beforeLast) {
      run.sign = .maybe
    }
    if let before = runs.last, gapCount <= 3, before.isHour { run.gap = "h" }
    run.isNear = gapCount <= 2 && ![last, beforeLast].contains { $0?.isLetter == true }
    runs.append(run)
  }

  private static let minusSigns: Set<Character> = ["-", "\u{2212}", "\u{2013}", "\u{FF0D}"]

  private mutating func appendOther(_ character: Character) {
    if !runs.isEmpty, gapCount < Self.longestTail { runs[runs.count - 1].tail.append(character) }
    (last, beforeLast) = (character, last)
    gapCount += 1
  }
}
