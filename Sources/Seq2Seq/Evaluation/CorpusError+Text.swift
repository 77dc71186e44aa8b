import S2SCorpora

extension CorpusError {
  /// Checks that there is some text to score.
  ///
  /// - Throws: `CorpusError.noText` when there are lines and all of them are blank.
  static func check(_ lines: [String], of path: String) throws {
    let isBlank = lines.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    guard lines.isEmpty || !isBlank else { throw CorpusError.noText(path, lines: lines.count) }
  }
}
