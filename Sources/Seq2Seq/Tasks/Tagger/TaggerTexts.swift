import S2SModels
import S2SText

/// The vocabularies of a tagger.
struct TaggerTexts: Sendable {
  /// The words with embeddings.
  static let words = "words"
  /// The characters.
  static let characters = "characters"
  /// The tags.
  static let tags = "tags"
  /// All words of the training sentences, so that others can be told from them.
  static let known = "known"
  /// All roles.
  static let roles = [words, characters, tags, known]

  private let texts: Texts

  /// Takes the vocabularies of a model or a run.
  ///
  /// - Precondition: they are all there, as in every model of the task.
  init(_ texts: Texts) { self.texts = texts }

  private func text(_ role: String) -> TextPipeline {
    guard let text = texts[role] else { preconditionFailure("a tagger has \(role)") }
    return text
  }

  /// The numbers of words, characters and tags.
  var sizes: TaggingModel.Sizes {
    TaggingModel.Sizes(
      words: text(Self.words).vocabularySize, characters: text(Self.characters).vocabularySize,
      tags: text(Self.tags).labelNames.count)
  }

  /// The names of the tags, in the order of their numbers.
  var tagNames: [String] { text(Self.tags).labelNames }

  /// The number of each tag by its name, in whatever form of Unicode that is written.
  var tagNumbers: [String: Int] { text(Self.tags).labelNumbers }

  /// Whether a word was among those that the model learned from.
  func knows(_ word: String) -> Bool { text(Self.known).label(named: Normalizer.nfc(word)) != nil }

  /// The first token of a vocabulary's own; see `TextPipeline.labels`.
  private static let firstToken: Int32 = 4
  private static let unknownToken: Int32 = 3

  /// The token of a word, or of the word in small letters, or of unknown words.
  func word(_ form: String) -> Int32 {
    let text = text(Self.words)
    let number = text.label(named: form) ?? text.label(named: form.lowercased())
    return number.map { Self.firstToken + Int32($0) } ?? Self.unknownToken
  }

  /// The tokens of a word's characters.
  func letters(_ form: String) -> [Int32] {
    let text = text(Self.characters)
    return form.map { letter in
      text.label(named: String(letter)).map { Self.firstToken + Int32($0) } ?? Self.unknownToken
    }
  }
}

/// Numbers the distinct words of sentences, and finds the tokens of each once.
struct FormTable {
  /// What a model reads of each word.
  private(set) var forms = WordForms()
  private var numbers: [String: Int32] = [:]
  private let texts: TaggerTexts

  /// Numbers no words yet.
  init(_ texts: TaggerTexts) { self.texts = texts }

  /// The numbers of the words of a sentence.
  mutating func numbers(of sentence: [String]) -> [Int32] {
    sentence.map { word in
      if let number = numbers[word] { return number }
      let (form, number) = (Normalizer.nfc(word), Int32(forms.count))
      forms.append(word: texts.word(form), letters: texts.letters(form))
      numbers[word] = number
      return number
    }
  }
}
