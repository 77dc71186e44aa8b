/// The quotes that a spreadsheet puts around a cell, and doubles inside of it, left in a text.
enum SpreadsheetQuotes {
  private static let quote = UInt8(ascii: "\"")

  /// Whether a text stands in quotes, and those inside of it are doubled, if there are any.
  static func enclose(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { count(inside: $0) != nil }
  }

  /// Whether a text stands in quotes and has doubled ones inside, as no other text has.
  static func hasDoubled(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (count(inside: bytes) ?? 0) > 0
  }

  /// The text of a cell whose quotes were left in it; other texts as they are.
  static func removed(from text: String) -> String {
    guard enclose(text) else { return text }
    let inside = String(decoding: text.utf8.dropFirst().dropLast(), as: UTF8.self)
    return inside.replacing("\"\"", with: "\"")
  }

  /// The doubled quotes inside of a text in quotes; `nil` for another text.
  private static func count(inside bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return nil }
    var (count, index) = (0, 1)
    while index < bytes.count - 1 {
      if bytes[index] == quote {
        guard index + 1 < bytes.count - 1, bytes[index + 1] == quote else { return nil }
        count += 1
        index += 1
      }
      index += 1
    }
    return count
  }
}
