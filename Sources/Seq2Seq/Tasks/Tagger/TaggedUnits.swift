import S2SCorpora
import S2SMetrics
import S2SModels

/// What a tagger reads of a sentence, and what it is to say: words and their tags, or characters, their places in
/// words and, where a column is named, the tags of those words.
struct TaggedUnits: Sendable {
  /// What is read of each unit: the word; or the character and the one behind it.
  let forms: [String]
  /// The tags.
  let tags: [String]

  /// The units of a sentence of a corpus.
  ///
  /// - Throws: `TaggedTextError` when the column is not there, or empty.
  init(_ sentence: TaggedSentence, _ shape: TaggerShape, path: String) throws {
    let words = sentence.words
    switch shape.unit {
    case .words:
      forms = words
      tags = try Self.tags(of: sentence, shape, path: path)
    case .characters:
      forms = Self.forms(ofCharacters: words.flatMap { $0.map(String.init) })
      guard shape.column != nil else {
        tags = words.flatMap { WordPlace.places($0.count).map(\.rawValue) }
        return
      }
      tags = try zip(words, Self.tags(of: sentence, shape, path: path)).flatMap { word, tag in
        WordPlace.places(word.count).map { "\($0.rawValue)-\(tag)" }
      }
    }
  }

  private static func tags(
    of sentence: TaggedSentence, _ shape: TaggerShape, path: String
  ) throws -> [String] {
    try sentence.tags(
      column: sentence.format.column(named: shape.column, in: path), path: path)
  }

  /// Each character with the one behind it: what it may be in depends most on that.
  static func forms(ofCharacters characters: [String]) -> [String] {
    characters.indices.map { index in
      index + 1 < characters.count ? characters[index] + characters[index + 1] : characters[index]
    }
  }
}

/// The place of a character in its word.
enum WordPlace: String {
  case begin = "B"
  case middle = "M"
  case end = "E"
  case single = "S"

  /// The places of the characters of a word.
  static func places(_ count: Int) -> [WordPlace] {
    guard count > 1 else { return count == 1 ? [.single] : [] }
    return [.begin] + [WordPlace](repeating: .middle, count: count - 2) + [.end]
  }

  /// The words that places cut characters into; any sequence of places cuts.
  static func words(_ characters: [String], _ places: [String]) -> [TaggedWord] {
    TagSpan.spans(of: places).map {
      TaggedWord(text: characters[$0.range].joined(), tag: $0.kind)
    }
  }
}
