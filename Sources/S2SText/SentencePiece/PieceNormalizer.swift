/// What SentencePiece makes of a text before it is cut into pieces, and perhaps of one behind.
///
/// Reference: `normalizer.cc` of SentencePiece 0.2.1.
struct PieceNormalizer: Sendable {
  /// What becomes of characters; `nil` where they stay.
  var map: CharacterMap?
  /// Whether a space goes before the text.
  var addsPrefix = true
  /// Whether spaces at the ends are dropped, and several become one.
  var removesExtraSpaces = true
  /// Whether a space is written as `▁`.
  var marksSpaces = true
  /// Whether the space of `addsPrefix` goes behind the text instead.
  var prefixIsSuffix = false

  /// Appends the text in its normal form.
  ///
  /// - Parameter fixed: what no rule changes: the pieces that a user defined.
  func append(_ text: [UInt8], fixed: PieceTrie, to output: inout [UInt8]) {
    var position = 0
    if removesExtraSpaces {
      while position < text.count, case let next = prefix(of: text, position, fixed),
        next.bytes.elementsEqual(CollectionOfOne(0x20))
      {
        position += next.length
      }
    }
    guard position < text.count else { return }
    let space = marksSpaces ? SpaceMark.bytes : [0x20]
    let start = output.count
    if addsPrefix && !prefixIsSuffix { output += space }
    var isBehindSpace = removesExtraSpaces
    while position < text.count {
      let next = prefix(of: text, position, fixed)
      position += next.length
      var bytes = next.bytes
      if isBehindSpace { bytes = bytes.drop { $0 == 0x20 } }
      if let last = bytes.last { isBehindSpace = last == 0x20 }
      for byte in bytes {
        if byte == 0x20 && marksSpaces { output += space } else { output.append(byte) }
      }
      if !removesExtraSpaces { isBehindSpace = false }
    }
    if removesExtraSpaces {
      while output.count - start >= space.count, output.suffix(space.count).elementsEqual(space) {
        output.removeLast(space.count)
      }
    }
    if addsPrefix && prefixIsSuffix { output += space }
  }

  /// What stands at a place and becomes something as a whole, and what it becomes.
  @inline(__always)
  private func prefix(
    of text: [UInt8], _ start: Int, _ fixed: PieceTrie
  ) -> (length: Int, bytes: ArraySlice<UInt8>) {
    if !fixed.isEmpty {
      let length = fixed.longest(in: text, at: start)
      if length > 0 { return (length, text[start..<start + length]) }
    }
    if let map, let found = map.longest(in: text, at: start) {
      return (found.length, found.result)
    }
    let length = min(PieceText.length(of: text[start]), text.count - start)
    return (length, text[start..<start + length])
  }
}

/// Characters of pieces in UTF-8.
enum PieceText {
  /// The bytes of a character by its first one.
  @inline(__always)
  static func length(of lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Appends bytes as characters, U+FFFD for each that is part of none.
  static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    var rest = bytes[...]
    while let lead = rest.first {
      let character = rest.prefix(length(of: lead))
      let isWhole = String(validating: character, as: UTF8.self) != nil
      text += isWhole ? Array(character) : [0xEF, 0xBF, 0xBD]
      rest = rest.dropFirst(isWhole ? character.count : 1)
    }
  }
}
