/// What can be wrong with the lines of a file.
public struct LineError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The kinds of error.
  public enum Code: Sendable {
    /// A line is not UTF-8.
    case invalidUTF8
    /// A line holds a NUL byte.
    case nulByte
    /// A line is longer than any text would be.
    case lineTooLong
    /// Compressed data are damaged.
    case corruptGzip
    /// Compressed data end too early.
    case truncatedGzip
    /// Compressed data expand as no text does.
    case expandsTooMuch
  }

  /// The kind.
  public let code: Code
  /// The file, or what stands for it.
  public let path: String
  /// The line, from 1, where it is one line.
  public let line: Int?
  /// One sentence: what is wrong, where, and what to do.
  public let message: String

  /// The message.
  public var description: String { message }

  static func invalidUTF8(_ path: String, line: Int, byte: Int) -> LineError {
    LineError(
      code: .invalidUTF8, path: path, line: line,
      message: "\(path), line \(grouped(line)), byte \(grouped(byte)) is not UTF-8; "
        + "convert the file to UTF-8.")
  }

  static func nulByte(_ path: String, line: Int) -> LineError {
    LineError(
      code: .nulByte, path: path, line: line,
      message: "\(path), line \(grouped(line)) holds a NUL byte; it may be UTF-16 or not text.")
  }

  static func lineTooLong(_ path: String, line: Int, limit: Int) -> LineError {
    LineError(
      code: .lineTooLong, path: path, line: line,
      message: "\(path), line \(grouped(line)) is longer than \(grouped(limit)) bytes; "
        + "it may not be text, or its lines may not end with line feeds.")
  }

  static func corruptGzip(_ path: String) -> LineError {
    LineError(
      code: .corruptGzip, path: path, line: nil,
      message: "\(path) is damaged: its gzip data do not decompress; copy it again.")
  }

  static func expandsTooMuch(_ path: String) -> LineError {
    LineError(
      code: .expandsTooMuch, path: path, line: nil,
      message: "\(path) expands to more than 200 times its size, as no text does; "
        + "decompress it first if it is what you want.")
  }

  static func truncatedGzip(_ path: String) -> LineError {
    LineError(
      code: .truncatedGzip, path: path, line: nil,
      message: "\(path) is cut off: its gzip data end too early; copy it again.")
  }
}
