/// The words of a message that a program shows in its windows, without marks of access keys and
/// without tags.
package enum CatalogueLabel {
  /// The longest tag, in bytes.
  private static let longestTag = 100

  /// Both texts of a message as people read them: `Save As...` for `Save _As...`, `Bold` for
  /// `<b>Bold</b>`.
  ///
  /// An underscore inside of a word is a mark where each text has one and the words differ: `R_emove`,
  /// but not `file_name`.
  package static func plain(
    _ english: String, _ other: String
  ) -> (english: String, other: String) {
    let texts = [english, other].map { withoutTags(Array($0.utf8)) }
    let marked = texts.map { text in
      text.split(separator: 0x20).filter { $0.contains(UInt8(ascii: "_")) }
    }
    let areKeys = marked.allSatisfy { $0.count == 1 } && marked[0][0] != marked[1][0]
    let plain = texts.map { withoutKeys($0, insideOfWords: areKeys).trimmed }
    return (plain[0], plain[1])
  }

  /// What stands before the letter of an access key, in GTK, in Windows and Qt, and in LibreOffice.
  private static let marks: [UInt8] = Array("_&~".utf8)

  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let end = endOfTag(bytes, at: index) {
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  /// The tags of HTML and of Pango that windows know; others, such as `<file>`, stand for something.
  private static let tags: Set<String> = Set(
    """
    a b big body br center code div em font h1 h2 h3 h4 h5 h6 hr html i li nobr ol p pre qt s small span \
    strong sub sup table td th tr tt u ul
    """.split(separator: " ").map(String.init))

  /// The place behind a tag, such as `<b>` and `</span>`.
  private static func endOfTag(_ bytes: [UInt8], at start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.count else { return nil }
    let inside = bytes[(start + 1)...].prefix(longestTag)
    let isEnd = inside.first == UInt8(ascii: "/")
    let name = (isEnd ? inside.dropFirst() : inside).prefix { isLetter($0) || isDigit($0) }
    guard tags.contains(String(decoding: name, as: UTF8.self).lowercased()) else { return nil }
    return inside.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  /// Leaves out marks before letters.
  ///
  /// Languages without capitals add the key in parentheses, `(_F)`, which go with it.
  private static func withoutKeys(_ bytes: [UInt8], insideOfWords: Bool) -> String {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      guard marks.contains(byte), isLetter(next) || next >= 0x80,
        insideOfWords || !isInside(output.last, byte)
      else {
        output.append(byte)
        index += 1
        continue
      }
      index += 1
      if output.last == UInt8(ascii: "("), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: ")")
      {
        output.removeLast()
        index += 2
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether a mark joins parts of a name, as in `file_name`, `__init` and `R&D`.
  private static func isInside(_ last: UInt8?, _ mark: UInt8) -> Bool {
    guard let last else { return false }
    switch mark {
    case UInt8(ascii: "_"): return isLetter(last) || isDigit(last) || last == mark
    case UInt8(ascii: "&"): return (0x41...0x5a).contains(last)
    default: return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}
