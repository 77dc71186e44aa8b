extension PipelineReader.Fields {
  /// The way to normalise that is named; NFC where none is.
  ///
  /// - Throws: `TextError` for one that is not known here, such as that of a later release.
  func textNormalization() throws -> TextNormalization {
    guard let normalization else { return .nfc }
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    guard
      let known = TextNormalization.allCases.first(where: {
        $0 != .nfc && $0 != .unchanged && $0.rawValue.utf8.elementsEqual(normalization.utf8)
      })
    else { throw TextError.inconsistent(field: "normalization", .unknownNormalization) }
    return known
  }

  /// What lines look like; `nil` where the number of their sentences is not there.
  ///
  /// - Throws: `TextError`.
  func habits(locale: String) throws -> LineHabits? {
    guard let sentences else { return nil }
    guard normalization != nil else { throw TextError.missingField("normalization") }
    guard sentences >= 1 else {
      throw TextError.inconsistent(field: "sentences", .notPositive)
    }
    var habits = LineHabits()
    habits.sentences = sentences
    habits.beginWithCapital = initial.map { $0.utf8.elementsEqual("upper".utf8) } ?? false
    let words = (capitals ?? "").utf8.split(separator: 0x20)
    guard words.allSatisfy({ $0.count <= LineHabits.longestWord }) else {
      throw TextError.inconsistent(
        field: "capitals", .wordTooLong(limit: LineHabits.longestWord))
    }
    habits.setCapitals(words.map { String(Substring($0)) }, locale: locale)
    return habits
  }
}
