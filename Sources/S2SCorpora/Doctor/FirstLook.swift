/// The problems of a part of a corpus that show in each line alone, in the lines before it and in
/// the parts that are held out.
struct FirstLook {
  let part: CorpusDoctor.Part
  private(set) var problems: [ProblemSet] = []
  private(set) var sizes = PartSizes()
  private(set) var sample = PairSample()
  /// The fingerprints of the pairs, to find them in other parts; empty for training pairs.
  private(set) var fingerprints = HeldOutSet()
  /// The lines behind the last pair.
  private(set) var surplus = (source: 0, target: 0)
  /// Where the pairs stand, unless each is at the line of its number.
  private(set) var places: [Int]?
  /// The rest of the files besides pairs.
  private(set) var reading: ReadingReport?

  private let languages: LanguagePair
  /// The pairs whose source, and those whose target, stands in quotes.
  private var enclosed: [[UInt32]] = [[], []]
  private var pairsSeen = RepeatFilter(largestSize: Self.largestFilter)
  private var sourcesSeen = RepeatFilter(largestSize: Self.largestFilter)
  /// 8 million fingerprints are remembered exactly, in 128 MiB.
  private static let largestFilter = 1 << 24

  /// What is found out about a pair beside others, by any thread.
  private struct Facts: Sendable {
    var problems: ProblemSet
    var source = TextSize("")
    var target = TextSize("")
    var pairFingerprint: UInt64 = 0
    var sourceFingerprint: UInt64 = 0
    var sourceSentence: UInt64 = 0
    var targetSentence: UInt64 = 0
  }

  init(
    _ part: CorpusDoctor.Part, _ languages: LanguagePair, heldOut: HeldOutSet, threads: Int,
    meter: inout ReadingMeter
  ) throws {
    (self.part, self.languages) = (part, languages)
    let reader = try LenientPairReader(part.files)
    let comparesSentences = part.name != .train || !heldOut.isEmpty
    var steps = StepCheck()
    while case let block = try reader.next(atMost: CorpusDoctor.blockSize), !block.isEmpty {
      let facts = mapped(block, threads: threads) { Self.facts($0, sentences: comparesSentences) }
      // These columns stay for later readers of the part; the rest is gone with the block.
      for (pair, facts) in zip(block, facts) {
        add(pair, facts, heldOut)
        if places == nil && pair.place != problems.count { places = Array(1..<problems.count) }
        places?.append(pair.place)
        steps.add(facts.source.characters, facts.target.characters)
      }
      meter.add(pairs: block.count, of: reader)
    }
    meter.finish(reader)
    (surplus, reading) = (reader.surplus, reader.report)
    for run in steps.outOfStep {
      for index in run { problems[index].insert(.outOfStep) }
    }
    // Text stands in quotes here and there, the cells of a spreadsheet all over.
    for side in enclosed where side.count * 2 > problems.count {
      for index in side { problems[Int(index)].insert(.spreadsheetQuotes) }
    }
    (pairsSeen, sourcesSeen, enclosed) = (RepeatFilter(), RepeatFilter(), [])
  }

  private static func facts(_ pair: LenientPairReader.Pair, sentences: Bool) -> Facts {
    var facts = Facts(problems: pair.problems)
    guard facts.problems.isEmpty else { return facts }
    // The text that a copy will hold is examined.
    let (pair, problems) = PairChecks.examine(pair.source, pair.target)
    (facts.problems, facts.source, facts.target) = (problems, pair.sourceSize, pair.targetSize)
    guard min(facts.source.words, facts.target.words) > 0 else { return facts }
    facts.pairFingerprint = Fingerprint.of(pair.source, pair.target)
    facts.sourceFingerprint = Fingerprint.of(pair.source)
    if sentences {
      facts.sourceSentence = Fingerprint.ofSentence(pair.source)
      facts.targetSentence = Fingerprint.ofSentence(pair.target)
    }
    return facts
  }

  private mutating func add(_ pair: LenientPairReader.Pair, _ facts: Facts, _ heldOut: HeldOutSet) {
    var found = facts.problems
    defer { problems.append(found) }
    sizes.add(facts.source, facts.target)
    guard facts.pairFingerprint != 0 else { return }
    for (side, text) in [pair.source, pair.target].enumerated()
    where SpreadsheetQuotes.enclose(text) {
      enclosed[side].append(UInt32(truncatingIfNeeded: problems.count))
    }
    if problems.isEmpty && HeaderRow([pair.source, pair.target], languages).isHeader {
      found.insert(.headerRow)
    }
    if !pairsSeen.insert(facts.pairFingerprint) {
      found.insert(.repeated)
    } else if !sourcesSeen.insert(facts.sourceFingerprint) {
      found.insert(.otherTranslation)
    }
    if let leak = heldOut.leak(facts.sourceSentence, facts.targetSentence) { found.insert(leak) }
    if part.name == .train {
      sample.add(
        (pair.source, pair.target), facts.source, facts.target, number: problems.count)
    } else {
      fingerprints.insert(facts.sourceSentence, facts.targetSentence)
    }
  }
}

/// The sizes of a part, summed.
struct PartSizes {
  private(set) var source = (words: 0, characters: 0)
  private(set) var target = (words: 0, characters: 0)

  mutating func add(_ one: TextSize, _ other: TextSize) {
    source = (source.words + one.words, source.characters + one.characters)
    target = (target.words + other.words, target.characters + other.characters)
  }
}

/// The fingerprints of held-out pairs.
struct HeldOutSet: Sendable {
  private var sources: Set<UInt64> = []
  private var pairs: Set<UInt64> = []

  init() {}

  init(_ corpus: ParallelCorpus) {
    for (source, target) in zip(corpus.sources, corpus.targets) {
      insert(Fingerprint.ofSentence(source), Fingerprint.ofSentence(target))
    }
  }

  var isEmpty: Bool { sources.isEmpty }

  mutating func insert(_ source: UInt64, _ target: UInt64) {
    sources.insert(source)
    pairs.insert(Self.joined(source, target))
  }

  mutating func formUnion(_ other: HeldOutSet) {
    sources.formUnion(other.sources)
    pairs.formUnion(other.pairs)
  }

  /// The overlap of a pair with held-out pairs.
  func leak(_ source: UInt64, _ target: @autoclosure () -> UInt64) -> CorpusProblem? {
    guard sources.contains(source) else { return nil }
    return pairs.contains(Self.joined(source, target())) ? .leakedPair : .leakedSource
  }

  private static func joined(_ source: UInt64, _ target: UInt64) -> UInt64 {
    source &* 0x9e37_79b9_7f4a_7c15 ^ target
  }
}

/// Some of the pairs of a corpus, evenly drawn, without knowing how many there will be.
struct PairSample: Sendable {
  /// A pair and its lengths in characters.
  struct Pair: Sendable {
    let source: String
    let target: String
    let sourceLength: Int
    let targetLength: Int
    fileprivate let priority: UInt64
  }

  private(set) var pairs: [Pair] = []
  private var limit = UInt64.max
  private let largestSize: Int

  /// Draws none yet.
  ///
  /// - Parameter largestSize: the most pairs to keep.
  init(largestSize: Int = 40_000) { self.largestSize = largestSize }

  /// Adds a pair if its lot says so: a hash of its number.
  mutating func add(
    _ pair: (source: String, target: String), _ source: TextSize, _ target: TextSize, number: Int
  ) {
    let (high, low) = (UInt64(number) &+ 1).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    let priority = (high ^ low) &* 0xd6e8_feb8_6659_fd93
    guard priority <= limit else { return }
    pairs.append(
      Pair(
        source: pair.source, target: pair.target, sourceLength: source.characters,
        targetLength: target.characters, priority: priority))
    if pairs.count > largestSize {
      limit /= 2
      pairs.removeAll { $0.priority > limit }
    }
  }
}
