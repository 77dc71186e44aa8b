import CZlib
import Glibc

/// Bytes from a file, plain or gzip (by its first bytes, not its name), or from a descriptor.
///
/// It reads what is there and waits for no more, so that a reader of a terminal or a pipe gets a
/// line as soon as it was written.
package final class ByteStream {
  private let descriptor: Int32
  private let name: String
  private let ownsDescriptor: Bool
  private var inflater: Inflater?
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var pending: Range<Int> = 0..<0
  /// Whether the first bytes have yet to be looked at.
  private var isAtStart: Bool
  /// Whether the end was read: behind that of a terminal another read would wait for more lines.
  private var isAtEnd = false
  /// Whether to stop waiting for what is not there yet; `nil` for reading that nobody stops.
  private let isCancelled: (@Sendable () -> Bool)?
  /// The bytes taken from the system so far, as they are on the disk.
  package private(set) var bytesRead = 0

  /// Opens a file that is read more than once; its bytes come as they are unless decompressing.
  ///
  /// - Throws: `FileError`: when it cannot be opened, and `readOnce` for pipes, devices and sockets.
  package convenience init(repeatedly path: String, isDecompressing: Bool = true) throws {
    var status = stat()
    if !path.utf8.contains(0), stat(path, &status) == 0,
      let kind = FileError.SpecialFile(mode: status.st_mode)
    {
      throw FileError.readOnce(path: path, kind)
    }
    try self.init(path: path, isDecompressing: isDecompressing)
  }

  /// Opens a file; its bytes come as they are unless decompressing.
  ///
  /// - Parameter isCancelled: asked while the other end of a pipe writes nothing.
  /// - Throws: `FileError` when it cannot be opened.
  package init(
    path: String, isDecompressing: Bool = true, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws {
    guard !path.utf8.contains(0) else {
      throw FileError.missingInput(.open, path: path, errorNumber: ENOENT)
    }
    // Or opening a pipe would wait for its other end, and nothing could stop that.
    let waits = isCancelled == nil ? 0 : O_NONBLOCK
    descriptor = retryingInterrupted { open(path, O_RDONLY | O_CLOEXEC | waits) }
    self.isCancelled = isCancelled
    name = path
    ownsDescriptor = true
    isAtStart = isDecompressing
    guard descriptor >= 0 else {
      throw FileError.missingInput(.open, path: path, errorNumber: errno)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw FileError.missingInput(.read, path: path, errorNumber: EISDIR)
    }
  }

  /// Reads from an open descriptor, which stays open.
  init(descriptor: Int32, name: String, isCancelled: (@Sendable () -> Bool)? = nil) {
    self.descriptor = descriptor
    self.isCancelled = isCancelled
    self.name = name
    ownsDescriptor = false
    isAtStart = true
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Fills the front of `buffer` with what comes next; 0 at the end.
  ///
  /// - Throws: `FileError` when reading fails; `LineError` when compressed data are damaged;
  ///   `CancellationError` when it is cancelled while it waits.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if isAtStart { try begin() }
    guard let inflater else { return try readPlain(into: buffer) }
    while true {
      // The data before the damage have been delivered.
      if inflater.isDamaged { throw LineError.corruptGzip(path: name) }
      if pending.isEmpty { pending = 0..<(try readInput()) }
      if pending.isEmpty {
        guard inflater.isBetweenMembers else { throw LineError.truncatedGzip(path: name) }
        return 0
      }
      let (taken, made) = input.withUnsafeMutableBytes { bytes in
        inflater.inflate(UnsafeMutableRawBufferPointer(rebasing: bytes[pending]), into: buffer)
      }
      pending = pending.lowerBound + taken..<pending.upperBound
      guard !inflater.isBomb else {
        throw LineError.expandsTooMuch(path: name, limit: Inflater.largestRatio)
      }
      if made > 0 { return made }
    }
  }

  /// Looks at the first two bytes; at the second only where the first leaves it open, for an
  /// empty line that somebody types is one byte.
  private func begin() throws {
    isAtStart = false
    var count = try readInput()
    if count == 1 && input[0] == 0x1f { count += try readInput(from: 1) }
    pending = 0..<count
    if count >= 2 && input[0] == 0x1f && input[1] == 0x8b { inflater = try Inflater(name) }
  }

  private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !pending.isEmpty else { return try readSystem(into: buffer) }
    let count = min(pending.count, buffer.count)
    input.withUnsafeBytes { bytes in
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: bytes[pending.lowerBound..<pending.lowerBound + count]))
    }
    pending = pending.lowerBound + count..<pending.upperBound
    return count
  }

  private func readInput(from offset: Int = 0) throws -> Int {
    try input.withUnsafeMutableBytes {
      try readSystem(into: UnsafeMutableRawBufferPointer(rebasing: $0[offset...]))
    }
  }

  /// Whether reading would not wait.
  package var isReady: Bool {
    if inflater != nil { return TextSize.isRegular(descriptor) }
    return !pending.isEmpty || isReadable(withinMilliseconds: 0)
  }

  /// How long a cancellation may go unnoticed.
  private static let askingMilliseconds: Int32 = 50

  private func isReadable(withinMilliseconds time: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, time) != 0 && wanted.revents != 0
  }

  private func readSystem(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if isAtEnd { return 0 }
    if let isCancelled {
      repeat {
        guard !isCancelled() else { throw CancellationError() }
      } while !isReadable(withinMilliseconds: Self.askingMilliseconds)
    }
    let count = waiting(on: descriptor, for: POLLIN) {
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    }
    guard count >= 0 else {
      throw FileError.inputOutput(.read, path: name, errorNumber: errno)
    }
    isAtEnd = count == 0 && !buffer.isEmpty
    bytesRead += count
    return count
  }
}

/// zlib's decompressor over the members of a gzip file.
private final class Inflater {
  private var stream = z_stream()
  /// Whether the last member has ended and no other has begun.
  private(set) var isBetweenMembers = false
  /// Whether the data were found not to be what was compressed.
  private(set) var isDamaged = false
  /// The bytes taken and made so far.
  private var total = (taken: 0, made: 0)

  /// More than any text shrinks.
  ///
  /// Prose shrinks to a third, lists of like sentences to a fiftieth; gzip can do a thousandth.
  /// A reader that keeps all lines keeps sixteen bytes for each empty one.
  static let largestRatio = 200
  /// The expanded size that every file may have.
  private static let harmlessBytes = 1 << 26

  /// Whether the data expand as no text does.
  var isBomb: Bool {
    total.made > Self.harmlessBytes && total.made / Self.largestRatio > total.taken
  }

  init(_ name: String) throws {
    // 15 bits of window, and 16 for a gzip header.
    let result = inflateInit2_(
      &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { throw LineError.corruptGzip(path: name) }
  }

  deinit { inflateEnd(&stream) }

  /// Decompresses; returns the bytes taken and made.
  func inflate(
    _ input: UnsafeMutableRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (taken: Int, made: Int) {
    if isBetweenMembers {
      // Another member, or zeros that pad the file to a block.
      if input.allSatisfy({ $0 == 0 }) { return (input.count, 0) }
      inflateReset(&stream)
      isBetweenMembers = false
    }
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = UInt32(input.count)
    stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(output.count)
    let result = CZlib.inflate(&stream, Z_NO_FLUSH)
    isDamaged = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR
    isBetweenMembers = result == Z_STREAM_END
    let (taken, made) = (input.count - Int(stream.avail_in), output.count - Int(stream.avail_out))
    total = (total.taken + taken, total.made + made)
    return (taken, made)
  }
}
