import CICU

/// Text without what typing varies: case, forms of the same character, what shows nothing.
///
/// Reference: the Unicode Standard, section 3.13, toNFKC_Casefold; done by ICU.
package enum FoldedText {
  /// The longest part that is folded at once, in bytes, to bound ICU's buffers.
  private static let longestPart = 1 << 20

  /// The folded text in UTF-8.
  ///
  /// - Complexity: O(*n*).
  package static func utf8(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    guard let cut = StreamSafeText.cutting(bytes[...]) else {
      append(bytes, to: &output)
      return output
    }
    // Folding takes the joiners out, and the cut runs would be one again: piece by piece.
    for piece in StreamSafeText.pieces(of: cut) { append(Array(piece), to: &output) }
    return output
  }

  private static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = Normalizer.partEnd(of: bytes, from: start, atLeast: longestPart)
      append(bytes[start..<end], to: &output)
      start = end
    }
  }

  private static func append(_ part: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var folded: UnsafeMutablePointer<UInt8>?
    var count: Int32 = 0
    let result = part.withUnsafeBufferPointer { text in
      Int32(exactly: text.count).map { cicu_fold(text.baseAddress, $0, &folded, &count) }
    }
    guard result == 0, let folded else {
      // Out of memory, or text without end: as it is, it is at least the same as itself.
      return output.append(contentsOf: part)
    }
    output.append(contentsOf: UnsafeBufferPointer(start: folded, count: Int(count)))
    cicu_free(folded)
  }
}
