/// The names of classes or tags: a whole text is one token, and every other text the unknown one.
///
/// The networks that choose among labels have an output for each, numbered from 0.
struct LabelSet: Sendable, Equatable {
  /// The names; label n is token `WordVocabulary.firstWord` + n.
  let words: WordVocabulary

  /// Takes names in the order of their numbers.
  ///
  /// - Throws: `TextError.inconsistent` for a name that comes twice, is empty or ends a line.
  init(_ names: some Sequence<String>) throws {
    for name in names where name.utf8.contains(Self.separator) {
      throw TextError.inconsistent(field: "labels", .repeatedWord(name))
    }
    words = try WordVocabulary(names.map { ArraySlice($0.utf8) })
  }

  /// Stands between names in a file.
  static let separator: UInt8 = 0x0A

  /// All names, in the order of their numbers.
  var names: [String] { words.words.map { String(decoding: $0, as: UTF8.self) } }
}

/// Takes whole texts as names of labels.
final class LabelEncoder: LineEncoder {
  var tokenWords: [String]?
  private let labels: LabelSet

  init(_ labels: LabelSet) { self.labels = labels }

  func encode(_ line: String) -> [TokenID] {
    let bytes = Array(line.utf8)
    return [labels.words.token(of: bytes, bytes.indices)]
  }
}

extension TextPipeline {
  /// A vocabulary of labels: the names of classes or tags, in the order of their numbers.
  ///
  /// - Throws: `TextError.inconsistent` for a name that comes twice, is empty or ends a line.
  package static func labels(_ names: some Sequence<String>) throws -> TextPipeline {
    try TextPipeline(locale: "und", .labels(LabelSet(names)))
  }

  /// The names of all labels; none where the tokens are others.
  package var labelNames: [String] {
    if case .labels(let labels) = scheme { return labels.names }
    return []
  }

  /// The number of each label, from 0, by its name, in whatever form of Unicode that is written.
  package var labelNumbers: [String: Int] {
    Dictionary(zip(labelNames, 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The number of the label with the same bytes, from 0; `nil` where the vocabulary does not have it.
  package func label(named name: String) -> Int? {
    guard case .labels(let labels) = scheme else { return nil }
    let bytes = Array(name.utf8)
    return labels.words.find(bytes, bytes.indices).map { Int($0 - WordVocabulary.firstWord) }
  }
}

extension TextPipeline {
  /// The token of label 0.
  package static let firstLabel = WordVocabulary.firstWord
}
