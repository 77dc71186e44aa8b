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

extension Directory {
  /// A regular file in a directory or below it.
  package struct Entry: Sendable, Equatable {
    /// The path behind the directory.
    package let path: String
    /// The size in bytes.
    package let size: Int
  }

  /// The deepest that directories are looked into.
  private static let deepest = 64

  /// The regular files in a directory and in those below it, in the order of their paths' bytes; none
  /// where there is no directory.
  ///
  /// Symbolic links are passed over, and so are names that are not UTF-8.
  package static func files(below directory: String) -> [Entry] {
    var entries: [Entry] = []
    append(directory, "", depth: 0, to: &entries)
    return entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func append(
    _ directory: String, _ prefix: String, depth: Int, to entries: inout [Entry]
  ) {
    guard depth < deepest, let stream = opendir(directory) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let found = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name = found, name != ".", name != ".." else { continue }
      var status = stat()
      guard lstat(directory + "/" + name, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        append(directory + "/" + name, prefix + name + "/", depth: depth + 1, to: &entries)
      case S_IFREG: entries.append(Entry(path: prefix + name, size: Int(status.st_size)))
      default: break
      }
    }
  }
}
