/// The letters of a text, lower-cased where that is simple.
enum Letters {
  /// Calls `body` with each letter, and with 0 for whatever is none and at the end.
  static func forEach(in text: String, _ body: (UInt32) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let (scalar, width) = bytes.scalar(at: index)
        index += width
        body(scalar < 0x80 ? asciiLetters[Int(scalar)] : folded(scalar))
      }
    }
    body(0)
  }

  /// Whether a text has a letter.
  static func areIn(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let (scalar, width) = bytes.scalar(at: index)
        if (scalar < 0x80 ? asciiLetters[Int(scalar)] : folded(scalar)) != 0 { return true }
        index += width
      }
      return false
    }
  }

  /// Calls `body` with a hash of each word.
  static func forEachWord(in text: String, _ body: (UInt64) -> Void) {
    let start: UInt64 = 0xcbf2_9ce4_8422_2325
    var hash = start
    forEach(in: text) { letter in
      if letter != 0 {
        hash = (hash ^ UInt64(letter)) &* 0x100_0000_01b3
      } else if hash != start {
        body(hash)
        hash = start
      }
    }
  }

  private static let asciiLetters: [UInt32] = (0..<128).map { (value: UInt32) in
    switch value {
    case 0x41...0x5a: value + 0x20
    case 0x61...0x7a: value
    default: 0
    }
  }

  /// The lower-case letter, or 0 for what is none, outside ASCII.
  private static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xaa, 0xb5, 0xba: scalar
    case ..<0xc0, 0xd7, 0xf7: 0
    case 0xc0...0xde: scalar + 0x20
    // Capital and small letter alternate.
    case 0x100...0x137, 0x14a...0x177, 0x1e00...0x1eff: scalar | 1
    case 0x391...0x3a9, 0x410...0x42f: scalar + 0x20
    case 0x400...0x40f: scalar + 0x50
    // Punctuation and symbols, in blocks.
    case 0x2000...0x2bff, 0x3000...0x3004, 0x3007...0x3020, 0xfe00...0xfe6f, 0xff00...0xff20: 0
    case 0xff3b...0xff40, 0xff5b...0xff65, 0xfff0...0xffff, 0x1_f000...0x1_faff: 0
    default: scalar
    }
  }
}
