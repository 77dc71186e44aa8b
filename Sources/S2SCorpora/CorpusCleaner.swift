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

  /// The defaults, which only drop what is surely wrong.
  public init() {}

  /// Why a pair was dropped.
  public enum Reason: String, CaseIterable, Sendable {
    /// A side is empty or blank.
    case emptySide = "an empty side"
    /// A side has too many words or characters.
    case tooLong = "too long"
    /// One side is many times as long as the other.
    case ratio = "lengths that do not fit"
    /// The same pair occurred before.
    case duplicate = "duplicate"
  }

  /// What was dropped.
  public struct Report: Sendable, Equatable {
    /// The pairs looked at.
    public var total = 0
    /// How many were dropped for each reason.
    public var counts: [Reason: Int] = [:]
    /// The first few line numbers, from 1, for each reason.
    public var examples: [Reason: [Int]] = [:]

    /// The pairs dropped.
    public var dropped: Int { counts.values.reduce(0, +) }

    mutating func note(_ reason: Reason, line: Int) {
      counts[reason, default: 0] += 1
      if examples[reason, default: []].count < 3 { examples[reason, default: []].append(line) }
    }

    /// One line for people, such as `dropped 12 of 1,000 pairs: 10 duplicate (lines 5, 8, 9)`.
    public var summary: String {
      guard dropped > 0 else { return "all \(grouped(total)) pairs kept" }
      let parts = Reason.allCases.compactMap { reason -> String? in
        guard let count = counts[reason], let lines = examples[reason] else { return nil }
        let more = count > lines.count ? ", ..." : ""
        let list = lines.map(grouped).joined(separator: ", ") + more
        return "\(grouped(count)) \(reason.rawValue) (line\(count == 1 ? "" : "s") \(list))"
      }
      return "dropped \(grouped(dropped)) of \(grouped(total)) pairs: "
        + parts.joined(separator: "; ")
    }
  }

  /// The pairs worth keeping, and what became of the others.
  ///
  /// - Complexity: linear in the text.
  public func clean(_ corpus: ParallelCorpus) -> (corpus: ParallelCorpus, report: Report) {
    var report = Report()
    report.total = corpus.count
    var seen = Set<Pair>(minimumCapacity: corpus.count)
    var kept: [Int] = []
    for index in 0..<corpus.count {
      let pair = Pair(source: corpus.sources[index], target: corpus.targets[index])
      if let reason = reason(pair) {
        report.note(reason, line: index + 1)
      } else if !seen.insert(pair).inserted {
        report.note(.duplicate, line: index + 1)
      } else {
        kept.append(index)
      }
    }
    return (report.dropped == 0 ? corpus : corpus.selecting(kept), report)
  }

  private struct Pair: Hashable {
    let source: String
    let target: String
  }

  private func reason(_ pair: Pair) -> Reason? {
    let sizes = [pair.source, pair.target].map(Self.size)
    if sizes.contains(where: { $0.words == 0 }) { return .emptySide }
    if sizes.contains(where: { $0.words > maximumWords || $0.characters > maximumCharacters }) {
      return .tooLong
    }
    let (short, long) = (
      min(sizes[0].characters, sizes[1].characters),
      max(sizes[0].characters, sizes[1].characters)
    )
    return long > ratioFreeCharacters && Double(long) > maximumRatio * Double(short)
      ? .ratio : nil
  }

  /// Words by white space, and Unicode scalars.
  private static func size(_ text: String) -> (words: Int, characters: Int) {
    var (words, characters, isInside) = (0, 0, false)
    for scalar in text.unicodeScalars {
      characters += 1
      if scalar.properties.isWhitespace {
        isInside = false
      } else {
        if !isInside { words += 1 }
        isInside = true
      }
    }
    return (words, characters)
  }
}
