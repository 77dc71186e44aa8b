import Glibc

/// What the system refused to do with a file.
public enum FileError: Error, Equatable, Sendable {
  /// A file to read is not there, is no regular file or may not be read.
  case missingInput(Action, path: String, errorNumber: Int32)
  /// A file to write, or its temporary, cannot be created.
  case cannotCreate(Action, path: String, errorNumber: Int32)
  /// Reading or writing began and then failed.
  case inputOutput(Action, path: String, errorNumber: Int32)
  /// Something else is where a directory is to be: a file, or a link to nothing.
  case notADirectory(path: String, isDanglingLink: Bool)
  /// What is to be written whole and put in its place is a pipe, a socket or a device.
  case notReplaceable(path: String, SpecialFile)
  /// A file that is needed more than once can be read only once.
  case readOnce(path: String, SpecialFile)

  /// A file whose bytes do not stay.
  public enum SpecialFile: String, Sendable {
    /// A pipe, with a name or from a process.
    case pipe
    /// A socket.
    case socket
    /// A device, such as a terminal.
    case device

    /// By the file's mode; `nil` for regular files and directories.
    init?(mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFIFO: self = .pipe
      case S_IFSOCK: self = .socket
      case S_IFCHR, S_IFBLK: self = .device
      default: return nil
      }
    }
  }

  /// The attempted action.
  public enum Action: String, Sendable {
    /// With the file itself.
    case open, read, map, write, save, create, replace, remove
    /// With a scratch file in the directory that is named.
    case createScratch, readScratch, writeScratch
  }

  /// The file, as the caller named it.
  public var path: String {
    switch self {
    case .missingInput(_, let path, _), .cannotCreate(_, let path, _),
      .inputOutput(_, let path, _), .readOnce(let path, _),
      .notADirectory(let path, _), .notReplaceable(let path, _):
      path
    }
  }

  /// The system's error number, such as `ENOSPC`: the value of `errno` right after the call.
  public var errorNumber: Int32 {
    switch self {
    case .missingInput(_, _, let number), .cannotCreate(_, _, let number),
      .inputOutput(_, _, let number):
      number
    case .notADirectory: ENOTDIR
    case .notReplaceable: EINVAL
    case .readOnce: ESPIPE
    }
  }
}

extension FileError {
  /// Finds out early whether a pipe is named twice, which nobody could read twice.
  ///
  /// - Throws: `readOnce`.
  package static func checkPipes(_ paths: [String]) throws {
    var pipes: Set<[UInt64]> = []
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { continue }
      guard pipes.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else {
        throw FileError.readOnce(path: path, .pipe)
      }
    }
  }
}

/// Calls a system function again for as long as a signal interrupts it.
///
/// - Returns: the call's result, with `errno` as the last call left it.
func retryingInterrupted<Value: SignedInteger>(_ call: () -> Value) -> Value {
  while true {
    let result = call()
    if result == -1 && errno == EINTR { continue }
    return result
  }
}

/// Calls a system function again for as long as a signal interrupts it, and until its descriptor is
/// ready: whoever shares a standard descriptor may have made it non-blocking.
///
/// - Parameter events: what to wait for, `POLLIN` or `POLLOUT`.
/// - Returns: the call's result, with `errno` as the last call left it.
package func waiting<Value: SignedInteger>(
  on descriptor: Int32, for events: Int32, _ call: () -> Value
) -> Value {
  while true {
    let result = retryingInterrupted(call)
    guard result == -1 && errno == EAGAIN else { return result }
    var wanted = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    guard retryingInterrupted({ poll(&wanted, 1, -1) }) > 0 else { return result }
  }
}
