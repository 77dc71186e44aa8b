import Glibc

/// The lines of a file (plain or gzip) or of standard input, one at a time, in bounded memory.
///
/// A line feed ends a line; a carriage return before it is dropped, and so is a byte-order mark at
/// the start. A last line without a line feed counts. Where there is no line feed at all, carriage
/// returns end lines, as on old Macs; beside line feeds they are text. Other separators, such as
/// U+2028 or a vertical tab, are always text. Memory is bounded by the longest line, and that by a
/// limit, so that no small compressed file can fill the machine.
public final class LineReader {
  /// The treatment of a NUL byte.
  public enum NULPolicy: Sendable {
    /// An error: a corpus with NUL bytes is not text.
    case refuse
    /// Part of the line, which is to have an answer as any other; an error in a line that looks like
    /// UTF-16.
    case refuseUTF16
    /// Part of the line, whatever that looks like.
    case keep
  }

  private let stream: any ByteSource
  private let name: String
  private let nulPolicy: NULPolicy
  private let maximumLineBytes: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// The bytes of the buffer that are read but not delivered.
  private var unread: Range<Int> = 0..<0
  private var isAtEnd = false
  /// Whether carriage returns end lines.
  private var endsAtReturns = false
  /// Whether the last line ended with one, so that a line feed may still belong to its end.
  private var isAfterReturn = false
  /// What ended the line that was delivered last: a line feed, with a carriage return before it or
  /// not, a carriage return, or nothing at the end.
  public private(set) var ending = ""
  /// Whether there was a byte-order mark at the start.
  public private(set) var hasByteOrderMark = false
  /// The number of lines delivered so far.
  public private(set) var lineCount = 0
  /// The bytes in which there has to be a line feed, or carriage returns end lines.
  private var longestLookahead: Int { min(1 << 20, maximumLineBytes) }

  /// The bytes taken from the file so far, as they are on the disk; for a display of progress.
  package var bytesRead: Int { stream.bytesRead }

  /// The longest line that is read by default: 64 MiB.
  public static let defaultMaximumLineBytes = 1 << 26

  /// Opens a file.
  ///
  /// - Parameter isCancelled: asked again and again while no line comes from a pipe or a terminal; `next()`
  ///   then throws `CancellationError`. Unless given, it waits.
  /// - Throws: `FileError` when it cannot be opened.
  public convenience init(
    path: String, nul: NULPolicy = .refuse, maximumLineBytes: Int = defaultMaximumLineBytes,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) throws {
    self.init(
      try ByteStream(path: path, isCancelled: isCancelled), name: path, nul: nul,
      maximumLineBytes: maximumLineBytes)
  }

  /// Opens a file that is read more than once.
  ///
  /// - Throws: `FileError` when it cannot be opened, or can be read only once.
  package convenience init(repeatedly path: String, nul: NULPolicy = .refuse) throws {
    self.init(try ByteStream(repeatedly: path), name: path, nul: nul)
  }

  /// Reads from a stream of UTF-8; `name` stands for it in messages.
  package init(
    _ stream: any ByteSource, name: String, nul: NULPolicy = .refuse,
    maximumLineBytes: Int = defaultMaximumLineBytes
  ) {
    self.stream = stream
    self.name = name
    nulPolicy = nul
    self.maximumLineBytes = maximumLineBytes
  }

  /// Reads from an open descriptor, which stays open; `name` stands for it in messages.
  ///
  /// - Parameter isCancelled: as of the other initialiser.
  public convenience init(
    descriptor: Int32, name: String, nul: NULPolicy = .refuse,
    maximumLineBytes: Int = defaultMaximumLineBytes,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.init(
      ByteStream(descriptor: descriptor, name: name, isCancelled: isCancelled), name: name,
      nul: nul, maximumLineBytes: maximumLineBytes)
  }

  /// The next line without its end, or `nil` after the last.
  ///
  /// After a line that is not UTF-8 or holds a NUL byte, the next call goes on with the line
  /// behind it.
  ///
  /// - Throws: `LineError` with the line's number when it is not UTF-8, holds a NUL byte or is
  ///   too long, or when compressed data are damaged or cut off; `FileError` when reading fails.
  public func next() throws -> String? {
    guard var range = try nextRange() else { return nil }
    lineCount += 1
    guard range.count <= maximumLineBytes else { throw tooLong(line: lineCount) }
    return try buffer.withUnsafeBytes { bytes in
      if lineCount == 1 && bytes[range].starts(with: Self.byteOrderMark) {
        range = range.lowerBound + Self.byteOrderMark.count..<range.upperBound
        hasByteOrderMark = true
      }
      let line = UnsafeRawBufferPointer(rebasing: bytes[range])
      if refusesNUL(in: line) { throw LineError.nulByte(path: name, line: lineCount) }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw LineError.invalidUTF8(path: name, line: lineCount, byte: Self.validPrefix(line) + 1)
      }
      return text
    }
  }

  /// All lines that are left.
  ///
  /// - Throws: as `next()`.
  public func readAll() throws -> [String] {
    var lines: [String] = []
    while let line = try next() { lines.append(line) }
    return lines
  }

  /// Whether a whole line, or the end, is there already, so that `next()` would not wait.
  public var hasBufferedLine: Bool {
    isAtEnd || lineEnd(from: unread.lowerBound) != nil
  }

  /// Whether `next()` would not wait: as `hasBufferedLine`, after what is there has been read.
  ///
  /// - Throws: `FileError` when reading fails; `LineError` when compressed data are damaged.
  public func hasLineReady() throws -> Bool {
    while !hasBufferedLine {
      guard unread.count < Self.longestReadAhead, stream.isReady else { return false }
      try fill()
    }
    return true
  }

  /// A longer line is not read before it is asked for, in bytes.
  private static let longestReadAhead = 1 << 16

  /// The bytes of the next line in the buffer.
  private func nextRange() throws -> Range<Int>? {
    if isAfterReturn { try skipLineFeed() }
    var (searched, hasReturn) = (0, false)
    while true {
      let start = unread.lowerBound
      if let end = lineEnd(from: start + searched) { return takeLine(upTo: end) }
      if lineCount == 0 && !endsAtReturns {
        hasReturn = hasReturn || position(of: "\r", in: start + searched..<unread.upperBound) != nil
        endsAtReturns = hasReturn && (isAtEnd || unread.count > longestLookahead)
        if endsAtReturns {
          searched = 0
          continue
        }
      }
      if isAtEnd { return takeRest() }
      searched = unread.count
      guard searched <= maximumLineBytes else { throw tooLong(line: lineCount + 1) }
      try fill()
    }
  }

  private func takeLine(upTo end: Int) -> Range<Int> {
    let start = unread.lowerBound
    unread = end + 1..<unread.upperBound
    isAfterReturn = buffer[end] == UInt8(ascii: "\r")
    let hasReturn = !isAfterReturn && end > start && buffer[end - 1] == UInt8(ascii: "\r")
    ending = isAfterReturn ? "\r" : hasReturn ? "\r\n" : "\n"
    return start..<(hasReturn ? end - 1 : end)
  }

  /// The last line, which has no end.
  private func takeRest() -> Range<Int>? {
    let rest = unread
    unread = rest.upperBound..<rest.upperBound
    // A file of nothing but a byte-order mark has no line.
    let isMark = lineCount == 0 && buffer[rest].elementsEqual(Self.byteOrderMark)
    guard !rest.isEmpty, !isMark else { return nil }
    ending = buffer[rest.upperBound - 1] == UInt8(ascii: "\r") ? "\r" : ""
    return ending.isEmpty ? rest : rest.dropLast()
  }

  /// Drops the line feed behind the carriage return that ended the last line.
  private func skipLineFeed() throws {
    if unread.isEmpty && !isAtEnd { try fill() }
    if !unread.isEmpty && buffer[unread.lowerBound] == UInt8(ascii: "\n") {
      unread = unread.lowerBound + 1..<unread.upperBound
    }
    isAfterReturn = false
  }

  /// Whether a line has a NUL byte that it may not have.
  private func refusesNUL(in line: UnsafeRawBufferPointer) -> Bool {
    guard nulPolicy != .keep, let base = line.baseAddress, memchr(base, 0, line.count) != nil
    else { return false }
    return nulPolicy == .refuse || Self.looksLikeUTF16(line)
  }

  /// Whether every second byte, two or more, is at most 0x20, as half of the bytes of UTF-16 are in most
  /// alphabets.
  private static func looksLikeUTF16(_ line: UnsafeRawBufferPointer) -> Bool {
    [0, 1].contains { first in
      line.count >= first + 3
        && stride(from: first, to: line.count, by: 2).allSatisfy { line[$0] <= 0x20 }
    }
  }

  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  private func tooLong(line: Int) -> LineError {
    .lineTooLong(path: name, line: line, limit: maximumLineBytes)
  }

  /// Where the line ends that begins at `start` or before it, if its end is in the buffer.
  private func lineEnd(from start: Int) -> Int? {
    guard endsAtReturns else { return position(of: "\n", in: start..<unread.upperBound) }
    let found = position(of: "\r", in: start..<unread.upperBound)
    return position(of: "\n", in: start..<(found ?? unread.upperBound)) ?? found
  }

  private func position(of character: Unicode.Scalar, in range: Range<Int>) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + range.lowerBound, Int32(character.value), range.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Reads more behind the unread bytes, which move to the front.
  private func fill() throws {
    if unread.lowerBound > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        memmove(base, base + unread.lowerBound, unread.count)
      }
      unread = 0..<unread.count
    }
    if unread.upperBound == buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let count = try buffer.withUnsafeMutableBytes {
      try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[unread.upperBound...]))
    }
    if count == 0 { isAtEnd = true }
    unread = unread.lowerBound..<unread.upperBound + count
  }

  /// The number of bytes before the first that is not UTF-8; for the message only.
  private static func validPrefix(_ line: UnsafeRawBufferPointer) -> Int {
    var decoder = UTF8()
    var iterator = line.makeIterator()
    var valid = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      valid += UTF8.width(scalar)
    }
    return valid
  }
}
