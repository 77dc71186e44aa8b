/// The parts of a text that its translation should have, too: addresses, numbers and symbols.
package struct ProtectedItems: Sendable {
  /// Web and mail addresses.
  private(set) var addresses: [String] = []
  /// Numbers in digits of any script.
  private(set) var numbers = NumberLine()
  /// Emoji and other symbols, one character each.
  private(set) var symbols: [String] = []

  /// Finds the items of a text.
  ///
  /// - Complexity: O(*n*).
  package init(_ text: String) {
    var bytes: [UInt8] = []
    // However it is typed: the number of an entity is none of the text's.
    TextNormalization.typed.append(text, to: &bytes)
    guard Self.mayHaveItems(bytes) else { return }
    takeAddresses(&bytes)
    var scanner = NumberScanner()
    for character in String(decoding: bytes, as: UTF8.self) {
      scanner.append(character)
      if let symbol = Self.symbol(character) { symbols.append(symbol) }
    }
    numbers = NumberLine(scanner.runs)
  }

  /// Whether there is none.
  package var isEmpty: Bool { count == 0 }
  /// The number of items.
  package var count: Int { addresses.count + numbers.items.count + symbols.count }

  /// Whether any byte may be part of an item.
  private static func mayHaveItems(_ bytes: [UInt8]) -> Bool {
    bytes.contains { byte in
      switch byte {
      case 0x30...0x3A, 0x23...0x25, 0x2B, 0x3C...0x3E, 0x40, 0x57, 0x77, 0x7C, 0x7E, 0x80...: true
      default: false
      }
    }
  }

  /// Takes the addresses out of a text: spaces stay in their place.
  private mutating func takeAddresses(_ bytes: inout [UInt8]) {
    var spans: [ProtectedSpan] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
      spans.removeAll(keepingCapacity: true)
      ProtectedSpan.find(in: bytes, start..<end, appendingTo: &spans)
      for span in spans where span.kind == .webAddress || span.kind == .mailAddress {
        addresses.append(String(decoding: bytes[span.range], as: UTF8.self))
        for index in span.range { bytes[index] = 0x20 }
      }
      start = end + 1
    }
  }

  /// A character that is a symbol, without the selectors of its variants; `nil` for others.
  ///
  /// Symbols are what Unicode calls mathematical, currency and other symbols, where emoji are,
  /// fractions and the like, and some punctuation that is used as a symbol. All signs for percent
  /// are one symbol.
  static func symbol(_ character: Character) -> String? {
    guard character.unicodeScalars.contains(where: isSymbol) else { return nil }
    let scalars = character.unicodeScalars.filter { !(0xFE00...0xFE0F).contains($0.value) }
    let text = String(String.UnicodeScalarView(scalars))
    return percentSigns.contains(text) ? "%" : text
  }

  private static let percentSigns: Set<String> = ["\u{66A}", "\u{FE6A}", "\u{FF05}"]

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "%", "\u{2030}", "\u{2031}", "\u{66A}", "\u{FE6A}", "\u{FF05}", "#", "@", "\u{A7}",
      "\u{20E3}":
      return true
    // A minus sign is a dash to other texts, and no text keeps U+FFFD.
    case "\u{2212}", "\u{FFFD}": return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .mathSymbol, .currencySymbol, .otherSymbol, .otherNumber, .letterNumber: return true
    default: return false
    }
  }
}
