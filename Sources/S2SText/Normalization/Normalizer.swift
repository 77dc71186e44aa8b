import CICU

/// Unicode normalisation to form C (NFC), and nothing else.
///
/// Reference: Unicode Standard Annex #15, Unicode Normalization Forms; done by ICU.
public enum Normalizer {
  /// The text in NFC: canonically equal text becomes the same scalars.
  ///
  /// - Complexity: O(*n*); text below U+0300 and general punctuation is only looked at.
  public static func nfc(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard !isTriviallyNormal(bytes, from: 0) else { return text }
    var output: [UInt8] = []
    append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends the text's UTF-8 in NFC.
  static func append(_ text: String, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: text.utf8)
    guard !isTriviallyNormal(output, from: start) else { return }
    let text = output[start...]
    let source = StreamSafeText.cutting(text) ?? Array(text)
    output.removeSubrange(start...)
    var position = 0
    while position < source.count {
      let end = partEnd(of: source, from: position, atLeast: 1 << 20)
      appendSlab(source, position..<end, to: &output)
      position = end
    }
  }

  /// Whether no scalar can be changed by NFC, judged by bytes alone.
  ///
  /// All scalars below U+0300 are inert (lead bytes below CC), and so are U+2002...U+203F, where
  /// quotes, dashes and the ellipsis live (U+2000 and U+2001 are not).
  private static func isTriviallyNormal(_ bytes: [UInt8], from start: Int) -> Bool {
    var index = start
    while index < bytes.count {
      if bytes[index] < 0xCC {
        index += 1
        continue
      }
      guard
        bytes[index] == 0xE2, index + 2 < bytes.count,
        bytes[index + 1] == 0x80, bytes[index + 2] >= 0x82
      else { return false }
      index += 3
    }
    return true
  }

  /// The end of a part that can be normalised alone, so that ICU's buffers are bounded.
  ///
  /// Parts end before an ASCII scalar, since none composes with what stands before it.
  ///
  /// - Parameter size: the bytes that it has at least, unless the text ends.
  static func partEnd(of bytes: [UInt8], from start: Int, atLeast size: Int) -> Int {
    var end = min(start + size, bytes.count)
    while end < bytes.count && bytes[end] >= 0x80 { end += 1 }
    return end
  }

  private static func appendSlab(
    _ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]
  ) {
    var normal: UnsafeMutablePointer<UInt8>?
    var count: Int32 = 0
    let changed = bytes.withUnsafeBufferPointer { text in
      Int32(exactly: range.count).map {
        cicu_nfc(UnsafeBufferPointer(rebasing: text[range]).baseAddress, $0, &normal, &count)
      }
    }
    guard changed == 1, let normal else {
      // Normal already; or out of memory, and then the text as it is beats none.
      return output.append(contentsOf: bytes[range])
    }
    output.append(contentsOf: UnsafeBufferPointer(start: normal, count: Int(count)))
    cicu_free(normal)
  }
}
