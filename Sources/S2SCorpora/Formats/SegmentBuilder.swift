/// Gathers the text of a segment, piece by piece, and joins what inline tags stand between.
struct SegmentBuilder {
  /// The text so far, in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// What the tags behind the text leave.
  private var joint = InlineTag.Joint.nothing

  /// Whether further bytes make it longer than any segment is.
  func isTooLong(with count: Int) -> Bool { bytes.count + count > SegmentText.maximumBytes }

  /// Adds text.
  mutating func add(_ text: UnsafeRawBufferPointer) {
    guard let first = text.first else { return }
    if joint == .space || joint == .betweenWords && separates(before: first, text) {
      bytes.append(0x20)
    }
    joint = .nothing
    bytes.append(contentsOf: text)
  }

  /// Notes what a tag leaves.
  mutating func add(_ joint: InlineTag.Joint) { self.joint = max(self.joint, joint) }

  /// The text, as the plain form has it; `nil` when it is not UTF-8.
  ///
  /// The builder begins anew.
  mutating func take() -> String? {
    joint = .nothing
    return SegmentText.take(&bytes)
  }

  /// Begins anew.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16)
    joint = .nothing
  }

  /// Whether a word, or a mark that a space follows, ends here and a word begins there.
  private func separates(before first: UInt8, _ text: UnsafeRawBufferPointer) -> Bool {
    guard let next = Self.firstScalar(text), let last = lastScalar else { return false }
    let ends = Self.isOfWord(last) || Self.isMarkWithSpace(last)
    return ends && Self.isOfWord(next) && !(Self.isIdeographic(last) || Self.isIdeographic(next))
  }

  private var lastScalar: Unicode.Scalar? {
    String(decoding: bytes.suffix(4), as: UTF8.self).unicodeScalars.last
  }

  private static func firstScalar(_ text: UnsafeRawBufferPointer) -> Unicode.Scalar? {
    String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      true
    default: false
    }
  }

  private static func isMarkWithSpace(_ scalar: Unicode.Scalar) -> Bool {
    [".", ",", ":", ";", "!", "?", "…", ")", "»", "”"].contains(scalar)
  }

  /// Whether the scalar is of a script without spaces between words.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0e00...0x0eff, 0x1000...0x109f, 0x1780...0x17ff, 0x3040...0x30ff, 0x3400...0x9fff,
      0xf900...0xfaff, 0x2_0000...0x3_ffff:
      true
    default: false
    }
  }
}
