/// Learns which target tokens go with which source tokens, by a few rounds of
/// expectation-maximisation.
package struct ShortlistLearner {
  /// The largest number of token pairs in all sentences; later ones are left out.
  private static let mostLinks = 24_000_000

  private let sourceSize: Int
  private let targetSize: Int
  private var sources: [[Int32]] = []
  private var targets: [[Int32]] = []
  private var links = 0
  private var counts: [Int]

  /// Begins with nothing.
  package init(sourceSize: Int, targetSize: Int) {
    self.sourceSize = sourceSize
    self.targetSize = targetSize
    counts = [Int](repeating: 0, count: targetSize)
  }

  /// Looks at a pair of sentences.
  ///
  /// - Returns: whether there is room for more.
  package mutating func add(source: [Int32], target: [Int32]) -> Bool {
    guard links < Self.mostLinks else { return false }
    links += source.count * target.count
    sources.append(source)
    targets.append(target)
    for token in target { counts[Int(token)] += 1 }
    return true
  }

  /// The lists.
  ///
  /// - Parameters:
  ///   - width: the tokens for each source token.
  ///   - common: the most frequent tokens, which every list has.
  ///   - always: others that every list has, such as the end mark.
  /// - Complexity: O(rounds × links).
  package func shortlist(
    width: Int = 40, common: Int = 150, always: [Int32], rounds: Int = 4
  ) -> Shortlist {
    var table = LinkTable(capacity: links)
    let places = zip(sources, targets).map { source, target in
      target.flatMap { token in source.map { table.place(of: $0, token) } }
    }
    for _ in 0..<rounds { oneRound(&table, places) }
    var best = [[(token: Int32, value: Float)]](repeating: [], count: sourceSize)
    table.forEach { source, target, value in best[Int(source)].append((target, value)) }
    var partners = [Int32](repeating: -1, count: sourceSize * width)
    for (source, found) in best.enumerated() {
      let sorted = found.sorted { ($1.value, $0.token) < ($0.value, $1.token) }
      for (rank, item) in sorted.prefix(width).enumerated() {
        partners[source * width + rank] = item.token
      }
    }
    let frequent = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
      .prefix(common).filter { counts[$0] > 0 }.map(Int32.init)
    return Shortlist(
      common: Set(frequent + always).sorted(), partners: partners, width: width)
  }

  /// Distributes every target token over the source tokens beside it, and counts the parts.
  private func oneRound(_ table: inout LinkTable, _ places: [[Int32]]) {
    var totals = [Float](repeating: 0, count: sourceSize)
    for (sentence, source) in sources.enumerated() {
      var next = 0
      for _ in targets[sentence] {
        let own = places[sentence][next..<next + source.count]
        next += source.count
        let sum = own.reduce(Float(0)) { $0 + table.probability(at: $1) }
        for (token, place) in zip(source, own) {
          let share = table.probability(at: place) / max(sum, .leastNormalMagnitude)
          table.add(share, at: place)
          totals[Int(token)] += share
        }
      }
    }
    table.normalize(by: totals)
  }
}

/// A number for each pair of tokens that ever stood beside each other.
private struct LinkTable {
  private var slots: [Int32]
  private var keys: [UInt64] = []
  private var probabilities: [Float] = []
  private var sums: [Float] = []
  private var mask: Int

  init(capacity: Int) {
    var size = 1 << 12
    while size < capacity { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The place of a pair, a new one if need be.
  mutating func place(of source: Int32, _ target: Int32) -> Int32 {
    let key = UInt64(UInt32(source)) << 32 | UInt64(UInt32(target))
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return slots[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    probabilities.append(1)
    sums.append(0)
    return slots[slot]
  }

  func probability(at place: Int32) -> Float { probabilities[Int(place)] }

  mutating func add(_ share: Float, at place: Int32) { sums[Int(place)] += share }

  /// The sums become probabilities given the source token.
  mutating func normalize(by totals: [Float]) {
    for index in keys.indices {
      let total = totals[Int(keys[index] >> 32)]
      probabilities[index] = total > 0 ? sums[index] / total : 0
      sums[index] = 0
    }
  }

  func forEach(_ body: (_ source: Int32, _ target: Int32, _ value: Float) -> Void) {
    for (key, value) in zip(keys, probabilities) {
      body(Int32(key >> 32), Int32(key & 0xFFFF_FFFF), value)
    }
  }
}
