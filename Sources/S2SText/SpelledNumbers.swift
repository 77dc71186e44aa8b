import CICU
import Synchronization

/// Numbers in words, in every form that ICU knows in a language: `twelve`, `twelfth`, `douze`.
final class SpelledNumbers: Sendable {
  /// Larger numbers are never looked for in words.
  static let largest = 1_000_000

  private let locale: String
  private let known = Mutex<[Int: Set<String>]>([:])

  /// The words of a language.
  init(locale: String) { self.locale = locale }

  /// The forms of a number, as `folded` has them.
  func forms(of number: Int) -> Set<String> {
    known.withLock { known in
      if let forms = known[number] { return forms }
      if known.count >= 10_000 { known.removeAll() }
      let forms = spell(number)
      known[number] = forms
      return forms
    }
  }

  private func spell(_ number: Int) -> Set<String> {
    guard TextPipeline.isLocale(locale), (0...Self.largest).contains(number) else { return [] }
    let text = String(unsafeUninitializedCapacity: 1 << 14) { buffer in
      max(0, Int(cicu_spell(locale, Int64(number), buffer.baseAddress, Int32(buffer.count))))
    }
    // Some rules write digits.
    return Set(text.split(separator: "\n").map { Self.folded(String($0)) }).filter { form in
      form.contains(where: \.isLetter) && !form.contains { NumberScanner.digit($0) != nil }
    }
  }

  /// A text in lower case, its words between single spaces, without soft hyphens.
  static func folded(_ text: String) -> String {
    let letters = Normalizer.nfc(text).lowercased().unicodeScalars.filter { $0 != "\u{AD}" }
    return letters.split { !$0.properties.isAlphabetic && !isMark($0) }.map { String($0) }
      .joined(separator: " ")
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark
  }
}

/// The words of a translation, which each spell one number at most.
struct SpelledWords {
  private var text: String

  /// The words of a translation.
  init(_ translation: String) { text = " " + SpelledNumbers.folded(translation) + " " }

  /// Takes a number out of the words; false where they do not have it.
  mutating func take(_ forms: Set<String>) -> Bool {
    // The longest first, so that no part of a longer form is taken.
    for form in forms.sorted(by: { ($0.utf8.count, $1) > ($1.utf8.count, $0) }) {
      // Ideographs stand without spaces.
      let isGlued = form.unicodeScalars.contains(where: \.properties.isIdeographic)
      guard let range = text.firstRange(of: isGlued ? form : " \(form) ") else { continue }
      text.replaceSubrange(range, with: "  ")
      return true
    }
    return false
  }
}
