import ArgumentParser
import S2SFiles

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

  /// A whole number within a range.
  static func count(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let number = Int(text), range.contains(number) else {
        throw Unfit("it has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
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

  private static func isNegativeNumber(_ text: String) -> Bool {
    text.hasPrefix("-") && !text.hasPrefix("--") && Double(text) != nil
  }
}
