import Glibc

/// What went wrong with a file: its path, what was being done, and the system's reason.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure that a caller may want to tell apart.
  public enum Code: String, Sendable {
    /// The file to read is not there, is no regular file or may not be read (exit code 66).
    case missingInput
    /// The file to write, or its temporary, cannot be created (exit code 73).
    case cannotCreate
    /// Reading or writing began and then failed (exit code 74).
    case inputOutput
  }

  /// The kind of failure.
  public let code: Code
  /// What was being done: `open`, `read`, `write`, ...
  public let action: String
  /// The file, as the caller named it.
  public let path: String
  /// The system's error number, such as `ENOSPC`.
  public let errorNumber: Int32

  /// Describes a failed system call.
  ///
  /// - Parameter errorNumber: the value of `errno` right after the call.
  package init(_ code: Code, _ action: String, _ path: String, errorNumber: Int32) {
    self.code = code
    self.action = action
    self.path = path
    self.errorNumber = errorNumber
  }

  /// One sentence: what failed, where, why, and what to do.
  public var message: String {
    let name = path.isEmpty ? "a file without a name" : path
    return "cannot \(action) \(name): \(String(cString: strerror(errorNumber))); \(advice)"
  }

  /// The same as `message`.
  public var description: String { message }

  /// The BSD exit code that a command ends with: 66, 73 or 74.
  package var exitCode: Int32 {
    switch code {
    case .missingInput: 66
    case .cannotCreate: 73
    case .inputOutput: 74
    }
  }

  private var advice: String {
    switch errorNumber {
    case ENOSPC, EDQUOT: "free some space there, then try again"
    case EFBIG: "raise the limit on file sizes (ulimit -f), then try again"
    case EROFS: "choose a directory on a disk that can be written"
    case EACCES, EPERM: "check the permissions of the file and of its directory"
    case ENOENT, ENOTDIR:
      code == .missingInput ? "check the path" : "create the directory first, or check the path"
    case EISDIR: "name a file, not a directory"
    case EINVAL, ENODEV, ESPIPE, ENXIO: "name a regular file"
    case ENAMETOOLONG: "choose a shorter name"
    case EMFILE, ENFILE: "raise the limit on open files (ulimit -n), then try again"
    case ENOMEM: "free some memory, then try again"
    default: "check the disk, then try again"
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
