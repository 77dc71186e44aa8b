import Glibc

/// Paths seen from another directory than the current one.
package enum RelativePath {
  /// The path from the root of the file system, without `.` and `..` where no link can be meant.
  ///
  /// - Parameter directory: what a relative path begins in; the current directory unless given.
  package static func absolute(_ path: String, in directory: String? = nil) -> String {
    if path.hasPrefix("/") { return normal(path) }
    return normal(real(directory ?? ".") + "/" + path)
  }

  /// A path as it is named in a directory: `../data/train` of `/a/data/train` in `/a/model`.
  package static func from(_ directory: String, to path: String) -> String {
    let base = parts(real(directory))
    let target = parts(absolute(path))
    let common = zip(base, target).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: base.count - common) + target.dropFirst(common)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// The directory without links in its path, as far as it is there.
  private static func real(_ directory: String) -> String {
    guard let found = realpath(directory, nil) else {
      return directory.hasPrefix("/") ? directory : real(".") + "/" + directory
    }
    defer { free(found) }
    return String(cString: found)
  }

  private static func normal(_ path: String) -> String {
    var kept: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = kept.last, last != ".." {
        kept.removeLast()
      } else if part != ".." {
        kept.append(part)
      }
    }
    return "/" + kept.joined(separator: "/")
  }

  private static func parts(_ path: String) -> [String] {
    normal(path).split(separator: "/").map(String.init)
  }
}
