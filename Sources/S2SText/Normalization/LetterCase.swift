import CICU

/// Upper and lower case by the rules of a language, done by ICU.
package enum LetterCase {
  case lower, upper

  /// The text in this case; addresses stay as they are.
  package func applied(to text: String, locale: String) -> String {
    if !text.utf8.contains(where: { $0 == 0x2E || $0 == 0x3A || $0 == 0x40 }) {
      return changed(text, locale)
    }
    return text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { part in
      let part = String(Substring(part))
      return TypedText.isAddress(Array(part.unicodeScalars)[...]) ? part : changed(part, locale)
    }.joined(separator: " ")
  }

  private func changed(_ text: String, _ locale: String) -> String {
    var text = text
    var output: UnsafeMutablePointer<UInt8>?
    var count: Int32 = 0
    let result = text.withUTF8 { bytes in
      Int32(exactly: bytes.count).map {
        cicu_case(self == .upper ? 1 : 0, locale, bytes.baseAddress, $0, &output, &count)
      }
    }
    // Out of memory: the text as it is beats none.
    guard result == 1, let output else { return text }
    defer { cicu_free(output) }
    return String(
      decoding: UnsafeBufferPointer(start: output, count: Int(count)), as: UTF8.self)
  }

  /// The cases of the letters of a text that have one; addresses do not count.
  package static func found(in text: String) -> Set<LetterCase> {
    var found: Set<LetterCase> = []
    for part in text.utf8.split(separator: 0x20) where found.count < 2 {
      let scalars = Array(Substring(part).unicodeScalars)
      guard !TypedText.isAddress(scalars[...]) else { continue }
      for scalar in scalars {
        if scalar.properties.isUppercase { found.insert(.upper) }
        if scalar.properties.isLowercase { found.insert(.lower) }
      }
    }
    return found
  }
}
