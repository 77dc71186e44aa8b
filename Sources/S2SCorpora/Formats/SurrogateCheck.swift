/// Finds surrogates without their other half in UTF-16, where expat would take the next character
/// for it.
struct SurrogateCheck {
  /// How the code units of a file lie; nothing else is looked at.
  private enum Encoding {
    case unknown, littleEndian, bigEndian, other
  }

  private var encoding = Encoding.unknown
  /// The first byte of a unit whose second is still to come.
  private var half: UInt8?
  private var isAfterLead = false

  /// Whether the file is well-formed up to the end of further bytes.
  ///
  /// - Parameter bytes: at least two the first time, if the file has as many.
  mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if encoding == .unknown { encoding = Self.encoding(bytes) }
    guard encoding != .other else { return true }
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let high = encoding == .littleEndian ? byte : first
      let isTrail = high & 0xfc == 0xdc
      guard isTrail == isAfterLead else { return false }
      isAfterLead = high & 0xfc == 0xd8
    }
    return true
  }

  /// By the byte order mark, or by `<`, as XML says.
  private static func encoding(_ bytes: UnsafeRawBufferPointer) -> Encoding {
    guard bytes.count >= 2 else { return .other }
    switch (bytes[0], bytes[1]) {
    case (0xff, 0xfe), (0x3c, 0): return .littleEndian
    case (0xfe, 0xff), (0, 0x3c): return .bigEndian
    default: return .other
    }
  }
}
