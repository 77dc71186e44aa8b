/// The checksum CRC-32C (Castagnoli).
///
/// Reference: RFC 3720, appendix B.4.
package enum CRC32C {
  /// The checksums of all bytes, by the polynomial 0x1EDC6F41 with its bits reversed.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1
    }
  }

  /// The checksum of bytes.
  package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { value, byte in
      table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
    }
  }

  /// The checksum as it stands in a file of TensorFlow: rotated and shifted, so that a checksum of bytes
  /// that hold their own checksum says something, too.
  ///
  /// Reference: `tsl/lib/hash/crc32c.h` of TensorFlow, `Mask`.
  package static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let checksum = checksum(bytes)
    return (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8
  }
}
