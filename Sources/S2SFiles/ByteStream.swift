import CZlib
import Glibc

/// Bytes from a file, plain or gzip (by its first bytes, not its name), or from a descriptor.
///
/// It reads what is there and waits for no more, so that a reader of a terminal or a pipe gets a
/// line as soon as it was written.
final class ByteStream {
  private let descriptor: Int32
  private let name: String
  private let ownsDescriptor: Bool
  private var inflater: Inflater?
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var pending: Range<Int> = 0..<0
  private var isAtStart = true

  /// Opens a file.
  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    name = path
    ownsDescriptor = true
    guard descriptor >= 0 else {
      throw FileError(.missingInput, "open", path, errorNumber: errno)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw FileError(.missingInput, "read", path, errorNumber: EISDIR)
    }
  }

  /// Reads from an open descriptor, which stays open.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    ownsDescriptor = false
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Fills the front of `buffer` with what comes next; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if isAtStart { try begin() }
    guard let inflater else { return try readPlain(into: buffer) }
    while true {
      if pending.isEmpty { pending = 0..<(try readInput()) }
      if pending.isEmpty {
        guard inflater.isBetweenMembers else { throw LineError.truncatedGzip(name) }
        return 0
      }
      let (taken, made) = try input.withUnsafeMutableBytes { bytes in
        try inflater.inflate(
          UnsafeMutableRawBufferPointer(rebasing: bytes[pending]), into: buffer, name: name)
      }
      pending = pending.lowerBound + taken..<pending.upperBound
      if made > 0 { return made }
    }
  }

  /// Looks at the first two bytes.
  private func begin() throws {
    isAtStart = false
    var count = 0
    while count < 2 {
      let more = try readInput(from: count)
      if more == 0 { break }
      count += more
    }
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

  private func readSystem(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw FileError(.inputOutput, "read", name, errorNumber: errno) }
    }
  }
}

/// zlib's decompressor over the members of a gzip file.
private final class Inflater {
  private var stream = z_stream()
  /// Whether the last member has ended and no other has begun.
  private(set) var isBetweenMembers = false

  init(_ name: String) throws {
    // 15 bits of window, and 16 for a gzip header.
    let result = inflateInit2_(
      &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { throw LineError.corruptGzip(name) }
  }

  deinit { inflateEnd(&stream) }

  /// Decompresses; returns the bytes taken and made.
  func inflate(
    _ input: UnsafeMutableRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    name: String
  ) throws -> (taken: Int, made: Int) {
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
    guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
      throw LineError.corruptGzip(name)
    }
    isBetweenMembers = result == Z_STREAM_END
    return (input.count - Int(stream.avail_in), output.count - Int(stream.avail_out))
  }
}
