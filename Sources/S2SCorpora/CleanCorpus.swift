import S2SFiles
import S2STensors

/// The pairs of a corpus that are worth training on, read again from its files whenever they are
/// needed: memory holds one bit a pair, whatever the size of the text.
public struct CleanCorpus: Sendable {
  /// The files.
  public let files: CorpusFiles
  /// What cleaning dropped.
  public let report: CorpusCleaner.Report
  /// The number of pairs that are kept.
  public private(set) var count: Int
  private var kept = BitSet()

  /// Reads the corpus once to judge its pairs.
  ///
  /// - Throws: as `PairReader`.
  public init(_ files: CorpusFiles, cleaner: CorpusCleaner = CorpusCleaner()) throws {
    self.files = files
    var pass = CorpusCleaner.Pass(cleaner)
    let reader = try PairReader(files)
    while let pair = try reader.next() { kept.append(pass.keeps(pair.source, pair.target)) }
    report = pass.report
    count = report.total - report.dropped
  }

  /// Reads the kept pairs, in their order.
  ///
  /// - Throws: as `PairReader`, and `CorpusError` with code `changed` when the files have more or
  ///   fewer pairs than before; what `body` throws.
  public func forEach(_ body: (String, String) throws -> Void) throws {
    let reader = try PairReader(files)
    while let pair = try reader.next() {
      guard reader.count <= kept.count else { throw changed }
      if kept[reader.count - 1] { try body(pair.source, pair.target) }
    }
    guard reader.count == kept.count else { throw changed }
  }

  /// At most `size` kept pairs, all of them or drawn at random, in the corpus's order.
  ///
  /// Each pair is taken with the probability that leaves exactly `size` in the end (Knuth, The Art
  /// of Computer Programming 2, 3.4.2, algorithm S).
  ///
  /// - Throws: as `forEach`.
  public func sample(
    _ size: Int, using generator: inout SeededGenerator
  ) throws -> ParallelCorpus {
    var drawn = ParallelCorpus(pairs: [])
    var left = count
    try forEach { source, target in
      if generator.below(left) < size - drawn.count { drawn.append(source, target) }
      left -= 1
    }
    return drawn
  }

  /// Sets `size` pairs aside, drawn at random, so that the two parts share no sentence: other pairs
  /// whose source or target was also drawn are kept no longer.
  ///
  /// - Returns: the pairs set aside, in the corpus's order.
  /// - Throws: as `forEach`.
  public mutating func setAside(
    _ size: Int, using generator: inout SeededGenerator
  ) throws -> ParallelCorpus {
    let aside = try sample(size, using: &generator)
    let sources = Set(aside.sources.lazy.map { Array($0.utf8) })
    let targets = Set(aside.targets.lazy.map { Array($0.utf8) })
    var rest = BitSet()
    count = 0
    let reader = try PairReader(files)
    while let pair = try reader.next() {
      guard reader.count <= kept.count else { throw changed }
      let stays =
        kept[reader.count - 1] && !sources.contains(Array(pair.source.utf8))
        && !targets.contains(Array(pair.target.utf8))
      rest.append(stays)
      if stays { count += 1 }
    }
    guard rest.count == kept.count else { throw changed }
    kept = rest
    return aside
  }

  private var changed: CorpusError {
    CorpusError(
      .changed,
      "\(files.paths.joined(separator: " and ")) changed while being read; leave the files alone "
        + "while they are trained on.")
  }
}

/// A bit a position.
private struct BitSet: Sendable {
  private var words: [UInt64] = []
  private(set) var count = 0

  mutating func append(_ bit: Bool) {
    if count % 64 == 0 { words.append(0) }
    if bit { words[count / 64] |= 1 << UInt64(count % 64) }
    count += 1
  }

  subscript(index: Int) -> Bool { words[index / 64] >> UInt64(index % 64) & 1 == 1 }
}
