import S2SFiles
import S2STensors

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

  /// Reads two aligned text files, plain or gzip.
  ///
  /// - Throws: `FileError`, `LineError`; `CorpusError` with code `unequal` or `empty`.
  public init(sourcePath: String, targetPath: String) throws {
    sources = try LineReader(path: sourcePath).readAll()
    targets = try LineReader(path: targetPath).readAll()
    guard sources.count == targets.count else {
      throw CorpusError(
        .unequal,
        "\(sourcePath) has \(grouped(sources.count)) line\(sources.count == 1 ? "" : "s") but "
          + "\(targetPath) has \(grouped(targets.count)); the sides of a corpus must match "
          + "line by line.")
    }
    guard !sources.isEmpty else {
      throw CorpusError(.empty, "\(sourcePath) and \(targetPath) have no lines.")
    }
  }

  /// Reads pairs from a file of tab-separated columns, plain or gzip: source, target, and what
  /// else a line may carry, such as Tatoeba's attribution, which is ignored.
  ///
  /// - Parameter targetFirst: whether the first column is the target and the second the source.
  /// - Throws: `FileError`, `LineError`; `CorpusError` with code `malformedLine` or `empty`.
  public init(tsvPath: String, targetFirst: Bool = false) throws {
    let reader = try LineReader(path: tsvPath)
    sources = []
    targets = []
    while let line = try reader.next() {
      let columns = line.utf8.split(
        separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
      guard columns.count >= 2 else {
        throw CorpusError(
          .malformedLine,
          "\(tsvPath), line \(grouped(reader.lineCount)) has no tab; each line has to be "
            + (targetFirst ? "target, tab, source." : "source, tab, target."))
      }
      sources.append(String(Substring(columns[0])))
      targets.append(String(Substring(columns[1])))
    }
    guard !sources.isEmpty else { throw CorpusError(.empty, "\(tsvPath) has no lines.") }
    if targetFirst { swap(&sources, &targets) }
  }

  /// The pairs at the given positions, in their order.
  public func selecting(_ indices: some Sequence<Int>) -> ParallelCorpus {
    ParallelCorpus(pairs: indices.lazy.map { (sources[$0], targets[$0]) })
  }

  /// Sets `count` pairs aside, drawn at random, so that the two parts share no sentence: pairs
  /// of the rest whose source or target was also drawn are left out of both.
  ///
  /// - Returns: the rest, and the part set aside, both in the corpus's order.
  public func settingAside(
    _ count: Int, using generator: inout SeededGenerator
  ) -> (rest: ParallelCorpus, aside: ParallelCorpus) {
    let aside = generator.shuffled(0..<self.count).prefix(count).sorted()
    let drawnSources = Set(aside.lazy.map { ExactText(sources[$0]) })
    let drawnTargets = Set(aside.lazy.map { ExactText(targets[$0]) })
    // The pairs drawn are among those whose sentences were drawn.
    let rest = (0..<self.count).filter {
      !drawnSources.contains(ExactText(sources[$0]))
        && !drawnTargets.contains(ExactText(targets[$0]))
    }
    return (selecting(rest), selecting(aside))
  }
}
