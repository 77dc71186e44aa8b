/// Finds out which addresses, numbers and symbols of a text its translation has lost.
///
/// An item of the translation stands for one of the text. Addresses and symbols have to be
/// the same letter for letter; numbers may be written in the way of the other language: see
/// `NumberMatcher` and `SpelledNumbers`.
package struct LossCheck: Sendable {
  /// The most numbers of a line that are looked for in words.
  private static let mostSpelled = 64

  private let spelled: SpelledNumbers

  /// Checks translations into a language.
  package init(locale: String) { spelled = SpelledNumbers(locale: locale) }

  /// The items of a text that its translation lacks: addresses, numbers, symbols.
  ///
  /// - Complexity: O(*n*) expected.
  package func lost(of text: ProtectedItems, in translation: String) -> [String] {
    guard !text.isEmpty else { return [] }
    let items = ProtectedItems(translation)
    var numbers = NumberMatcher(items.numbers)
    var missing = numbers.missing(of: text.numbers)
    if !missing.isEmpty {
      var words = SpelledWords(translation)
      var tries = 0
      missing.removeAll { item in
        guard let value = text.numbers.smallValue(of: item), tries < Self.mostSpelled else {
          return false
        }
        tries += 1
        return words.take(value, spelled)
      }
    }
    return Self.missing(of: text.addresses, in: items.addresses)
      + missing.map(text.numbers.text) + Self.missing(of: text.symbols, in: items.symbols)
  }

  private static func missing(of wanted: [String], in found: [String]) -> [String] {
    var left = found.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return wanted.filter { item in
      guard let count = left[item], count > 0 else { return true }
      left[item] = count - 1
      return false
    }
  }
}

extension NumberLine {
  /// The value of a number that may be written in words; `nil` for others.
  fileprivate func smallValue(of item: Item) -> Int? {
    let text = parts[item.parts.lowerBound].text
    guard item.parts.count == 1, text == "0" || !text.hasPrefix("0"),
      let value = Int(text), (0...SpelledNumbers.largest).contains(value)
    else { return nil }
    return value
  }
}
