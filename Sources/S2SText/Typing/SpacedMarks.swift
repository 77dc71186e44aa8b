/// A text with one kind of space before the marks that French sets apart: `?`, `!`, `:` and `;`.
struct SpacedMarks {
  /// What stands before the marks; nothing where they follow the word.
  let space: [Unicode.Scalar]

  /// The text with this space before its marks.
  ///
  /// Marks at the ends of words are meant, with quotation marks behind them or not: no colon of a
  /// time, a ratio or an emoticon.
  func applied(to text: String) -> String {
    let parts = TypedPart.parts(of: text)
    var spaced: [TypedPart] = []
    for (index, part) in parts.enumerated() {
      let marks = part.isKept ? nil : Self.marks(of: part.scalars)
      guard let marks, !Self.isBetweenNumbers(index, of: parts) else {
        spaced.append(part)
        continue
      }
      let word = Array(part.scalars[..<marks.lowerBound])
      if !word.isEmpty {
        spaced.append(TypedPart(space: part.space, scalars: word))
        spaced.append(
          TypedPart(space: space, scalars: Array(part.scalars[marks.lowerBound...])))
      } else {
        // Nothing is set apart from at the beginning of a text.
        spaced.append(TypedPart(space: index > 0 ? space : part.space, scalars: part.scalars))
      }
    }
    return TypedPart.text(of: spaced)
  }

  /// Where the marks at the end of a part are; `nil` where it has none, or no word but something
  /// else before them.
  private static func marks(of part: [Unicode.Scalar]) -> Range<Int>? {
    let end = part.lastIndex { !isClosing($0) }.map { $0 + 1 } ?? 0
    let start = part[..<end].lastIndex { !isMark($0) }.map { $0 + 1 } ?? 0
    guard start < end, start == 0 || part[..<start].contains(where: TypedPart.isWord) else {
      return nil
    }
    return start..<end
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    ["?", "!", ":", ";"].contains(scalar)
  }

  /// Whether a quotation mark may close behind the marks.
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    ["\"", "\u{BB}", "\u{201C}", "\u{201D}", "\u{2019}", "\u{203A}"].contains(scalar)
  }

  /// Whether digits stand on both sides of the marks of a part, as in `3 : 2`.
  private static func isBetweenNumbers(_ index: Int, of parts: [TypedPart]) -> Bool {
    let before =
      parts[index].scalars.last { !isMark($0) } ?? (index > 0 ? parts[index - 1].scalars.last : nil)
    guard let before, index + 1 < parts.count, let after = parts[index + 1].scalars.first else {
      return false
    }
    return [before, after].allSatisfy { $0.properties.generalCategory == .decimalNumber }
  }
}
