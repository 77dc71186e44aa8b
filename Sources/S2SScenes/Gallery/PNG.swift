import CZlib
import FoundationEssentials

/// A picture as a file of the format PNG, compressed by zlib.
///
/// Reference: W3C Recommendation "Portable Network Graphics (PNG) Specification", third edition, 2025.
enum PNG {
  /// The bytes of a file: red, green and blue of eight bits, each row as the difference from the row above.
  static func bytes(of picture: Pixmap) -> [UInt8] {
    let size = bigEndian(UInt32(picture.width))
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      // Eight bits per channel, colours, the only compression and the only filters, rows in order.
      + chunk("IHDR", size + size + [8, 2, 0, 0, 0])
      + chunk("IDAT", compressed(filtered(picture))) + chunk("IEND", [])
  }

  /// A picture inside of a page.
  static func dataURI(of picture: Pixmap) -> String {
    "data:image/png;base64," + Data(bytes(of: picture)).base64EncodedString()
  }

  /// Each row with the number of its filter before it: 2, up.
  private static func filtered(_ picture: Pixmap) -> [UInt8] {
    let stride = 3 * picture.width
    var filtered: [UInt8] = []
    for index in picture.bytes.indices {
      if index.isMultiple(of: stride) { filtered.append(2) }
      let above = index < stride ? 0 : picture.bytes[index - stride]
      filtered.append(picture.bytes[index] &- above)
    }
    return filtered
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(length))
    let status = compress2(&result, &length, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
    precondition(status == Z_OK, "zlib compresses into a buffer of the size that it named")
    return Array(result.prefix(Int(length)))
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    let sum = crc32(0, body, uInt(body.count))
    return bigEndian(UInt32(data.count)) + body + bigEndian(UInt32(sum))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
