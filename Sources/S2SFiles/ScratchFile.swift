import Glibc
import Synchronization

/// A file without a name: it goes when its owner goes, however that ends.
///
/// For one writer; reading is safe from any thread.
package final class ScratchFile: Sendable {
  private let descriptor: Int32
  private let directory: String
  private let end: Mutex<Int>

  /// Makes an empty file on the disk of a directory.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package init(in directory: String) throws {
    var template = Array("\(directory)/.s2s-scratch-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw FileError.cannotCreate(.createScratch, path: directory, errorNumber: errno)
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.directory = directory
    end = Mutex(0)
  }

  deinit { close(descriptor) }

  /// The bytes written so far.
  package var byteCount: Int { end.withLock { $0 } }

  /// Adds values at the end, in the processor's own byte order.
  ///
  /// - Throws: `FileError.inputOutput`, for instance when the disk is full.
  package func append<Value: BitwiseCopyable>(_ values: [Value]) throws {
    try values.withUnsafeBytes { bytes in
      try end.withLock { end in
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
          let written = retryingInterrupted {
            pwrite(descriptor, base + done, bytes.count - done, off_t(end + done))
          }
          guard written > 0 else {
            throw FileError.inputOutput(
              .writeScratch, path: directory, errorNumber: written == 0 ? EIO : errno)
          }
          done += written
        }
        end += bytes.count
      }
    }
  }

  /// Reads values that were written at an offset, which moves behind them.
  ///
  /// - Throws: `FileError.inputOutput`.
  package func read<Value: BitwiseCopyable>(
    _ count: Int, of type: Value.Type, at offset: inout Int
  ) throws -> [Value] {
    let values = try [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < bytes.count, let base = bytes.baseAddress {
        let length = retryingInterrupted {
          pread(descriptor, base + done, bytes.count - done, off_t(offset + done))
        }
        guard length > 0 else {
          throw FileError.inputOutput(
            .readScratch, path: directory, errorNumber: length == 0 ? EIO : errno)
        }
        done += length
      }
      initialized = count
    }
    offset += count * MemoryLayout<Value>.stride
    return values
  }
}
