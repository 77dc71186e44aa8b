import Glibc

/// Directories on disk.
package enum Directory {
  /// Makes a directory and those above it, where they are not there yet.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package static func create(_ path: String) throws {
    var partial = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      partial += partial.isEmpty || partial == "/" ? String(name) : "/" + name
      DiskStep.next()
      guard mkdir(partial, 0o777) != 0 else { continue }
      let number = errno
      var status = stat()
      if stat(partial, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR { continue }
      throw FileError.cannotCreate(.create, path: path, errorNumber: number)
    }
  }
}
