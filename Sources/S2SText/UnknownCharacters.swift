/// Finds the characters of texts that no token of a vocabulary has.
package struct CharacterCheck: Sendable {
  private let scheme: TokenScheme
  /// Those that tokens have.
  private let known: Set<Unicode.Scalar>

  /// The most characters that are named, which bounds the time for a text of nothing else.
  private static let mostNamed = 64

  /// Looks at the tokens of a pipeline.
  package init(_ text: TextPipeline) {
    scheme = text.scheme
    known = text.scheme.spellings.reduce(into: [" "]) { known, spelling in
      known.formUnion(String(decoding: spelling, as: UTF8.self).unicodeScalars)
    }
  }

  /// The characters of a text that no token has, each once, in the order of the text.
  ///
  /// The text that the vocabulary was learned from has such a character once at most, or so many others
  /// more often that there was no room; among whole words, in rare ones alone.
  ///
  /// - Parameters:
  ///   - tokens: those of the text.
  ///   - text: what was encoded, in its normal form.
  package func unknown(
    in tokens: [TokenID], of text: @autoclosure () -> String
  ) -> [Unicode.Scalar] {
    var unknown: [Unicode.Scalar] = []
    for part in scheme.partsWithoutToken(of: tokens, of: text) {
      for scalar in part.unicodeScalars where !known.contains(scalar) && !unknown.contains(scalar) {
        guard unknown.count < Self.mostNamed else { return unknown }
        unknown.append(scalar)
      }
    }
    return unknown
  }
}

extension TokenScheme {
  /// What tokens spell that stand for more than a byte, as they are written.
  fileprivate var spellings: [ArraySlice<UInt8>] {
    switch self {
    case .subwords(let model, let subset):
      let vocabulary = subset?.vocabulary ?? model.vocabulary
      let first = Int(Vocabulary.firstCharacter)
      return (first..<max(first, vocabulary.count)).map { vocabulary.bytes(of: TokenID($0)) }
    case .words(let words): return Array(words.words)
    case .spaces(let text): return Array(text.words.words)
    case .labels: return []
    case .pieces(let model):
      return model.types.indices.filter { model.types[$0].isText }.map { model.names[$0] }
    }
  }

  /// The parts of a text in which there may be a character that no token has: those that tokens spell
  /// byte by byte; where an unknown token stands for something, the text.
  fileprivate func partsWithoutToken(
    of tokens: [TokenID], of text: () -> String
  ) -> [String] {
    switch self {
    case .subwords: return Self.spelledInBytes(tokens)
    case .labels: return []
    case .words: return tokens.contains(WordVocabulary.unknown) ? [text()] : []
    case .spaces:
      guard tokens.contains(WordVocabulary.unknown) else { return [] }
      let words = text().unicodeScalars.split(separator: " ").map { String($0) }
      // The one that the text has itself.
      return words.filter { $0 != WordVocabulary.unknownName }
    case .pieces(let model):
      let hasUnknown = tokens.contains { token in
        let piece = Int(token - SentencePieceModel.firstPiece)
        return model.types.indices.contains(piece) && !model.types[piece].isText
      }
      return hasUnknown ? [model.normalForm(of: text())] : []
    }
  }

  /// The runs of single bytes.
  private static func spelledInBytes(_ tokens: [TokenID]) -> [String] {
    let bytes = Vocabulary.firstByte..<Vocabulary.firstCharacter
    return tokens.split { !bytes.contains($0) }.map { run in
      String(decoding: run.map { UInt8($0 - bytes.lowerBound) }, as: UTF8.self)
    }
  }
}

extension SentencePieceModel {
  /// A text as it is cut into pieces.
  fileprivate func normalForm(of text: String) -> String {
    var normal: [UInt8] = []
    normalizer.append(Array(text.utf8), fixed: fixed, to: &normal)
    return String(decoding: normal, as: UTF8.self)
  }
}

extension SentencePieceModel.PieceType {
  /// Whether a piece is text as it is written.
  fileprivate var isText: Bool {
    switch self {
    case .normal, .userDefined, .unused: true
    case .unknown, .control, .byte: false
    }
  }
}

/// The lines with characters that a model never learned, and the first of those characters.
public struct UnknownCharacters: Sendable, Equatable {
  /// The lines with such characters.
  public private(set) var lineCount = 0
  /// The first of the characters, in the order in which they came.
  public private(set) var examples: [Unicode.Scalar] = []
  /// Whether there are more than the examples.
  public private(set) var hasMore = false

  /// The most characters that are kept.
  static let mostExamples = 5

  /// No line.
  public init() {}

  /// Adds the characters of a line, if it has any.
  public mutating func add(_ characters: [Unicode.Scalar]) {
    guard !characters.isEmpty else { return }
    lineCount += 1
    for scalar in characters where !examples.contains(scalar) {
      guard examples.count < Self.mostExamples else {
        hasMore = true
        return
      }
      examples.append(scalar)
    }
  }
}
