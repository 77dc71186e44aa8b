/// The words of a translation, which each spell one number at most.
struct SpelledWords {
  private var text: String

  /// The words of a translation; a bar stands where punctuation divides them.
  init(_ translation: String) {
    let parts = translation.split { ",;:.!?()".contains($0) }.map {
      SpelledNumbers.folded(String($0))
    }
    text = " " + parts.joined(separator: " | ") + " "
  }

  /// Takes a number out of the words; false where they do not have it, or only as a part of a longer
  /// one, as 20 in `twenty-five`.
  mutating func take(_ number: Int, _ numbers: SpelledNumbers) -> Bool {
    // The longest first, so that no part of a longer form is taken.
    let forms = numbers.forms(of: number).sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
    for form in forms {
      // Ideographs stand without spaces.
      let isGlued = form.unicodeScalars.contains(where: \.properties.isIdeographic)
      var start = text.startIndex
      while let range = text[start...].firstRange(of: isGlued ? form : " \(form) ") {
        let isPart =
          isGlued ? isBetweenNumerals(range) : isPart(form, range, of: number, numbers)
        if !isPart {
          text.replaceSubrange(range, with: "  ")
          return true
        }
        start = text.index(after: range.lowerBound)
      }
    }
    return false
  }

  private static let numerals = Set("〇零一二三四五六七八九十百千万萬億亿两兩")

  private func isBetweenNumerals(_ range: Range<String.Index>) -> Bool {
    let before = text[..<range.lowerBound].last
    let after = text[range.upperBound...].first
    return [before, after].contains { $0.map(Self.numerals.contains) == true }
  }

  /// Words that join those of a number: `one hundred and five`.
  private static let joiners: Set<Substring> = ["and", "et", "und", "y", "e", "en", "och", "og"]

  /// Whether the words beside a form make a longer number of it.
  private func isPart(
    _ form: String, _ range: Range<String.Index>, of number: Int, _ numbers: SpelledNumbers
  ) -> Bool {
    let after = text[range.upperBound...].split(separator: " ", maxSplits: 2).prefix(2)
    let next = Self.joiners.contains(after.first ?? "") ? after[...] : after.prefix(1)
    if let value = next.last.flatMap({ numbers.value(of: String($0)) }) {
      if next.count == 1, SpelledNumbers.multipliers.contains(value) { return true }
      let longer = ([form[...]] + next).joined(separator: " ")
      if numbers.forms(of: number + value).contains(longer) { return true }
    }
    var before = Array(
      text[..<range.lowerBound].suffix(Self.longestWords).split(separator: " ").suffix(2))
    if !Self.joiners.contains(before.last ?? "") { before = before.suffix(1) }
    guard let value = before.first.flatMap({ numbers.value(of: String($0)) }) else { return false }
    if before.count == 1, SpelledNumbers.multipliers.contains(number) { return true }
    if SpelledNumbers.multipliers.contains(value), number < value { return true }
    return numbers.forms(of: value + number).contains((before + [form[...]]).joined(separator: " "))
  }

  /// As many characters are looked at for the two words before a number.
  private static let longestWords = 64
}
