/// Where words begin and end.
public enum WordBoundary {
  /// Whether a character makes longer words with letters beside it: letters, marks, digits and the
  /// underscore.
  ///
  /// Scripts that write no spaces between words join nothing, so there a phrase counts wherever it
  /// stands: Thai, Lao, Burmese, Khmer, and all from U+2E80 on, where Chinese, Japanese and Korean
  /// are.
  public static func joins(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return scalar == "_" || (0x30...0x39).contains(scalar.value)
        || (0x61...0x7A).contains(scalar.value | 0x20)
    }
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber:
      return true
    default: return false
    }
  }
}

/// UTF-8 in two runs, the end of a hypothesis and a continuation, read as one.
struct SpelledText {
  let head: [UInt8]
  let tail: ArraySlice<UInt8>

  var count: Int { head.count + tail.count }

  subscript(index: Int) -> UInt8 {
    index < head.count ? head[index] : tail[tail.startIndex + index - head.count]
  }

  /// Whether no word goes on across a position from the left, as far as the left says.
  ///
  /// At the start, after what joins nothing, and after what is no character.
  func isBoundary(before index: Int) -> Bool {
    var start = index - 1
    while start > 0 && index - start < 4 && self[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0, let scalar = scalar(at: start), scalar.end == index else { return true }
    return !WordBoundary.joins(scalar.value)
  }

  /// Whether no word goes on across a position to the right; `nil` where that is not known before
  /// more text comes, of which there is none if the text `isWhole`.
  func isBoundary(after index: Int, isWhole: Bool) -> Bool? {
    if index == count { return isWhole ? true : nil }
    if let scalar = scalar(at: index) { return !WordBoundary.joins(scalar.value) }
    // A part of a character, to which more may come, or no character at all.
    let length = Self.length(of: self[index])
    let isPart =
      index + length > count && (index + 1..<count).allSatisfy { self[$0] & 0xC0 == 0x80 }
    return isPart && !isWhole ? nil : true
  }

  /// The character that begins at a position, if a whole one does.
  private func scalar(at index: Int) -> (value: Unicode.Scalar, end: Int)? {
    let length = Self.length(of: self[index])
    guard length > 0, index + length <= count else { return nil }
    var value = UInt32(self[index]) & (length == 1 ? 0x7F : 0xFF >> UInt32(length + 1))
    for next in index + 1..<index + length {
      guard self[next] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(self[next] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, index + length) }
  }

  /// The bytes of the character that a byte begins; 0 if it begins none.
  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case ..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  }
}
