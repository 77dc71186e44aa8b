import S2SFiles

/// Drops pairs that would teach nothing: empty, too long, of improbable proportions, or repeated.
public struct CorpusCleaner: Sendable, Equatable {
  /// The most words, by white space, that a side may have.
  public var maximumWords = 200
  /// The most characters that a side may have, for scripts without spaces.
  public var maximumCharacters = 2_000
  /// How many times as long as the other side, in characters, a side may be.
  public var maximumRatio = 6.0
  /// Sides shorter than this are never dropped for their ratio.
  public var ratioFreeCharacters = 30

  /// The defaults, which drop only pairs that are surely wrong.
  public init() {}

  /// Why a pair was dropped.
  public enum Reason: String, CaseIterable, Sendable {
    /// A side is empty or blank.
    case emptySide = "with an empty side"
    /// A side has too many words or characters.
    case tooLong = "too long"
    /// One side is many times as long as the other.
    case ratio = "with lengths that do not fit"
    /// The same pair, byte for byte, occurred before; see `RepeatFilter` for how far before.
    case duplicate = "repeated"
  }

  /// The dropped pairs.
  public struct Report: Sendable, Equatable {
    /// The pairs looked at.
    public var total = 0
    /// How often each reason applied, and where first.
    var tally = Tally<Reason>()
    /// The name of a place, in the singular.
    var place = "line"

    /// How many were dropped for each reason.
    public var counts: [Reason: Int] { tally.counts }
    /// The first few places, line numbers from 1, for each reason.
    public var examples: [Reason: [Int]] { tally.examples }
    /// The pairs dropped.
    public var dropped: Int { tally.total }

    /// One line for people, such as
    /// `dropped 12 of 1,000 pairs: 10 repeated (lines 5, 8, 9, ...)`.
    public var summary: String {
      guard dropped > 0 else {
        return total == 1 ? "1 pair kept" : "all \(grouped(total)) pairs kept"
      }
      return "dropped \(grouped(dropped)) of \(grouped(total)) pairs: "
        + tally.list(places: place)
    }
  }

  /// The pairs worth keeping, and the numbers of the others.
  ///
  /// - Complexity: linear in the text.
  public func clean(_ corpus: ParallelCorpus) -> (corpus: ParallelCorpus, report: Report) {
    var pass = Pass(self)
    let kept = (0..<corpus.count).filter { pass.keeps(corpus.sources[$0], corpus.targets[$0]) }
    return (kept.count == corpus.count ? corpus : corpus.selecting(kept), pass.report)
  }

  /// Judges the pairs of a corpus one after the other, in bounded memory.
  public struct Pass {
    private let cleaner: CorpusCleaner
    private var repeats = RepeatFilter()
    /// The numbers of kept and dropped pairs so far.
    public private(set) var report = Report()
    /// The sizes of the last pair.
    private(set) var sizes = (TextSize(""), TextSize(""))

    /// Begins at the first pair.
    public init(_ cleaner: CorpusCleaner) { self.cleaner = cleaner }

    /// Begins a report on further files; pairs are still compared with those before.
    mutating func begin(places: String) {
      report = Report()
      report.place = places
    }

    /// Whether the next pair is worth keeping.
    ///
    /// - Parameter place: where it stands; its number by default.
    public mutating func keeps(
      _ source: String, _ target: String, at place: Int? = nil
    ) -> Bool {
      report.total += 1
      sizes = (TextSize(source), TextSize(target))
      let reason =
        cleaner.reason(sizes.0, sizes.1)
        ?? (repeats.insert(Fingerprint.of(source, target)) ? nil : .duplicate)
      if let reason { report.tally.note(reason, at: place ?? report.total) }
      return reason == nil
    }
  }

  /// The problem with the sizes of a pair.
  func reason(_ source: TextSize, _ target: TextSize) -> Reason? {
    if min(source.words, target.words) == 0 { return .emptySide }
    let (short, long) = (
      min(source.characters, target.characters), max(source.characters, target.characters)
    )
    if max(source.words, target.words) > maximumWords || long > maximumCharacters {
      return .tooLong
    }
    return long > ratioFreeCharacters && Double(long) > maximumRatio * Double(short)
      ? .ratio : nil
  }
}
