/// The time that a run may take, as a user writes it: `90s`, `30m`, `1h30m`, `2h`.
public struct TimeLimit: Sendable, Equatable, CustomStringConvertible {
  /// The limit in seconds, at least 1.
  public let seconds: Int

  private static let units: [(letter: Character, name: String, seconds: Int)] = [
    ("d", "day", 86_400), ("h", "hour", 3_600), ("m", "minute", 60), ("s", "second", 1),
  ]
  /// A century; longer is a mistake.
  private static let longest = 100 * 366 * 86_400

  /// Reads a limit: whole numbers of days, hours, minutes and seconds, each at most once and the
  /// larger ones first.
  ///
  /// - Throws: `TrainingError` (`invalidTimeLimit`) for anything else.
  public init(_ text: String) throws {
    var total = 0
    var digits = ""
    var units = Self.units[...]
    for character in text {
      if character.isASCII && character.isNumber {
        digits.append(character)
        continue
      }
      guard let count = Int(digits), let index = units.firstIndex(where: { $0.letter == character })
      else { throw TrainingError.invalidTimeLimit(text: text) }
      let (product, overflow) = count.multipliedReportingOverflow(by: units[index].seconds)
      guard !overflow, product <= Self.longest else {
        throw TrainingError.invalidTimeLimit(text: text)
      }
      total += product
      digits = ""
      units = units[(index + 1)...]
    }
    guard digits.isEmpty, total > 0 else { throw TrainingError.invalidTimeLimit(text: text) }
    seconds = total
  }

  /// What is left of the limit after some seconds, to the next whole one; `nil` where nothing is.
  package func leaving(after used: Double) -> TimeLimit? {
    let left = (Double(seconds) - used).rounded(.up)
    return left >= 1 ? TimeLimit(seconds: min(seconds, Int(left))) : nil
  }

  private init(seconds: Int) { self.seconds = seconds }

  /// The limit in the largest units, to be read again: `1h30m`.
  public var description: String {
    var rest = seconds
    var text = ""
    for unit in Self.units where rest >= unit.seconds {
      text += "\(rest / unit.seconds)\(unit.letter)"
      rest %= unit.seconds
    }
    return text
  }
}

/// A clock that never goes back, even if the time of day changes.
public enum MonotonicClock {
  private static let start = ContinuousClock.now

  /// Seconds since the clock was first read; the time that the machine slept counts.
  public static func seconds() -> Double {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
