import S2SPhrasebook

/// A caption, said in both languages.
public struct SceneCaption: Hashable, Sendable {
  /// The French caption, NFC, without spaces at its ends.
  public let french: String
  /// The English caption, NFC, without spaces at its ends.
  public let english: String

  /// Spells a phrase.
  init(_ phrase: Phrase) {
    french = FrenchBoundary.join(phrase.french)
    english = EnglishBoundary.join(phrase.english)
  }

  /// The caption in a language.
  public subscript(language: SceneLanguage) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}

/// A language of captions, as it ends the names of files.
public enum SceneLanguage: String, CaseIterable, Sendable {
  case french = "fr"
  case english = "en"
}
