/// A line with the capitals that a model knows.
package struct RestoredLine: Equatable {
  /// The line.
  package var text: String
  /// Whether all its letters were capitals; its translation is to have capitals only, too.
  package var isShouted = false

  /// Groups the two.
  package init(text: String, isShouted: Bool = false) {
    self.text = text
    self.isShouted = isShouted
  }
}

/// Gives lines the form that they have in a model's training text; one thread at a time.
package final class LineRestorer {
  private let locale: String
  private let normalization: TextNormalization
  private let habits: LineHabits?
  private let segmenter: Segmenter

  /// Restores lines of the language of a pipeline; one without habits has its normal form only.
  package convenience init(_ text: TextPipeline) {
    self.init(locale: text.locale, text.normalization, text.habits)
  }

  /// Restores lines of a language, with the habits of its lines.
  package init(locale: String, _ normalization: TextNormalization, _ habits: LineHabits?) {
    self.locale = locale
    self.normalization = normalization
    self.habits = habits
    segmenter = Segmenter(locale: locale)
  }

  /// A line in its normal form, with capitals where the model expects them if its letters are all of
  /// one case, or if it should begin with a capital.
  ///
  /// A line with letters of both cases is left alone but for its beginning.
  package func restored(_ line: String) -> RestoredLine {
    let line = normalization.applied(to: line)
    guard let habits else { return RestoredLine(text: line) }
    let cases = LetterCase.found(in: line)
    guard cases.count == 1 else {
      return RestoredLine(text: cases.isEmpty ? line : begun(line, habits))
    }
    let small = LetterCase.lower.applied(to: line, locale: locale)
    let restored = begun(withCapitals(small, habits), habits)
    // Names in capitals stay as they are, and `A` is no more than the beginning of a line.
    return RestoredLine(
      text: restored, isShouted: cases.contains(.upper) && restored != line)
  }

  /// A line in lower case with the capitals of the words that have them.
  private func withCapitals(_ line: String, _ habits: LineHabits) -> String {
    guard !habits.capitals.isEmpty else { return line }
    var result: [UInt8] = []
    let bytes = Array(line.utf8)
    var last = 0
    segmenter.forEachWord(of: bytes) { bytes, range in
      guard range.count <= LineHabits.longestWord,
        let form = habits.capitals[String(decoding: bytes[range], as: UTF8.self)]
      else { return }
      result += bytes[last..<range.lowerBound]
      result += form.utf8
      last = range.upperBound
    }
    return String(decoding: result + bytes[last...], as: UTF8.self)
  }

  /// A line whose first word begins with a capital, if lines do; words with a capital inside stay, and
  /// so do addresses.
  private func begun(_ line: String, _ habits: LineHabits) -> String {
    guard habits.beginWithCapital else { return line }
    let scalars = line.unicodeScalars
    let part = scalars.prefix { $0 != " " }
    guard !TypedText.isAddress(Array(part)[...]),
      let index = part.firstIndex(where: {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
    else { return line }
    let word = part[index...].prefix { $0.properties.isAlphabetic }
    guard scalars[index].properties.isLowercase, !word.contains(where: \.properties.isUppercase)
    else { return line }
    let letter = String(String.UnicodeScalarView([scalars[index]]))
    let rest = scalars[scalars.index(after: index)...]
    return String(scalars[..<index])
      + LetterCase.upper.applied(to: letter, locale: locale) + String(rest)
  }
}
