/// The fields of a message of Protocol Buffers, one after the other.
///
/// Reference: Protocol Buffers, "Encoding", protobuf.dev/programming-guides/encoding.
struct ProtobufFields {
  /// A field's value.
  enum Value {
    /// A whole number.
    case number(UInt64)
    /// Four bytes.
    case fixed(UInt32)
    /// Eight bytes, which no field that is read here has.
    case wide
    /// Bytes, a text or a message, by their place.
    case bytes(Range<Int>)
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// The fields of a message that stands in a range of some bytes.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field's number and value; `nil` at the end.
  mutating func next() throws(SubwordFault) -> (number: UInt64, value: Value)? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint()
    guard tag >> 3 > 0 else { throw .malformed(offset: start) }
    switch tag & 7 {
    case 0: return (tag >> 3, .number(try varint()))
    case 1:
      _ = try take(8)
      return (tag >> 3, .wide)
    case 2:
      let length = try varint()
      guard let count = Int(exactly: length) else { throw .malformed(offset: start) }
      return (tag >> 3, .bytes(try take(count)))
    case 5:
      let place = try take(4)
      return (tag >> 3, .fixed(bytes[place].reversed().reduce(0) { $0 << 8 | UInt32($1) }))
    default: throw .malformed(offset: start)
    }
  }

  private mutating func varint() throws(SubwordFault) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { throw .malformed(offset: start) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .malformed(offset: start)
  }

  private mutating func take(_ count: Int) throws(SubwordFault) -> Range<Int> {
    guard count <= end - position else { throw .malformed(offset: position) }
    defer { position += count }
    return position..<position + count
  }
}

extension ProtobufFields.Value {
  /// Whether a number is not zero; `nil` for a value that is no number.
  var flag: Bool? {
    if case .number(let number) = self { return number != 0 }
    return nil
  }
}
