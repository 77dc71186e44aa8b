/// A message of Protocol Buffers, field after field.
///
/// Reference: Protocol Buffers, "Encoding".
struct ProtobufMessage {
  /// The message as it is written.
  private(set) var bytes: [UInt8] = []

  /// How a field is written.
  private enum Wire: UInt64 {
    case varint = 0
    case eightBytes = 1
    case counted = 2
    case fourBytes = 5
  }

  /// Adds a whole number; one below 0 is the two's complement in 64 bits.
  mutating func add(_ field: UInt64, _ value: Int) {
    key(field, .varint)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// Adds a number of 64 bits.
  mutating func add(_ field: UInt64, _ value: Double) {
    key(field, .eightBytes)
    bytes += value.bitPattern.littleEndianBytes
  }

  /// Adds a number of 32 bits.
  mutating func add(_ field: UInt64, _ value: Float) {
    key(field, .fourBytes)
    bytes += value.bitPattern.littleEndianBytes
  }

  /// Adds a text.
  mutating func add(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

  /// Adds a message.
  mutating func add(_ field: UInt64, _ message: ProtobufMessage) { add(field, message.bytes) }

  private mutating func add(_ field: UInt64, _ content: [UInt8]) {
    key(field, .counted)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func key(_ field: UInt64, _ wire: Wire) { varint(field << 3 | wire.rawValue) }

  /// Seven bits to a byte, the lowest first.
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

extension FixedWidthInteger {
  /// The bytes, the lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
