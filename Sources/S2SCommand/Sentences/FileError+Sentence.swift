import Glibc
import S2SFiles

extension FileError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .missingInput, .readOnce: .missingInput
    case .cannotCreate, .notADirectory, .notReplaceable: .cannotCreate
    case .inputOutput: .inputOutput
    }
  }

  package var sentence: String {
    let name = path.isEmpty ? "a file without a name" : path
    if case .readOnce(_, let kind) = self {
      return "\(name) is a \(kind.rawValue), which can be read only once, but its text is needed "
        + "more often; write it to a file first"
    }
    if case .notReplaceable(_, let kind) = self {
      return "\(name) is a \(kind.rawValue), and what is written here appears as a whole; name a "
        + "regular file"
    }
    if case .notADirectory(_, let isDanglingLink) = self {
      return "\(name) is \(isDanglingLink ? "a link to nothing" : "a file"), not a directory; name "
        + "another"
    }
    return "cannot \(action.words) \(name): \(String(cString: strerror(errorNumber))); \(advice)"
  }

  private var action: Action {
    switch self {
    case .missingInput(let action, _, _), .cannotCreate(let action, _, _),
      .inputOutput(let action, _, _):
      action
    case .readOnce: .read
    case .notADirectory, .notReplaceable: .create
    }
  }

  private var advice: String {
    switch errorNumber {
    case ENOSPC, EDQUOT: "free some space there, then try again"
    case EFBIG: "raise the limit on file sizes (ulimit -f), then try again"
    case EROFS: "choose a directory on a disk that can be written"
    case EACCES, EPERM: "check the permissions of the file and of its directory"
    case ENOENT, ENOTDIR:
      exitCode == .missingInput ? "check the path" : "create the directory first, or check the path"
    case EISDIR: "name a file, not a directory"
    case EINVAL, ENODEV, ESPIPE, ENXIO: "name a regular file"
    case ENAMETOOLONG: "choose a shorter name"
    case EMFILE, ENFILE: "raise the limit on open files (ulimit -n), then try again"
    case EBADF: "it is closed; connect it to a file, a pipe or a terminal"
    case ENOMEM: "free some memory, then try again"
    default: "check the disk, then try again"
    }
  }
}

extension FileError.Action {
  fileprivate var words: String {
    switch self {
    case .open, .read, .map, .write, .save, .create, .replace, .remove: rawValue
    case .createScratch: "create a scratch file in"
    case .readScratch: "read a scratch file in"
    case .writeScratch: "write a scratch file in"
    }
  }
}
