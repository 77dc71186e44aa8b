import CICU

/// What languages are called, as ICU knows them.
package enum LanguageName {
  /// The codes of ISO 639-2/B that differ from those of 639-2/T, which ICU knows.
  private static let bibliographic = [
    "alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl",
    "fre": "fr", "geo": "ka", "ger": "de", "gre": "el", "ice": "is", "mac": "mk", "mao": "mi",
    "may": "ms", "per": "fa", "rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
  ]

  /// The code of the language that a text names, of two letters where there is one: `fr` for `fr`,
  /// `fra`, `fre`, `fr-FR`, `French`, `français` and `Französisch`; `nil` for other texts.
  package static func code(_ text: String) -> String? {
    isTag(text) ? listedCode(text) ?? namedCode(text) : namedCode(text)
  }

  /// The code of a tag's language, such as `fr` for `fr`, `FR`, `fra` and `fr_CA.UTF-8`.
  ///
  /// One that ICU does not list is its own first subtag.
  package static func code(ofTag tag: String) -> String { listedCode(tag) ?? subtag(tag) }

  /// Whether a text looks like a tag: letters, two or three, and subtags.
  private static func isTag(_ text: String) -> Bool {
    let parts = text.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return (2...3).contains(parts[0].count)
      && parts.allSatisfy { part in
        (2...8).contains(part.count)
          && part.allSatisfy { (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) }
      }
  }

  /// The letters at the start of a tag, in lower case.
  private static func subtag(_ tag: String) -> String {
    let letters = tag.utf8.map { $0 | 0x20 }.prefix { (0x61...0x7a).contains($0) }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func listedCode(_ tag: String) -> String? {
    let subtag = subtag(tag)
    guard (2...3).contains(subtag.utf8.count) else { return nil }
    if let code = bibliographic[subtag] { return code }
    return filled { cicu_language_of_code(subtag, $0) }
  }

  private static func namedCode(_ name: String) -> String? {
    (2...120).contains(name.utf8.count) ? codesOfNames[FoldedText.utf8(name)] : nil
  }

  /// The languages in which names are known, beside each language's own.
  private static let locales = [
    "en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "ru", "zh", "ja", "ar", "sv", "da", "nb",
    "fi", "hu", "tr", "el", "uk", "ro", "ko", "hi", "vi", "he", "bg", "ca", "hr", "id",
  ]

  /// Codes of two letters by the folded names of their languages; the first one by its code has a name
  /// that several languages have.
  ///
  /// ICU can only be asked for a name by its code, some thousands of times, so the answers are kept.
  private static let codesOfNames: [[UInt8]: String] = {
    var codes: [[UInt8]: String] = [:]
    var listed = cicu_listed_languages()
    while let code = listed?.pointee {
      listed = listed?.successor()
      guard code[2] == 0 else { continue }
      let own = String(cString: code)
      for locale in [own] + locales {
        guard let name = name(of: own, in: locale) else { continue }
        let folded = FoldedText.utf8(name)
        codes[folded] = codes[folded] ?? own
      }
    }
    return codes
  }()

  private static func name(of code: String, in locale: String) -> String? {
    let room = 256
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { name in
      guard let base = name.baseAddress,
        cicu_language_name(code, locale, base, Int32(room)) == 0
      else { return nil }
      return String(cString: base)
    }
  }

  /// The code that a function writes, if it finds one.
  private static func filled(_ find: (UnsafeMutablePointer<CChar>) -> Int32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4) { code in
      guard let base = code.baseAddress, find(base) == 0 else { return nil }
      return String(cString: base)
    }
  }
}
