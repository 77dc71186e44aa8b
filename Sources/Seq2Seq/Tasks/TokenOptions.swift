import FoundationEssentials
import S2SFiles
import S2SOptions
import S2SText

/// What tokens are: subwords that are learned, words, or those of another program.
public struct TokenOptions: Settings {
  /// The unit of a token.
  public enum Kind: String, Sendable, CaseIterable {
    /// Parts of words, learned from the corpus.
    case subwords
    /// Words of the language, the most frequent ones.
    case words
    /// What stands between spaces, as it comes.
    case spaces
  }

  /// The unit of a token.
  public var kind = Kind.subwords
  /// How often a token occurs at least; `nil` where all do, up to the vocabulary's size.
  public var minimumCount: Int?
  /// A file of subwords that another program learned, or the stem of one for each language.
  public var subwords: String?
  /// How the tokens of the corpus are joined where they are subwords.
  public var joining = SubwordJoining.none

  /// The words that a vocabulary has at most, unless another size is given.
  ///
  /// Reference: Luong et al. 2015, arXiv:1508.04025, and room for the usual vocabularies of subwords.
  static let wordCount = 50_000

  /// Subwords that are learned.
  public init() {}

  /// The options of every task.
  static let shared = OptionTable<Self>([
    .choice(
      "tokens", \.kind,
      "Cut text into subwords, into words, or at spaces, where it is tokenised already"),
    .count(
      "minimum-count", \.minimumCount, in: 1...1_000_000,
      "Leave out words that occur less often; take apart rarer subwords of --subwords"),
    .text(
      "subwords", \.subwords,
      "Cut by codes of subword-nmt or a SentencePiece model: a file, or a stem that .LANG completes"
    ),
  ])

  /// Every option, with its range and meaning.
  public static let options =
    shared
    + OptionTable([
      .choice(
        "join", \.joining,
        "Join the subwords that the corpus has, as subword-nmt (@@) or sentencepiece does")
    ])

  /// Whether subwords are learned from the corpus.
  var learnsSubwords: Bool { kind == .subwords && subwords == nil }

  /// Whether texts are normalised before they are cut.
  var normalizes: Bool { kind != .spaces && subwords == nil }

  /// Whether given options ask for other tokens than these.
  func differ(from given: OptionValues) -> Bool {
    given["tokens"].map { $0 != .text(kind.rawValue) } == true
      || given["subwords"].map { $0 != subwords.map { .text($0) } } == true
  }

  /// Refuses given options that contradict each other.
  ///
  /// - Throws: `OptionError` (`excludes`).
  static func check(_ given: OptionValues) throws {
    if given["subwords"] != nil && given["vocabulary-size"] != nil {
      throw OptionError.excludes(option: "subwords", other: "vocabulary-size")
    }
  }

  /// Checks the values against each other.
  ///
  /// - Throws: `OptionError`.
  func validate() throws {
    if subwords != nil && kind == .words {
      throw OptionError.excludes(option: "subwords", other: "tokens words")
    }
    if subwords != nil && joining != .none {
      throw OptionError.excludes(option: "subwords", other: "join")
    }
    if minimumCount != nil && learnsSubwords {
      throw OptionError.needs(option: "minimum-count", other: "tokens words")
    }
    if joining != .none && kind != .spaces {
      throw OptionError.needs(option: "join", other: "tokens spaces")
    }
  }
}

// MARK: - Learning

extension TokenOptions {
  /// The tokenizers of the sides of a corpus, unless subwords are to be learned.
  ///
  /// Sides with words are in their normal form; the others are as they come.
  ///
  /// - Parameter size: the most words.
  /// - Throws: `TextError`; `FileError` for a file of subwords.
  func texts(
    of sides: [TextPipeline.Side], size: Int, sharing: TextPipeline.Sharing
  ) throws -> [TextPipeline] {
    let limit = WordLimit(size: size, minimumCount: minimumCount ?? 1)
    if let subwords { return try Self.texts(of: sides, by: subwords, self, sharing) }
    return kind == .words
      ? try TextPipeline.learnWords(from: sides, limit, sharing: sharing)
      : try TextPipeline.learnSpaced(from: sides, limit, joining: joining, sharing: sharing)
  }

  private static func texts(
    of sides: [TextPipeline.Side], by name: String, _ options: TokenOptions,
    _ sharing: TextPipeline.Sharing
  ) throws -> [TextPipeline] {
    try sides.map { side in
      let path = path(name, language: side.locale)
      switch try read(path) {
      case .codes(let codes):
        let texts = sharing == .numbers ? sides.flatMap(\.texts) : side.texts
        return try TextPipeline(
          codes, (texts, side.locale), minimumCount: options.minimumCount)
      case .sentencePiece(let model):
        guard options.kind != .spaces else {
          throw OptionError.excludes(option: "subwords \(path)", other: "tokens spaces")
        }
        guard options.minimumCount == nil else {
          throw OptionError.excludes(option: "subwords \(path)", other: "minimum-count")
        }
        return try TextPipeline(model, locale: side.locale)
      }
    }
  }

  /// The file itself, or that of a language.
  private static func path(_ name: String, language: String) -> String {
    guard !isFile(name) else { return name }
    return ["\(name).\(language)", "\(name).\(language).model"].first(where: isFile) ?? name
  }

  private static func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  private static func read(_ path: String) throws -> TextPipeline.SubwordFile {
    let bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
    do throws(SubwordFault) {
      return try TextPipeline.SubwordFile(bytes)
    } catch {
      throw TextError.unusableSubwords(path: path, error)
    }
  }
}
