/// The problems that a pair of a corpus may have.
public enum CorpusProblem: Int, CaseIterable, Sendable {
  /// A side is not UTF-8.
  case notUTF8
  /// A side holds a NUL byte.
  case nulByte
  /// A line of a `.tsv` has one column.
  case noTab
  /// A line of a `.tsv`, or a pair of lines, has carriage returns behind which rows may hide.
  case hiddenRow
  /// A row of a table has too few or too many cells, or quotes that do not close.
  case malformedRow
  /// The first pair names the languages of the sides.
  case headerRow
  /// One side is empty or blank.
  case emptySide
  /// Both sides are.
  case emptyPair
  /// A side is longer than `CorpusCleaner` allows.
  case tooLong
  /// One side is far longer than the other makes likely.
  case unlikelyLengths
  /// Both sides are the same, and more than a name or a number.
  case identicalSides
  /// Each side is in the other's language.
  case swappedSides
  /// A side is in the other's language, or in one that is neither.
  case wrongLanguage
  /// Among pairs whose lengths have nothing to do with each other, as when a line is missing on
  /// one side.
  case outOfStep
  /// The same pair, byte for byte, occurred before.
  case repeated
  /// The pair is also in the validation or test set, except for case and punctuation.
  case leakedPair
  /// Its source is, with another target.
  case leakedSource
  /// UTF-8 that was once read as something else, or a character that stands for a lost one.
  case garbled
  /// Control characters other than tabs.
  case controlCharacter
  /// A side stands in the quotes of a spreadsheet's cell, and those inside of it are doubled.
  case spreadsheetQuotes
  /// Characters in the notation of HTML, such as `&amp;`.
  case entity
  /// Characters that show nothing, such as zero-width spaces and soft hyphens.
  case invisibleCharacter
  /// Tags of HTML or XML.
  case markup
  /// A number of one side that the other has not.
  case differingNumbers
  /// A side without a letter.
  case noLetters
  /// The source occurred before with another target.
  case otherTranslation

  /// How bad that is.
  public enum Severity: String, Sendable, Comparable {
    /// Nobody can train on such a line.
    case error
    /// The pair would do harm.
    case warning
    /// Good to know.
    case note

    /// The worse is the smaller.
    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

    private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
  }

  /// The action of a cleaned copy.
  public enum Remedy: String, Sendable {
    /// The pair is left out.
    case drop
    /// The pair is put right.
    case repair
    /// The pair stays.
    case keep
  }

  /// How bad it is.
  public var severity: Severity {
    switch self {
    case .notUTF8, .nulByte, .noTab, .hiddenRow, .malformedRow: .error
    case .invisibleCharacter, .markup, .differingNumbers, .noLetters, .otherTranslation: .note
    default: .warning
    }
  }

  /// What a cleaned copy does about it.
  ///
  /// - Parameter isHeldOut: whether the pair is measured on: such sets stay as they are, but for
  ///   pairs that measure nothing.
  public func remedy(isHeldOut: Bool) -> Remedy {
    switch self {
    case .markup, .differingNumbers, .noLetters, .otherTranslation: .keep
    case .controlCharacter, .spreadsheetQuotes, .entity, .invisibleCharacter: .repair
    case .repeated, .unlikelyLengths, .tooLong, .identicalSides: isHeldOut ? .keep : .drop
    default: .drop
    }
  }

  /// A name for programs, such as `not-utf8`.
  public var name: String {
    switch self {
    case .notUTF8: "not-utf8"
    case .nulByte: "nul-byte"
    case .noTab: "no-tab"
    case .hiddenRow: "hidden-row"
    case .malformedRow: "malformed-row"
    case .headerRow: "header-row"
    case .emptySide: "empty-side"
    case .emptyPair: "empty-pair"
    case .tooLong: "too-long"
    case .unlikelyLengths: "unlikely-lengths"
    case .identicalSides: "identical-sides"
    case .swappedSides: "swapped-sides"
    case .wrongLanguage: "wrong-language"
    case .outOfStep: "out-of-step"
    case .repeated: "repeated"
    case .leakedPair: "leaked-pair"
    case .leakedSource: "leaked-source"
    case .garbled: "garbled"
    case .controlCharacter: "control-character"
    case .spreadsheetQuotes: "spreadsheet-quotes"
    case .entity: "entity"
    case .invisibleCharacter: "invisible-character"
    case .markup: "markup"
    case .differingNumbers: "differing-numbers"
    case .noLetters: "no-letters"
    case .otherTranslation: "other-translation"
    }
  }

  /// A few words for people.
  public var title: String {
    switch self {
    case .notUTF8: "not UTF-8"
    case .nulByte: "NUL bytes"
    case .noTab: "no tab"
    case .hiddenRow: "returns inside of rows"
    case .malformedRow: "malformed rows"
    case .headerRow: "a header row"
    case .emptySide: "one side empty"
    case .emptyPair: "both sides empty"
    case .tooLong: "too long"
    case .unlikelyLengths: "lengths that do not fit"
    case .identicalSides: "identical sides"
    case .swappedSides: "sides swapped"
    case .wrongLanguage: "wrong language"
    case .outOfStep: "sides out of step"
    case .repeated: "repeated pairs"
    case .leakedPair: "also in valid or test"
    case .leakedSource: "source in valid or test"
    case .garbled: "garbled characters"
    case .controlCharacter: "control characters"
    case .spreadsheetQuotes: "quotes of a spreadsheet"
    case .entity: "HTML entities"
    case .invisibleCharacter: "invisible characters"
    case .markup: "markup"
    case .differingNumbers: "numbers that differ"
    case .noLetters: "no letters"
    case .otherTranslation: "source seen before"
    }
  }
}

/// The problems of a pair.
struct ProblemSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ problem: CorpusProblem) { rawValue = 1 << UInt32(problem.rawValue) }

  func contains(_ problem: CorpusProblem) -> Bool { contains(ProblemSet(problem)) }
  mutating func insert(_ problem: CorpusProblem) { formUnion(ProblemSet(problem)) }

  /// The problems for which a copy leaves the pair out.
  static func dropping(isHeldOut: Bool) -> ProblemSet {
    matching { $0.remedy(isHeldOut: isHeldOut) == .drop }
  }

  /// The problems that a copy puts right.
  static let repairable = matching { $0.remedy(isHeldOut: false) == .repair }

  /// The problems that make a line unreadable, so that it has no others.
  static let unreadable = matching { $0.severity == .error }

  private static func matching(_ isMember: (CorpusProblem) -> Bool) -> ProblemSet {
    CorpusProblem.allCases.filter(isMember).reduce(into: []) { $0.insert($1) }
  }
}
