import CICU

/// Converts text of an encoding to UTF-8, piece by piece; done by ICU.
///
/// For one thread at a time.
package final class CharacterDecoder {
  /// The encoding, as the file names it.
  package let name: String
  private let decoder: OpaquePointer

  /// The longest name of an encoding, in bytes.
  static let longestName = 64

  /// A step of the conversion.
  struct Step {
    /// The bytes that were used up.
    let taken: Int
    /// The bytes that were made.
    let made: Int
    /// Whether the last of the bytes used up are not in the encoding.
    let isIllFormed: Bool
  }

  /// Prepares a conversion; `nil` when the encoding is not known.
  ///
  /// Latin-1 is read as windows-1252, which has characters where Latin-1 has controls that no text
  /// uses: what browsers do (WHATWG Encoding Standard, section 4.2).
  ///
  /// - Parameter swapsLineEnds: whether the line ends of EBCDIC, U+0085 otherwise, are line feeds.
  package init?(_ name: String, swapsLineEnds: Bool = false) {
    // A comma would begin an option of ICU's.
    guard (1...Self.longestName).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte)
    else { return nil }
    guard let decoder = cicu_decoder_open(name + (swapsLineEnds ? ",swaplfnl" : ""))
    else { return nil }
    self.name = name
    self.decoder = decoder
  }

  deinit { cicu_decoder_close(decoder) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// Converts what comes next, as far as there is room for it.
  func decode(
    _ input: UnsafeRawBufferPointer, isEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) -> Step {
    var (taken, made): (Int32, Int32) = (0, 0)
    let result = cicu_decoder_decode(
      decoder, input.baseAddress?.assumingMemoryBound(to: UInt8.self),
      Int32(clamping: input.count), isEnd ? 1 : 0, &taken,
      output.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(clamping: output.count), &made)
    return Step(taken: Int(taken), made: Int(made), isIllFormed: result != 0)
  }

  /// The UTF-8 of a whole text; `nil` when it is not in the encoding.
  ///
  /// - Precondition: nothing is left of a text before it.
  package func decode(_ text: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: max(64, text.count * 2))
    var start = 0
    while true {
      let step = text.withUnsafeBytes { bytes in
        buffer.withUnsafeMutableBytes {
          decode(UnsafeRawBufferPointer(rebasing: bytes[start...]), isEnd: true, into: $0)
        }
      }
      start += step.taken
      output.append(contentsOf: buffer[..<step.made])
      if step.isIllFormed { return nil }
      if step.made == 0 { return output }
    }
  }

  /// Whether the letters and digits of ASCII are themselves in it, so that a text in it can say so; UTF-7
  /// has another way to write some of the marks.
  package static func isLikeASCII(_ name: String) -> Bool {
    let text = Array("xml charset 10".utf8)
    return CharacterDecoder(name)?.decode(text) == text
  }
}
