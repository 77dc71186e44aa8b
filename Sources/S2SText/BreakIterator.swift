import CICU

/// An ICU break iterator over UTF-8, for one locale and one thread at a time.
package final class BreakIterator {
  /// The boundaries that an iterator finds.
  package enum Kind {
    case words, sentences
  }

  /// The longest piece handed to ICU, in bytes; longer text is cut between two scalars.
  static let maximumBytes = 1 << 16

  private let breaker: OpaquePointer
  private var offsets: [Int32] = []

  /// Opens an iterator, or returns `nil` if ICU's data is missing.
  package init?(_ kind: Kind, locale: String) {
    let type = kind == .sentences ? CICU_SENTENCES : CICU_WORDS
    guard let breaker = cicu_breaker_open(Int32(type), locale) else { return nil }
    self.breaker = breaker
  }

  deinit { cicu_breaker_close(breaker) }

  /// Appends the end of every segment of `bytes[range]`, the last being the end of the range.
  ///
  /// - Parameter bytes: well-formed UTF-8; the range begins and ends between scalars.
  package func appendEnds(of bytes: [UInt8], in range: Range<Int>, to ends: inout [Int]) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = min(start + Self.maximumBytes, range.upperBound)
      while end < range.upperBound && bytes[end] & 0xC0 == 0x80 { end -= 1 }
      appendPiece(of: bytes, in: start..<end, to: &ends)
      start = end
    }
  }

  private func appendPiece(of bytes: [UInt8], in range: Range<Int>, to ends: inout [Int]) {
    if offsets.count < range.count {
      offsets = [Int32](repeating: 0, count: max(256, range.count))
    }
    let count = bytes.withUnsafeBufferPointer { text in
      cicu_breaker_ends(
        breaker, UnsafeBufferPointer(rebasing: text[range]).baseAddress, Int32(range.count),
        &offsets)
    }
    // Should ICU fail, the piece is one segment: nothing is lost.
    guard count > 0 else { return ends.append(range.upperBound) }
    for index in 0..<Int(count) { ends.append(range.lowerBound + Int(offsets[index])) }
  }
}
