import Glibc

/// A path from the root of the file system, and the way to it from a directory.
package struct AbsolutePath: Hashable, Sendable {
  /// The path, without `.`, `..` and doubled slashes.
  package let text: String

  /// Finds where a path leads.
  ///
  /// Symbolic links above the last name are followed where they are there. Of a path that is not there
  /// yet, the names are taken as they stand.
  ///
  /// - Parameter followsLast: whether the last name is followed, too, if it is a link.
  package init(_ path: String, followsLast: Bool = false) {
    let name = path.split(separator: "/").last.map(String.init) ?? "."
    let hasName = name != "." && name != ".."
    if followsLast || !hasName, let real = Self.real(path) {
      text = real
    } else if hasName, let real = Self.real(Self.parent(of: path)) {
      text = real == "/" ? "/" + name : real + "/" + name
    } else {
      text = Self.lexical(path)
    }
  }

  /// Finds where a path leads that begins in a directory, unless it begins at the root.
  package init(_ path: String, in directory: AbsolutePath) {
    self.init(path.hasPrefix("/") ? path : directory.text + "/" + path)
  }

  /// The path as seen from a directory; `.` for the directory itself.
  package func relative(to directory: AbsolutePath) -> String {
    let (mine, theirs) = (text.split(separator: "/"), directory.text.split(separator: "/"))
    let common = zip(mine, theirs).prefix { $0 == $1 }.count
    let names = theirs.dropFirst(common).map { _ in ".." } + mine.dropFirst(common).map(String.init)
    return names.isEmpty ? "." : names.joined(separator: "/")
  }

  /// The directory that the last name is in.
  package var parent: AbsolutePath { AbsolutePath(Self.parent(of: text), followsLast: true) }

  private static func parent(of path: String) -> String {
    var path = path[...]
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func lexical(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : (real(".") ?? "") + "/" + path
    let names = whole.split(separator: "/").reduce(into: [Substring]()) { names, name in
      if name == ".." { _ = names.popLast() } else if name != "." { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }
}
