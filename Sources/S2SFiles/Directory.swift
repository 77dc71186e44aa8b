import Glibc

/// Directories on disk.
package enum Directory {
  /// Makes a directory and those above it, where they are not there yet.
  ///
  /// - Throws: `FileError`: `notADirectory`, `cannotCreate`.
  package static func create(_ path: String) throws {
    for partial in steps(to: path) {
      DiskStep.next()
      guard mkdir(partial, 0o777) != 0 else { continue }
      let number = errno
      if try isThere(partial) { continue }
      throw FileError.cannotCreate(.create, path: path, errorNumber: number)
    }
  }

  /// Finds out early whether something is in the way of a directory, without making anything.
  ///
  /// - Throws: `FileError.notADirectory`.
  package static func check(_ path: String) throws {
    for partial in steps(to: path) {
      guard try isThere(partial) else { return }
    }
  }

  /// The directories on the way to one, and the directory itself.
  private static func steps(to path: String) -> [String] {
    var partial = path.hasPrefix("/") ? "/" : ""
    return path.split(separator: "/").map { name in
      partial += partial.isEmpty || partial == "/" ? String(name) : "/" + name
      return partial
    }
  }

  /// Whether there is a directory at a path; not if there is nothing.
  ///
  /// - Throws: `FileError.notADirectory` for anything else.
  private static func isThere(_ path: String) throws -> Bool {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError.notADirectory(path: path, isDanglingLink: false)
      }
      return true
    }
    // A link to nothing: a directory cannot be made at its place.
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFLNK else {
      throw FileError.notADirectory(path: path, isDanglingLink: true)
    }
    return false
  }
}
