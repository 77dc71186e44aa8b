/// Paths under names that are short and still differ: their last parts, or where these are the same the
/// whole paths.
public struct DistinctNames: Sendable {
  /// The names, in the order of the paths.
  public let names: [String]

  /// Names paths.
  public init(_ paths: [String]) {
    let last = paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    names = Set(last).count == Set(paths).count ? last : paths
  }
}
