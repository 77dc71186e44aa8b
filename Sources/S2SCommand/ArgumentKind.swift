import ArgumentParser
import S2SFiles
import S2SText

/// What the value of an argument may be, checked where it is parsed: whoever declares an argument
/// names its kind.
enum ArgumentKind {
  /// A path, which is not empty: that would mean the root of the file system once a name is added.
  static let path: @Sendable (String) throws -> String = { text in
    guard !text.isEmpty else { throw Unfit("it is empty; name a file or a directory") }
    return text
  }

  /// A word, which is not empty.
  static let word: @Sendable (String) throws -> String = { text in
    guard !text.isEmpty else { throw Unfit("it is empty; give a word") }
    return text
  }

  /// A text for a model to read, which is not empty.
  ///
  /// Bytes that are not UTF-8 come as U+FFFD, which no line of a file may have become.
  static let text: @Sendable (String) throws -> String = { text in
    guard !text.isEmpty else { throw Unfit("it is empty; give a text, or leave it out") }
    guard !text.unicodeScalars.contains("\u{FFFD}") else {
      throw Unfit("it is not UTF-8, or has U+FFFD, which stands for what is not; type it in UTF-8")
    }
    return text
  }

  /// A whole number within a range.
  static func count(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let number = Int(text), range.contains(number) else {
        throw Unfit("it has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// A number in decimal digits, within a range.
  static func number(_ range: ClosedRange<Double>) -> @Sendable (String) throws -> Double {
    { text in
      guard let number = decimal(text), range.contains(number) else {
        throw Unfit("it has to be a number \(range.words)")
      }
      return number
    }
  }

  /// A number in decimal digits, whose range is checked where it is used.
  static let decimalNumber: @Sendable (String) throws -> Double = { text in
    guard let number = decimal(text) else { throw Unfit("it has to be a number such as 0.5") }
    return number
  }

  /// A number in decimal digits; `nil` for any other word, such as `nan` and `0x10`.
  static func decimal(_ text: String) -> Double? {
    let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return digits ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
  }

  /// The language of texts, which decides how they are cut into words and sentences.
  static let language: @Sendable (String) throws -> String = { text in
    if let problem = problem(ofLanguage: text) { throw Unfit(problem) }
    return TextPipeline.canonicalTag(text)
  }

  /// Why a word is not the code of a language; `nil` where it is one.
  static func problem(ofLanguage text: String) -> String? {
    guard !TextPipeline.isKnownLanguage(TextPipeline.canonicalTag(text)) else { return nil }
    let meant = TextPipeline.languageCode(named: text).map { "; did you mean \($0)?" }
    return "it has to be the code of a language, such as en or zh" + (meant ?? "")
  }

  /// A name of a language, as it ends the names of a corpus's files; a code is written in small
  /// letters.
  static let languageName: @Sendable (String) throws -> String = { text in
    guard !text.isEmpty else { throw Unfit("it is empty; give a language, such as fr") }
    guard TextPipeline.isLocale(text) else {
      throw Unfit("it has to be 1 to 64 letters, digits, '-' and '_', such as fr or pt-BR")
    }
    return TextPipeline.canonicalTag(text)
  }

  /// The parts of a list between commas, without the spaces around them; an empty part stays one.
  static func parts(of list: String) -> [String] {
    list.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let begun = part.drop { $0.isWhitespace }
      return String(begun.reversed().drop { $0.isWhitespace }.reversed())
    }
  }

  /// The number of worker threads.
  static let threads = count(1...1_024)

  /// Why a value is none of its kind, as the parser adds it to its sentence.
  private struct Unfit: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}

extension ArgumentKind {
  /// Arguments with negative numbers joined to the option before them, `--digits -1` to
  /// `--digits=-1`: the parser would take such a number for an option.
  static func joiningNegativeNumbers(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    var isAfterTerminator = false
    for argument in arguments {
      if !isAfterTerminator, isNegativeNumber(argument), let option = joined.last,
        option.hasPrefix("--"), option.count > 2, !option.contains("=")
      {
        joined[joined.count - 1] += "=" + argument
      } else {
        joined.append(argument)
      }
      if argument == "--" { isAfterTerminator = true }
    }
    return joined
  }

  /// Whether a word is meant to be a number below 0, though it may be none: `-1`, `-.5`, `-5m`.
  static func isNegativeNumber(_ text: String) -> Bool {
    guard text.hasPrefix("-"), let second = text.utf8.dropFirst().first else { return false }
    return (0x30...0x39).contains(second) || second == UInt8(ascii: ".")
      || (second != UInt8(ascii: "-") && Double(text) != nil)
  }
}
