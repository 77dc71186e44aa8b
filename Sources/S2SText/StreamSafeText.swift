/// Cuts endless runs of combining marks, which ICU would sort in quadratic time.
///
/// No letter of any language has more than a few marks. Behind thirty of them a combining grapheme
/// joiner goes in, which shows nothing and ends the run; text without such runs stays as it is.
///
/// Reference: Unicode Standard Annex #15, section 13, Stream-Safe Text Format.
enum StreamSafeText {
  /// The longest run that stays whole.
  static let longestRun = 30
  /// U+034F in UTF-8.
  private static let joiner: [UInt8] = [0xCD, 0x8F]

  /// The text with its runs cut.
  ///
  /// - Parameter bytes: well-formed UTF-8.
  /// - Returns: `nil` when there is no run to cut.
  static func cutting(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8]?
    var (run, copied) = (0, bytes.startIndex)
    forEachMark(in: bytes) { start, isAfterMark in
      run = isAfterMark ? run + 1 : 1
      guard run > longestRun else { return }
      if result == nil { result = [] }
      result?.append(contentsOf: bytes[copied..<start])
      result?.append(contentsOf: joiner)
      (run, copied) = (1, start)
    }
    result?.append(contentsOf: bytes[copied...])
    return result
  }

  /// The pieces between the joiners of a text.
  static func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices.dropLast()
    where bytes[index] == joiner[0] && bytes[index + 1] == joiner[1] {
      pieces.append(bytes[start..<index])
      start = index + 2
    }
    return pieces + [bytes[start...]]
  }

  /// Calls `body` with where each mark begins, and with whether one stands right before it.
  private static func forEachMark(
    in bytes: ArraySlice<UInt8>, _ body: (_ start: Int, _ isAfterMark: Bool) -> Void
  ) {
    var index = bytes.startIndex
    var isAfterMark = false
    while index < bytes.endIndex {
      let width = width(bytes[index])
      let isMark = mayBeginMark(bytes[index]) && isMark(bytes[index..<index + width])
      if isMark { body(index, isAfterMark) }
      isAfterMark = isMark
      index += width
    }
  }

  /// Not below U+0300, and not among ideographs and syllables, where marks are none.
  private static func mayBeginMark(_ lead: UInt8) -> Bool {
    switch lead {
    case ..<0xCC, 0xE4...0xE9, 0xEB...0xED: false
    default: true
    }
  }

  private static func width(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Whether the scalar, decomposed, begins with a mark that has an order.
  private static func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    var value = UInt32(bytes[bytes.startIndex]) & (0x7F >> UInt32(bytes.count))
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return false }
    // Three vowel signs of Tibetan have no order themselves, but are made of such.
    return scalar.properties.canonicalCombiningClass != .notReordered
      || [0x0F73, 0x0F75, 0x0F81].contains(value)
  }
}
