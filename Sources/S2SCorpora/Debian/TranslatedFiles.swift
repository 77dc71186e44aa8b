import S2SFiles

/// The files of unpacked packages that are there in English and in another language.
///
/// The names of translations differ from those of the originals by the language: a folder (`help/fr`,
/// `help/en-US`), the end of a folder's name (`maint-guide-fr`), or a part of a file's name
/// (`ch01.fr.html`). What is named after no language is English.
package struct TranslatedFiles {
  /// A file and its translation.
  package struct Pair {
    package let english: String
    package let other: String
  }

  /// The pairs, in the order of their names.
  package private(set) var pairs: [Pair] = []
  /// The translations without an original.
  package private(set) var withoutOriginal = 0

  /// Finds the pairs among some files.
  ///
  /// - Parameters:
  ///   - files: paths behind `folder`, whose first part is the package.
  ///   - isWanted: whether a file has the format that is read.
  package init(_ files: [String], of language: DebianLanguage, where isWanted: (String) -> Bool) {
    var originals: [String: String] = [:]
    var translations: [(key: String, path: String)] = []
    for path in files where isWanted(path) {
      let named = NamedFile(path, language)
      if named.isTranslation {
        translations.append((named.key, path))
      } else if originals[named.key] == nil {
        originals[named.key] = path
      }
    }
    for (key, path) in translations {
      if let original = originals[key] {
        pairs.append(Pair(english: original, other: path))
      } else {
        withoutOriginal += 1
      }
    }
  }

  /// A file's name without its language.
  private struct NamedFile {
    /// The same for all languages.
    let key: String
    let isTranslation: Bool

    init(_ path: String, _ language: DebianLanguage) {
      var isTranslation = false
      // The first part names the package.
      let parts = path.split(separator: "/").dropFirst().compactMap { part -> String? in
        if language.isNamed(part) {
          isTranslation = true
          return nil
        }
        return DebianLanguage.english.isNamed(part)
          ? nil : Self.plain(part, language, &isTranslation)
      }
      key = parts.joined(separator: "/")
      self.isTranslation = isTranslation
    }

    /// A part of a path without the languages in it.
    private static func plain(
      _ part: Substring, _ language: DebianLanguage, _ isTranslation: inout Bool
    ) -> String {
      let ending = "-\(language.code)"
      if part.lowercased().hasSuffix(ending) {
        isTranslation = true
        return String(part.dropLast(ending.count))
      }
      let words = part.split(separator: ".", omittingEmptySubsequences: false)
      guard words.count > 2 else { return String(part) }
      return words.filter { word in
        if language.isNamed(word) { isTranslation = true }
        return !language.isNamed(word) && !DebianLanguage.english.isNamed(word)
      }.joined(separator: ".")
    }
  }
}
