import S2SFiles

extension JudgingStudy {
  /// A sheet as a table for spreadsheets, its answers still empty: RFC 4180, in UTF-8 with a byte-order
  /// mark, by which spreadsheets know it.
  ///
  /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
  ///
  /// - Parameter judge: whose sheet, from 0.
  public func table(of judge: Int) -> String {
    let items = sheets[judge].items
    let width = items.map(\.outputs.count).max() ?? 1
    let context = [sentences[0].source, sentences[0].reference]
    let names = zip(context, [SheetColumn.source, SheetColumn.reference])
      .filter { $0.0 != nil }.map(\.1)
    let letters = (0..<width).map(SheetColumn.letter)
    let texts = names + (kind == .ranking ? letters : [SheetColumn.translation])
    let answers = SheetColumn.answers(kind, count: width)
    let header = [SheetColumn.sheet, SheetColumn.item] + texts + answers
    let rows = items.enumerated().map { index, item in
      let sentence = sentences[item.sentence]
      let outputs = (0..<width).map { place in
        place < item.outputs.count ? sentence.outputs[item.outputs[place]] : ""
      }
      let texts = [sentence.source, sentence.reference].compactMap(\.self) + outputs
      return [sheetName(of: judge), "\(index + 1)"] + texts.map(Self.harmless)
        + answers.map { _ in "" }
    }
    return "\u{FEFF}"
      + ([header] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A text that no spreadsheet takes for a formula.
  ///
  /// Reference: OWASP, "CSV Injection".
  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    return "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
      ? "'" + text : text
  }

  /// A cell, in quotes where it has to be.
  private static func cell(_ text: String) -> String {
    let isPlain = !text.unicodeScalars.contains { ",;\t\"\r\n".unicodeScalars.contains($0) }
    if isPlain && text.first != " " && text.last != " " { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
