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
    let all = Set(text.split(separator: "\n").map { Self.folded(String($0)) }).filter { form in
      form.contains(where: \.isLetter) && !form.contains { NumberScanner.digit($0) != nil }
    }
    let articles = all.filter { $0.hasPrefix("one ") && locale.hasPrefix("en") }
    return all.union(articles.map { "a " + $0.dropFirst(4) })
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

  // MARK: - Words of longer numbers

  /// The numbers that multiply those before them: `two hundred`, `five million`.
  static let multipliers = [100, 1000, 1_000_000]

  private let words = Mutex<[String: Int]?>(nil)

  /// The number that a word of a longer number stands for, as `five` in `twenty-five`, and `hundred`.
  func value(of word: String) -> Int? {
    let all = words.withLock { $0 } ?? wordValues()
    words.withLock { $0 = all }
    return all[word]
  }

  private func wordValues() -> [String: Int] {
    var values: [String: Int] = [:]
    for number in Array(0...20) + stride(from: 30, to: 100, by: 10) + Self.multipliers {
      for form in forms(of: number) {
        let parts = form.split(separator: " ").map(String.init)
        guard let last = parts.last else { continue }
        if parts.count == 1 || Self.multipliers.contains(number) { values[last] = number }
      }
    }
    for number in Self.multipliers {
      for word in values.filter({ $0.value == number }).keys { values[word + "s"] = number }
    }
    return values
  }
}
