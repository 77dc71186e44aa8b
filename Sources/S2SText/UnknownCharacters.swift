/// Finds the characters of texts that a vocabulary was not learned from.
package struct CharacterCheck: Sendable {
  /// Those that tokens have; `nil` where tokens say nothing of characters, as those of other programs
  /// and whole words.
  private let known: Set<Unicode.Scalar>?

  /// The most characters that are named, which bounds the time for a text of nothing else.
  private static let mostNamed = 64

  /// Looks at the tokens of a pipeline.
  package init(_ text: TextPipeline) {
    guard case .subwords(let model, let subset) = text.scheme else {
      known = nil
      return
    }
    let vocabulary = subset?.vocabulary ?? model.vocabulary
    let first = Int(Vocabulary.firstCharacter)
    known = (first..<max(first, vocabulary.count)).reduce(into: [" "]) { known, token in
      let text = String(decoding: vocabulary.bytes(of: TokenID(token)), as: UTF8.self)
      known.formUnion(text.unicodeScalars)
    }
  }

  /// The characters that tokens of a text spell byte by byte and that no token has, each once, in the
  /// order of the text.
  ///
  /// The text that the vocabulary was learned from has such a character once at most, or so many others
  /// more often that there was no room.
  package func unknown(in tokens: some Sequence<TokenID>) -> [Unicode.Scalar] {
    guard let known else { return [] }
    let bytes = Vocabulary.firstByte..<Vocabulary.firstCharacter
    var unknown: [Unicode.Scalar] = []
    var run: [UInt8] = []
    func endRun() {
      for scalar in String(decoding: run, as: UTF8.self).unicodeScalars
      where !known.contains(scalar) && !unknown.contains(scalar) && unknown.count < Self.mostNamed {
        unknown.append(scalar)
      }
      run.removeAll(keepingCapacity: true)
    }
    for token in tokens {
      if bytes.contains(token) {
        run.append(UInt8(token - bytes.lowerBound))
      } else if !run.isEmpty {
        endRun()
      }
    }
    endRun()
    return unknown
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
