/// The size of a text, before it is tokenized.
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
      let (scalar, width) = bytes.scalar(at: index)
      let isSpace = Self.isWhiteSpace(scalar)
      if !isSpace && !isInsideWord { words += 1 }
      isInsideWord = !isSpace
      characters += 1
      index += width
    }
  }

  /// The property White_Space of the Unicode Character Database.
  private static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || (0x09...0x0d).contains(scalar) }
    return switch scalar {
    case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: true
    default: false
    }
  }
}
