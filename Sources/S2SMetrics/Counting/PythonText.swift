/// Python's notions of white space and lower case, on which the references rest.
///
/// Text is UTF-8 in plain bytes; what is read from a `String` is always valid.
package enum PythonText {
  /// The length in bytes of the white space that starts at `index`; 0 when there is none.
  ///
  /// The characters of `str.split()` and `str.rstrip()`: bidirectional type B, S or WS, or
  /// category Zs. U+200B and U+FEFF are none.
  @inline(__always)
  static func whitespace(_ text: [UInt8], at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return isWhitespace(byte) ? 1 : 0 }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 else { return 0 }
    return wideWhitespace(text, at: index)
  }

  @inline(__always)
  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
  }

  private static func wideWhitespace(_ text: [UInt8], at index: Int) -> Int {
    let second = index + 1 < text.count ? text[index + 1] : 0
    if text[index] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    let third = index + 2 < text.count ? text[index + 2] : 0
    let isSpace =
      switch (text[index], second) {
      case (0xE1, 0x9A): third == 0x80  // U+1680
      case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
      case (0xE2, 0x81): third == 0x9F  // U+205F
      case (0xE3, 0x80): third == 0x80  // U+3000
      default: false
      }
    return isSpace ? 3 : 0
  }

  /// The text without white space at its end: `str.rstrip()`.
  package static func trimmedEnd(_ text: String) -> String {
    // Most lines end in a letter or a full stop.
    guard let last = text.utf8.last, last <= 0x20 || last >= 0x80 else { return text }
    var bytes = Array(text.utf8)
    trimEnd(&bytes)
    return bytes.count == text.utf8.count ? text : String(decoding: bytes, as: UTF8.self)
  }

  /// Removes white space from the end.
  static func trimEnd(_ text: inout [UInt8]) {
    while let last = text.last {
      var start = text.count - 1
      if last >= 0x80 { while start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 } }
      guard whitespace(text, at: start) > 0 else { return }
      text.removeSubrange(start...)
    }
  }

  /// Removes white space from the start.
  static func trimStart(_ text: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let space = whitespace(text, at: index)
      if space == 0 { break }
      index += space
    }
    text.removeFirst(index)
  }

  /// Calls `body` with the range of each run of bytes without white space.
  @inline(__always)
  static func forEachWord(_ text: [UInt8], _ body: (Range<Int>) -> Void) {
    var index = 0
    var start = 0
    while index < text.count {
      let space = whitespace(text, at: index)
      if space > 0 {
        if start < index { body(start..<index) }
        start = index + space
      }
      index += max(space, 1)
    }
    if start < index { body(start..<index) }
  }

  /// The bytes of a text, in lower case if asked to.
  static func bytes(_ text: String, lowercase: Bool, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    guard lowercase else {
      result.append(contentsOf: text.utf8)
      return
    }
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in text.utf8 { result.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    } else {
      result.append(contentsOf: lowercased(text).utf8)
    }
  }

  /// `str.lower()`: full mapping, with the final sigma, whatever the language.
  static func lowercased(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{03A3}" {
        result += isFinalSigma(scalars, at: index) ? "\u{03C2}" : "\u{03C3}"
      } else {
        result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  /// Final_Sigma of the Unicode Standard, table 3-17: after a cased letter and before none, where
  /// what the case ignores may stand between.
  private static func isFinalSigma(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// `str.replace()`.
  static func replace(
    _ pattern: StaticString, by replacement: StaticString, in line: inout [UInt8]
  ) {
    let wanted = Array(pattern.description.utf8)
    let other = Array(replacement.description.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var index = 0
    while index < line.count {
      if line[index...].starts(with: wanted) {
        result.append(contentsOf: other)
        index += wanted.count
      } else {
        result.append(line[index])
        index += 1
      }
    }
    line = result
  }

  /// Resolves the four entities that tokenisers know, in their order.
  static func replaceEntities(_ text: inout [UInt8]) {
    guard text.contains(0x26) else { return }
    replace("&quot;", by: "\"", in: &text)
    replace("&amp;", by: "&", in: &text)
    replace("&lt;", by: "<", in: &text)
    replace("&gt;", by: ">", in: &text)
  }
}
