import Glibc

/// The file to replace: where it really is, and what is there now.
package struct ReplacedFile {
  let path: String
  let directory: String
  /// What is the same for all names of one place, whether there is a file yet or not.
  package var place: [AnyHashable] {
    [FileIdentity(path: directory), path.split(separator: "/").last]
  }
  /// The permissions of the file to be replaced; `nil` when there is none.
  let existingMode: mode_t?

  /// Finds the place of a name.
  ///
  /// - Throws: `FileError.cannotCreate` for a name that no regular file can have; `notReplaceable`.
  package init(_ name: String) throws {
    guard let last = name.utf8.last, !name.utf8.contains(0) else {
      throw FileError.cannotCreate(.create, path: name, errorNumber: ENOENT)
    }
    guard last != UInt8(ascii: "/") else {
      throw FileError.cannotCreate(.create, path: name, errorNumber: EISDIR)
    }
    var status = stat()
    // Before links are followed: those to open pipes lead to no path.
    if stat(name, &status) == 0, let kind = FileError.SpecialFile(mode: status.st_mode) {
      throw FileError.notReplaceable(path: name, kind)
    }
    let path = Self.resolved(name)
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      guard kind == S_IFREG else {
        throw FileError.cannotCreate(
          .replace, path: name, errorNumber: kind == S_IFDIR ? EISDIR : EINVAL)
      }
      existingMode = status.st_mode & 0o777
    } else {
      // A name that cannot be is better found before the content has been written.
      guard errno == ENOENT else {
        throw FileError.cannotCreate(.create, path: name, errorNumber: errno)
      }
      existingMode = nil
    }
    self.path = path
    directory = Self.directory(of: path)
  }

  /// The file that a name stands for, whatever symbolic links lie between them; it may be missing.
  private static func resolved(_ name: String) -> String {
    if let resolved = realpath(name, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var path = name
    // As many links as the system follows.
    for _ in 0..<40 {
      guard let target = linkTarget(path) else { break }
      path = target.hasPrefix("/") ? target : directory(of: path) + "/" + target
    }
    return path
  }

  /// What a symbolic link holds; `nil` for anything else.
  private static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
