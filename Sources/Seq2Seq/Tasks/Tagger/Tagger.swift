import S2SCorpora
import S2SLayers
import S2SModels
import S2STensors
import S2SText

/// A trained tagger: says the tag of each word, or cuts text into words.
///
///     let tagger = try Tagger(path: "models/tagger-en")
///     let tags = try tagger.tags(of: [["The", "cat", "sleeps", "."]])  // DET NOUN VERB PUNCT
public struct Tagger: Sendable {
  /// The name of the task in model files.
  public static let task = "tagger"

  /// The language as a BCP 47 code.
  public let language: String
  /// What a tag belongs to.
  public var unit: TaggingUnit { shape.unit }
  /// The names of all tags, the most frequent first.
  public var tagNames: [String] { network.texts.tagNames }
  let shape: TaggerShape
  let network: TaggerNetwork

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  public init(path: String) throws {
    let reader = try SafetensorsReader(path: ModelDirectory.file(at: path))
    let header = try ModelHeader(reader)
    try header.check(task: TaggerTask.name)
    language = try header.language(TaggerTexts.words)
    let shape: TaggerShape = try header.shape()
    let texts = TaggerTexts(try TaggerTask.texts(of: header))
    let model = try TaggingModel(shape, texts.sizes) {
      try NetworkStorage(reading: reader, $0)
    }
    self.shape = shape
    network = TaggerNetwork(model: model, texts: texts, packed: model.packedWeights())
  }

  /// The tags of the words of each sentence; where the unit is a character, words are characters.
  ///
  /// The result does not depend on the number of threads, nor on the other sentences.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `CancellationError`.
  public func tags(
    of sentences: [[String]], threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> [[String]] {
    let forms =
      unit == .words
      ? sentences : sentences.map { TaggedUnits.forms(ofCharacters: $0) }
    return try network.tags(
      of: forms, threads: threads ?? defaultThreadCount(), isCancelled: isCancelled)
  }

  /// Whether it says tags of words, not their places alone.
  public var tagsWords: Bool { unit == .words || shape.column != nil }

  /// The words that a model of characters cuts texts into; white space always ends a word, and is in none.
  ///
  /// - Precondition: the unit is a character.
  /// - Throws: `CancellationError`.
  public func segmented(
    _ texts: [String], threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> [[String]] {
    try words(of: texts, threads: threads, isCancelled: isCancelled).map { $0.map(\.text) }
  }

  /// The same words with their tags, if the model has learned some.
  ///
  /// - Precondition: the unit is a character.
  /// - Throws: `CancellationError`.
  public func words(
    of texts: [String], threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> [[TaggedWord]] {
    precondition(unit == .characters, "a tagger of words does not cut text")
    let characters = texts.map { SpacedCharacters($0) }
    let places = try tags(
      of: characters.map(\.characters), threads: threads, isCancelled: isCancelled)
    return zip(characters, places).map { $0.words($1) }
  }

  /// The sentences of texts, cut into words by the rules of the language and of Unicode.
  ///
  /// - Complexity: O(*n*).
  public func tokenized(_ texts: [String]) -> [[String]] {
    let words = SentenceWords(language: language)
    return texts.flatMap(words.sentences)
  }

  /// The same text with other tags in the model's column; see `TaggedSentence.replacing`.
  ///
  /// - Throws: `TaggedTextError` when the format does not have the column.
  public func text(
    of sentence: TaggedSentence, tagged tags: [String], path: String
  ) throws -> String {
    let column = try sentence.format.column(named: shape.column, in: path)
    return sentence.replacing(column: column, with: tags)
  }
}

/// A word of a text.
public struct TaggedWord: Sendable, Equatable {
  /// The word.
  public let text: String
  /// Its tag; empty where a model knows none.
  public let tag: String

  /// Groups the two.
  public init(text: String, tag: String) {
    (self.text, self.tag) = (text, tag)
  }
}

/// The characters of a text but for white space, and where that was.
struct SpacedCharacters {
  private(set) var characters: [String] = []
  /// The characters that white space stood before.
  private var starts: Set<Int> = []

  init(_ text: String) {
    for character in text {
      if character.isWhitespace {
        starts.insert(characters.count)
      } else {
        characters.append(String(character))
      }
    }
  }

  func words(_ places: [String]) -> [TaggedWord] {
    let bounds = [0] + starts.filter { $0 > 0 && $0 < characters.count }.sorted()
    return zip(bounds, bounds.dropFirst() + [characters.count]).flatMap { start, end in
      WordPlace.words(Array(characters[start..<end]), Array(places[start..<end]))
    }
  }
}
