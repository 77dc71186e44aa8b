/// The body of a package's description, cut into what is translated as a whole.
///
/// A line with a full stop alone ends a paragraph. Lines that begin with a further space are shown as
/// they are: each is a block of its own, unless a mark of a list begins it, or an item goes on in it.
///
/// Reference: Debian Policy Manual, 5.6.13 "Description".
package enum DescriptionBody {
  /// A block that may go on.
  private struct Piece {
    var kind: String
    var text: String
    /// The spaces before it.
    var indent: Int
  }

  /// The blocks of the lines, which still have the space that each line of a body begins with.
  package static func blocks(of lines: [String]) -> [TextBlock] {
    var blocks: [TextBlock] = []
    var last: Piece?
    func end() {
      if let piece = last { blocks.append(TextBlock(kind: piece.kind, text: piece.text)) }
      last = nil
    }
    for line in lines {
      let indent = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
      let text = String(Substring(line.utf8.dropFirst(indent))).onOneLine
      if text.isEmpty || indent == 1 && text.utf8.elementsEqual(".".utf8) {
        end()
      } else if let item = item(text), isItem(indent, after: last) {
        end()
        last = Piece(kind: "*", text: item, indent: indent)
      } else if let piece = last, goesOn(piece, indent) {
        last?.text.append(line: text)
      } else {
        end()
        last = Piece(kind: indent > 1 ? "verbatim" : "paragraph", text: text, indent: indent)
      }
    }
    end()
    return blocks
  }

  /// Whether a line with a mark begins an item: inside of a paragraph it is a dash at the beginning of
  /// a line.
  private static func isItem(_ indent: Int, after last: Piece?) -> Bool {
    guard indent == 1, let last else { return true }
    return last.kind != "paragraph" || last.text.utf8.last == UInt8(ascii: ":")
  }

  private static func goesOn(_ piece: Piece, _ indent: Int) -> Bool {
    switch piece.kind {
    case "*": indent > piece.indent || indent == 1 && piece.indent == 1
    case "paragraph": indent == 1
    default: false
    }
  }

  /// The text behind the mark of an item; `nil` where there is none.
  private static func item(_ text: String) -> String? {
    guard let mark = text.unicodeScalars.first else { return nil }
    let rest = String(text.unicodeScalars.dropFirst())
    switch mark {
    case "*", "-", "+", "o", "#":
      guard rest.utf8.first == 0x20 else { return nil }
      return rest.trimmed
    case "•", "·", "–", "−", "—", "⋅", "‣", "◦": return rest.trimmed
    case "0"..."9":
      let behind = rest.utf8.drop { (0x30...0x39).contains($0) }
      guard behind.starts(with: ". ".utf8) || behind.starts(with: ") ".utf8) else { return nil }
      return String(Substring(behind.dropFirst(2))).trimmed
    default: return nil
    }
  }
}
