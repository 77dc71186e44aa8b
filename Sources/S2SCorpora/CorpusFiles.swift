/// The files of one part of a corpus.
public enum CorpusFiles: Sendable, Equatable {
  /// Two aligned files.
  case aligned(source: String, target: String)
  /// One file of tab-separated pairs, in either order.
  case tabSeparated(String, targetFirst: Bool)

  /// Reads the pairs.
  ///
  /// - Throws: as `PairReader`.
  public func read() throws -> ParallelCorpus { try ParallelCorpus(self) }

  /// The paths.
  public var paths: [String] {
    switch self {
    case .aligned(let source, let target): [source, target]
    case .tabSeparated(let path, _): [path]
    }
  }
}
