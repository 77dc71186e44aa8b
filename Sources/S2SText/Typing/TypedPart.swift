/// A part of a text without white space in it, and the white space before it.
struct TypedPart {
  var space: [Unicode.Scalar]
  var scalars: [Unicode.Scalar]

  /// The part without the white space before it.
  var text: String { String(String.UnicodeScalarView(scalars)) }

  /// Whether nobody types it in other ways: a web or mail address, markup, an entity, a variable of
  /// a program such as `{name}` or `%s`, the name of a placeholder.
  var isKept: Bool {
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<", ">", "{", "}", "&", "\\": return true
      case "%":
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        if next.value < 0x80, Self.isWord(next) { return true }
      default: break
      }
    }
    return TypedText.isAddress(scalars[...])
  }

  /// Whether a character is a letter or a digit.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// The parts of a text; behind white space at its end there is an empty one.
  ///
  /// - Complexity: O(*n*).
  static func parts(of text: String) -> [TypedPart] {
    var parts: [TypedPart] = []
    var part = TypedPart(space: [], scalars: [])
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if isSpace, !part.scalars.isEmpty {
        parts.append(part)
        part = TypedPart(space: [], scalars: [])
      }
      if isSpace { part.space.append(scalar) } else { part.scalars.append(scalar) }
    }
    return parts + [part]
  }

  /// The text of parts.
  static func text(of parts: [TypedPart]) -> String {
    var text = String.UnicodeScalarView()
    for part in parts {
      text.append(contentsOf: part.space)
      text.append(contentsOf: part.scalars)
    }
    return String(text)
  }
}
