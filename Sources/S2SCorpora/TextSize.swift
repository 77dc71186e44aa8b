/// What a text measures, before any tokenizer has seen it.
struct TextSize: Equatable {
  /// The stretches between white space, as Unicode defines it.
  private(set) var words = 0
  /// The Unicode scalars.
  private(set) var characters = 0

  /// Measures a text.
  ///
  /// - Complexity: linear in its bytes.
  init(_ text: String) {
    var text = text
    self = text.withUTF8 { TextSize(validUTF8: $0) }
  }

  private init(validUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    var isInsideWord = false
    var index = 0
    while index < bytes.count {
      let (width, isSpace) = Self.scalar(bytes, at: index)
      if !isSpace && !isInsideWord { words += 1 }
      isInsideWord = !isSpace
      characters += 1
      index += width
    }
  }

  /// The bytes of the scalar that begins at `index`, and whether it is white space.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (width: Int, isSpace: Bool) {
    let first = bytes[index]
    if first < 0x80 { return (1, first == 0x20 || (0x09...0x0d).contains(first)) }
    let second = UInt32(bytes[index + 1] & 0x3f)
    if first < 0xe0 { return (2, isWhiteSpace(UInt32(first & 0x1f) << 6 | second)) }
    if first >= 0xf0 { return (4, false) }
    let third = UInt32(bytes[index + 2] & 0x3f)
    return (3, isWhiteSpace(UInt32(first & 0x0f) << 12 | second << 6 | third))
  }

  /// The property White_Space of the Unicode Character Database, outside ASCII.
  private static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: true
    default: false
    }
  }
}
