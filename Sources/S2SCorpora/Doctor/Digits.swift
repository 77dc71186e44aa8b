/// The digits of a text, whatever their order, separators and script: `1,234.5` has those of `1 234,5`,
/// and `10h30` those of `10:30`.
struct Digits {
  /// How often each occurs.
  private var counts = [UInt16](repeating: 0, count: 10)
  private var isEmpty = true
  /// The largest number, up to a thousand.
  private var largest = 0
  /// Numbers up to this are often written as words.
  private static let largestWord = 12

  /// Counts those of a text.
  init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var (index, number) = (0, 0)
      while index < bytes.count {
        let (scalar, width) = bytes.scalar(at: index)
        index += width
        guard let digit = Self.digit(scalar) else {
          number = 0
          continue
        }
        counts[digit] &+= 1
        number = min(1_000, number * 10 + digit)
        largest = max(largest, number)
        isEmpty = false
      }
    }
  }

  /// Whether one text has a number that the other has not, neither as digits nor, as small numbers
  /// may be, as a word.
  func differ(from other: Digits) -> Bool {
    if isEmpty && other.isEmpty { return false }
    if isEmpty || other.isEmpty { return max(largest, other.largest) > Self.largestWord }
    return counts != other.counts
  }

  private static func digit(_ scalar: UInt32) -> Int? {
    if scalar < 0x80 { return (0x30...0x39).contains(scalar) ? Int(scalar) - 0x30 : nil }
    switch scalar {
    // No decimal digit is among Latin letters, punctuation and ideographs.
    case ..<0x660, 0x2000...0xa61f, 0xac00...0xff0f: return nil
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties, properties.numericType == .decimal
      else { return nil }
      return properties.numericValue.flatMap { Int(exactly: $0) }
    }
  }
}
