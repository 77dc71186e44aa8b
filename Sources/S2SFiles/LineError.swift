/// A problem with the lines of a file; lines and bytes count from 1.
public enum LineError: Error, Equatable, Sendable {
  /// A line is not UTF-8, beginning with one of its bytes.
  case invalidUTF8(path: String, line: Int, byte: Int)
  /// A text is not in the encoding that its file says; bytes count in the file.
  case notInEncoding(path: String, encoding: String, byte: Int)
  /// A line holds a NUL byte.
  case nulByte(path: String, line: Int)
  /// A line has more bytes than any text would have.
  case lineTooLong(path: String, line: Int, limit: Int)
  /// Compressed data are damaged.
  case corruptGzip(path: String)
  /// Compressed data end too early.
  case truncatedGzip(path: String)
  /// Compressed data expand to more times their size than those of any text.
  case expandsTooMuch(path: String, limit: Int)

  /// The line, where it is one line.
  public var line: Int? {
    switch self {
    case .invalidUTF8(_, let line, _), .nulByte(_, let line), .lineTooLong(_, let line, _): line
    case .notInEncoding, .corruptGzip, .truncatedGzip, .expandsTooMuch: nil
    }
  }
}
