/// Paths under names that are short and still differ: their last parts, or where these are the same the
/// paths without the directories in which all of them are.
public struct DistinctNames: Sendable {
  /// The names, in the order of the paths.
  public let names: [String]

  /// Names paths.
  public init(_ paths: [String]) {
    let parts = paths.map { $0.split(separator: "/") }
    let shared = Self.sharedCount(parts)
    let count = Set(paths).count
    let last = zip(parts, paths).map { parts, path in parts.last.map(String.init) ?? path }
    let inside = parts.map { $0.dropFirst(shared).joined(separator: "/") }
    names = [last, inside].first { Set($0).count == count } ?? paths
  }

  /// How many parts all paths begin with; the last part of each stays.
  private static func sharedCount(_ paths: [[Substring]]) -> Int {
    guard let first = paths.first else { return 0 }
    return paths.map { path in
      min(zip(first, path).prefix { $0 == $1 }.count, max(0, path.count - 1))
    }.min() ?? 0
  }
}
