import Glibc

/// Writes bytes to an open file, gathering small pieces and finishing short writes.
///
/// For one thread at a time. The owner of the descriptor closes it.
public final class FileWriter {
  /// Small pieces are gathered up to this many bytes; larger ones go straight to the file.
  static let bufferBytes = 64 << 10

  /// The most that one system call is asked to write, below the limit of Linux (2 GiB).
  private static let largestWrite = 1 << 30

  /// The number of bytes written so far, those still in the buffer included.
  public private(set) var count = 0

  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []

  /// Writes to an open descriptor.
  ///
  /// - Parameter path: the name that errors give to the file.
  package init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Writes raw bytes.
  ///
  /// - Throws: `FileError.inputOutput`, for instance when the disk is full.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    if buffer.count + bytes.count > Self.bufferBytes { try flush() }
    if bytes.count >= Self.bufferBytes {
      try send(bytes)
    } else {
      if buffer.isEmpty { buffer.reserveCapacity(Self.bufferBytes) }
      buffer.append(contentsOf: bytes)
    }
  }

  /// Writes an array of bytes.
  ///
  /// - Throws: `FileError.inputOutput`.
  public func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Writes a text in UTF-8.
  ///
  /// - Throws: `FileError.inputOutput`.
  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Hands everything gathered so far to the system.
  ///
  /// - Throws: `FileError.inputOutput`.
  package func flush() throws {
    guard !buffer.isEmpty else { return }
    try buffer.withUnsafeBytes { try send($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Hands everything to the system and waits until the disk has it.
  ///
  /// - Throws: `FileError.inputOutput`.
  package func synchronize() throws {
    try flush()
    DiskStep.next()
    guard retryingInterrupted({ fsync(descriptor) }) == 0 else {
      throw FileError.inputOutput(.save, path: path, errorNumber: errno)
    }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let length = min(rest.count, Self.largestWrite)
      DiskStep.next()
      let written = waiting(on: descriptor, for: POLLOUT) {
        Glibc.write(descriptor, start, length)
      }
      guard written > 0 else {
        throw FileError.inputOutput(.write, path: path, errorNumber: written == 0 ? EIO : errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}
