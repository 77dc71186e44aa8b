import S2SRandom

/// Sentence pairs: as many sources as targets, by construction.
public struct ParallelCorpus: Sendable, Equatable {
  /// The source sentences.
  public private(set) var sources: [String]
  /// The target sentences; line i translates source i.
  public private(set) var targets: [String]

  /// The number of pairs.
  public var count: Int { sources.count }

  /// Makes a corpus of pairs.
  public init(pairs: some Sequence<(String, String)>) {
    sources = []
    targets = []
    for (source, target) in pairs {
      sources.append(source)
      targets.append(target)
    }
  }

  /// Reads all pairs of some files.
  ///
  /// - Throws: as `PairReader`.
  public init(_ files: CorpusFiles) throws {
    try self.init(rest: PairReader(files))
  }

  /// Reads all pairs that a reader has left.
  ///
  /// - Throws: as `PairReader`.
  package init(rest reader: PairReader) throws {
    sources = []
    targets = []
    while let pair = try reader.next() { append(pair.source, pair.target) }
  }

  /// Reads two aligned text files, plain or gzip.
  ///
  /// - Throws: as `PairReader`.
  public init(sourcePath: String, targetPath: String) throws {
    try self.init(.aligned(source: sourcePath, target: targetPath))
  }

  /// Reads pairs from a file of tab-separated columns, plain or gzip.
  ///
  /// - Parameter targetFirst: whether the first column is the target and the second the source.
  /// - Throws: as `PairReader`.
  public init(tsvPath: String, targetFirst: Bool = false) throws {
    try self.init(.tabSeparated(tsvPath, targetFirst: targetFirst))
  }

  /// Adds a pair.
  mutating func append(_ source: String, _ target: String) {
    sources.append(source)
    targets.append(target)
  }

  /// The pairs at the given positions, in their order.
  public func selecting(_ indices: some Sequence<Int>) -> ParallelCorpus {
    ParallelCorpus(pairs: indices.lazy.map { (sources[$0], targets[$0]) })
  }

  /// Sets pairs aside as `CleanCorpus` does, so that the two parts share no sentence.
  ///
  /// - Returns: the pairs set aside, in the corpus's order; at most `size`.
  mutating func setAside(_ size: Int, using generator: inout SeededGenerator) -> ParallelCorpus {
    guard size > 0 else { return ParallelCorpus(pairs: []) }
    let aside = SetAsideChoice.pairs(size, of: count, losingAtMost: .max, using: &generator) {
      for index in 0..<count {
        $0(TextPair(source: sources[index], target: targets[index], place: index))
      }
    }
    let sentences = SentencesAside(aside)
    self = selecting((0..<count).filter { !sentences.contain(sources[$0], targets[$0]) })
    return ParallelCorpus(pairs: aside.lazy.map { ($0.source, $0.target) })
  }
}
