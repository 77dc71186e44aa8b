/// The text of a segment as the plain form has it: on one line, without columns.
///
/// Each run of spaces, tabs and line ends becomes one space, and there is none at the ends. All else
/// stays as it is: other separators (U+2028, no-break spaces), markers of access keys (`&File`),
/// and placeholders (`%s`, `{0}`), which translations have to keep.
enum SegmentText {
  /// The longest segment, in bytes: as long as a line may be.
  static let maximumBytes = 1 << 26

  /// Makes a text of bytes, which are used up; `nil` when they are not UTF-8.
  static func take(_ bytes: inout [UInt8]) -> String? {
    let count = bytes.withUnsafeMutableBufferPointer { collapse($0) }
    defer { bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16) }
    return String(validating: bytes[..<count], as: UTF8.self)
  }

  /// Moves what stays to the front, and returns how much that is.
  private static func collapse(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var end = 0
    var isAfterSpace = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0x20 || (0x09...0x0d).contains(byte) && byte != 0x0b && byte != 0x0c {
        isAfterSpace = true
        continue
      }
      if isAfterSpace && end > 0 {
        bytes[end] = 0x20
        end += 1
      }
      isAfterSpace = false
      bytes[end] = byte
      end += 1
    }
    return end
  }
}
