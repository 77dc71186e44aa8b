import S2SFiles
import S2SRandom

/// The pairs of a corpus that are worth training on, read again from its files whenever they are
/// needed: memory holds one bit per pair, whatever the size of the text.
public struct CleanCorpus: Sendable {
  /// The files, one set after the other.
  public let files: [CorpusFiles]
  /// The numbers of kept and dropped pairs of each set of files.
  public private(set) var parts: [Part] = []
  /// The number of pairs that are kept.
  public private(set) var count = 0
  private var kept = BitSet()

  /// The numbers of kept and dropped pairs of some files.
  public struct Part: Sendable {
    /// The pairs that cleaning dropped.
    public var cleaning: CorpusCleaner.Report
    /// The rest of the files besides pairs; `nil` for formats that hold nothing else.
    public var reading: ReadingReport?

    /// One line for people.
    public var summary: String {
      [reading?.summary, cleaning.summary].compactMap { $0 }.joined(separator: "; ")
    }
  }

  /// Reads the corpus once to judge its pairs.
  ///
  /// - Throws: as `PairReader`.
  public init(_ files: CorpusFiles, cleaner: CorpusCleaner = CorpusCleaner()) throws {
    try self.init([files], cleaner: cleaner)
  }

  /// Reads several files once to judge their pairs, as one corpus.
  ///
  /// - Throws: as `PairReader`.
  public init(_ files: [CorpusFiles], cleaner: CorpusCleaner = CorpusCleaner()) throws {
    var checkup = CorpusCheckup()
    try self.init(files, cleaner: cleaner, checkup: &checkup)
  }

  /// Reads several files once to judge their pairs, and lets a checkup see them all.
  ///
  /// - Throws: as `PairReader`.
  public init(
    _ files: [CorpusFiles], cleaner: CorpusCleaner = CorpusCleaner(),
    checkup: inout CorpusCheckup
  ) throws {
    self.files = files
    var pass = CorpusCleaner.Pass(cleaner)
    for part in files {
      let reader = try PairReader(part)
      pass.begin(places: reader.report?.place ?? "line")
      while let pair = try reader.next() {
        kept.append(pass.keeps(pair.source, pair.target, at: reader.place))
        checkup.add(pair.source, pair.target, pass.sizes)
      }
      parts.append(Part(cleaning: pass.report, reading: reader.report))
      count += pass.report.total - pass.report.dropped
    }
  }

  /// The numbers of kept and dropped pairs, one line for people.
  public var summary: String { parts.map(\.summary).joined(separator: "; ") }

  /// Reads the kept pairs, in their order.
  ///
  /// - Throws: as `PairReader`, and `CorpusError.changed` when the files have more or
  ///   fewer pairs than before; what `body` throws.
  public func forEach(_ body: (String, String) throws -> Void) throws {
    try forEachPair { source, target, isKept in if isKept { try body(source, target) } }
  }

  /// All kept pairs, in memory.
  ///
  /// - Throws: as `forEach`.
  package func pairs() throws -> ParallelCorpus {
    var corpus = ParallelCorpus(pairs: [])
    try forEach { corpus.append($0, $1) }
    return corpus
  }

  /// Reads all pairs, and whether each is kept.
  private func forEachPair(_ body: (String, String, Bool) throws -> Void) throws {
    var number = 0
    for part in files {
      let reader = try PairReader(part)
      while let pair = try reader.next() {
        guard number < kept.count else { throw changed }
        try body(pair.source, pair.target, kept[number])
        number += 1
      }
    }
    guard number == kept.count else { throw changed }
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

  /// Sets at most `size` pairs aside, so that the two parts share no sentence (`Fingerprint`): other
  /// pairs whose source or target was also set aside are dropped.
  ///
  /// Those are set aside that take the fewest others with them, drawn at random among equals: where
  /// there are enough pairs whose sentences occur once, no other pair is lost.
  ///
  /// - Parameter losses: the most other pairs that may be lost; fewer pairs are set aside for it.
  /// - Returns: the pairs set aside, in the corpus's order.
  /// - Throws: as `forEach`.
  public mutating func setAside(
    _ size: Int, losingAtMost losses: Int = .max, using generator: inout SeededGenerator
  ) throws -> ParallelCorpus {
    guard size > 0 else { return ParallelCorpus(pairs: []) }
    let aside = try SetAsideChoice.pairs(
      size, of: count, losingAtMost: losses, using: &generator
    ) { body in
      var number = 0
      try forEachPair { source, target, isKept in
        if isKept { body(TextPair(source: source, target: target, place: number)) }
        number += 1
      }
    }
    try keepOthers(than: aside)
    return ParallelCorpus(pairs: aside.lazy.map { ($0.source, $0.target) })
  }

  /// Keeps the pairs that share no sentence with some.
  private mutating func keepOthers(than aside: [TextPair]) throws {
    let sentences = SentencesAside(aside)
    var rest = BitSet()
    var restCount = 0
    try forEachPair { source, target, isKept in
      let stays = isKept && !sentences.contain(source, target)
      rest.append(stays)
      if stays { restCount += 1 }
    }
    (kept, count) = (rest, restCount)
  }

  private var changed: CorpusError {
    .changed(files.flatMap(\.paths))
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
