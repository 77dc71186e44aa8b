import S2SRandom

/// How often the sentences of a corpus occur, never too low, in bounded memory.
struct SentenceCounts {
  private var sources: [UInt8]
  private var targets: [UInt8]
  /// Two tables of 32 MiB at most; in larger corpora more sentences share a place.
  private static let largestTable = 1 << 25

  /// Counts none yet.
  ///
  /// - Parameter pairs: the pairs that will come.
  init(pairs: Int) {
    var size = 1 << 10
    // Eight places for a pair: one sentence in eight shares its own with another.
    while size < pairs * 8 && size < Self.largestTable { size *= 2 }
    sources = [UInt8](repeating: 0, count: size)
    targets = sources
  }

  /// Counts the sentences of a pair.
  mutating func add(_ source: String, _ target: String) {
    Self.count(source, in: &sources)
    Self.count(target, in: &targets)
  }

  /// At most how many other pairs have one of these sentences; counting ends at 254 for each.
  func others(_ source: String, _ target: String) -> Int {
    Int(sources[Self.place(source, in: sources)]) + Int(targets[Self.place(target, in: targets)])
      - 2
  }

  private static func count(_ text: String, in table: inout [UInt8]) {
    let place = place(text, in: table)
    if table[place] < .max { table[place] += 1 }
  }

  private static func place(_ text: String, in table: [UInt8]) -> Int {
    Int(truncatingIfNeeded: Fingerprint.ofSentence(text)) & (table.count - 1)
  }
}

/// The pairs to set aside: those by which the fewest others are lost.
struct SetAsideChoice {
  private struct Candidate {
    let pair: TextPair
    let loss: Int
    let lot: UInt64

    var rank: (Int, UInt64) { (loss, lot) }
  }

  private let size: Int
  private var candidates: [Candidate] = []
  /// What can no longer be among the chosen ranks behind it.
  private var worst = (loss: Int.max, lot: UInt64.max)

  /// Chooses at most `size`.
  init(size: Int) { self.size = size }

  /// Considers a pair; its lot decides among those of equal loss.
  mutating func offer(_ pair: TextPair, loss: Int, lot: UInt64) {
    guard (loss, lot) <= worst else { return }
    candidates.append(Candidate(pair: pair, loss: loss, lot: lot))
    if candidates.count >= 2 * size + 1_000 { prune() }
  }

  private mutating func prune() {
    candidates.sort { $0.rank < $1.rank }
    candidates.removeLast(max(0, candidates.count - size))
    if candidates.count == size, let last = candidates.last { worst = (last.loss, last.lot) }
  }

  /// Chooses among pairs that are read twice, with their places.
  ///
  /// Those are chosen that take the fewest others with them, drawn at random among equals.
  ///
  /// - Parameters:
  ///   - count: the number of pairs.
  ///   - losses: the most other pairs that may be lost.
  ///   - forEach: calls a closure with each pair.
  /// - Throws: what `forEach` throws.
  static func pairs(
    _ size: Int, of count: Int, losingAtMost losses: Int, using generator: inout SeededGenerator,
    _ forEach: (_ body: (TextPair) -> Void) throws -> Void
  ) rethrows -> [TextPair] {
    var sentences = SentenceCounts(pairs: count)
    try forEach { sentences.add($0.source, $0.target) }
    var choice = SetAsideChoice(size: size)
    try forEach { pair in
      choice.offer(
        pair, loss: sentences.others(pair.source, pair.target), lot: generator.next())
    }
    return choice.pairs(losingAtMost: losses)
  }

  /// The chosen pairs, in the order of the corpus.
  private func pairs(losingAtMost losses: Int) -> [TextPair] {
    var all = self
    all.prune()
    var left = losses
    let chosen = all.candidates.prefix { candidate in
      left -= candidate.loss
      return left >= 0
    }
    return chosen.map(\.pair).sorted { $0.place < $1.place }
  }
}

/// The sentences of pairs that are set aside.
struct SentencesAside {
  private let sources: Set<UInt64>
  private let targets: Set<UInt64>

  /// Remembers the sentences of pairs.
  init(_ pairs: [TextPair]) {
    sources = Set(pairs.lazy.map { Fingerprint.ofSentence($0.source) })
    targets = Set(pairs.lazy.map { Fingerprint.ofSentence($0.target) })
  }

  /// Whether a pair has one of them.
  func contain(_ source: String, _ target: String) -> Bool {
    sources.contains(Fingerprint.ofSentence(source))
      || targets.contains(Fingerprint.ofSentence(target))
  }
}
