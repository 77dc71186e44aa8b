import CICU

/// The names of languages.
extension TextPipeline {
  /// A code with the language in small letters, `fr` for `FR`; other names as they are.
  package static func canonicalTag(_ text: String) -> String {
    let language = text.prefix { $0 != "-" && $0 != "_" }
    return language.lowercased() + text.dropFirst(language.count)
  }

  /// Whether a text begins with the code of a language in ISO 639, such as `zh` or `zh-Hant`.
  package static func isKnownLanguage(_ text: String) -> Bool {
    isLocale(text) && cicu_knows_language(text) != 0
  }

  /// The code of the language of an English name, such as `zh` for `Chinese`.
  package static func languageCode(named name: String) -> String? {
    cicu_language_code(name).map { String(cString: $0) }
  }
}
