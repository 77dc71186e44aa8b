/// Learns a byte-pair encoding from the words of a text and how often each occurs.
///
/// In every step the most frequent pair of neighbours is merged; of equally frequent pairs the one
/// with the smaller left token, then the smaller right token, which is to say the one whose parts
/// are characters and frequent. So the result depends on the counts only, not on their order.
///
/// Pairs are counted once; a merge then visits only the words that hold its pair, and a heap knows
/// the next pair (Sennrich, Haddow and Birch 2016 describe the indexing).
struct BPETrainer {
  /// A pair, or a character, that occurs less often gets no token.
  static let minimumCount = 2

  private var model: BPEModel
  private var words: [Word] = []
  private var pairs = PairTable()
  private var counts: [Int] = []
  /// The words that hold each pair, perhaps some that do so no longer, or twice.
  private var holders: [[Int32]] = []
  private var heap = PriorityQueue<Candidate>()

  private struct Word {
    var symbols: [TokenID]
    let count: Int
  }

  /// Learns a model of at most `vocabularySize` tokens.
  ///
  /// - Parameters:
  ///   - words: the words, each with the space before it if it has one, in NFC.
  ///   - counts: how often each word occurs.
  ///   - vocabularySize: a size in `Vocabulary.sizes`.
  /// - Complexity: O(*m* log *m* + *s*), with *m* pairs and *s* symbols in the words merged.
  static func learn(
    words: ByteTable, counts: [Int], vocabularySize: Int
  ) throws -> BPEModel {
    let alphabet = alphabet(words, counts, vocabularySize: vocabularySize)
    var trainer = BPETrainer(model: try BPEModel(characters: alphabet))
    trainer.spell(words, counts)
    trainer.countPairs()
    while trainer.model.vocabulary.count < vocabularySize, let pair = trainer.bestPair() {
      try trainer.merge(pair)
    }
    return trainer.model
  }

  /// A model of characters alone, which merges nothing; parameters as for `learn`.
  static func characters(
    words: ByteTable, counts: [Int], vocabularySize: Int
  ) throws -> BPEModel {
    try BPEModel(characters: alphabet(words, counts, vocabularySize: vocabularySize))
  }

  private init(model: BPEModel) { self.model = model }

  /// The characters that get a token: the most frequent ones, in at most half of the free room.
  ///
  /// Equally frequent ones come in Unicode's order. The others are spelled in bytes.
  private static func alphabet(
    _ words: ByteTable, _ wordCounts: [Int], vocabularySize: Int
  ) -> [Unicode.Scalar] {
    var counts: [UInt32: Int] = [:]
    for number in 0..<words.count {
      let range = words.range(of: number)
      var index = range.lowerBound
      while index < range.upperBound {
        let (scalar, length) = BPEModel.scalar(in: words.keys, at: index)
        counts[scalar, default: 0] += wordCounts[number]
        index += length
      }
    }
    counts[0x20] = nil
    counts[Vocabulary.spaceMark.value] = nil
    let frequent = counts.filter { $0.value >= minimumCount }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let room = max(0, (vocabularySize - Vocabulary.sizes.lowerBound) / 2)
    return [Vocabulary.spaceMark] + frequent.prefix(room).compactMap { Unicode.Scalar($0.key) }
  }

  /// Spells every word, in parts if it is very long; parts spelled the same stay apart.
  private mutating func spell(_ table: ByteTable, _ counts: [Int]) {
    words.reserveCapacity(table.count)
    for number in 0..<table.count {
      let range = table.range(of: number)
      var index = range.lowerBound
      while index < range.upperBound {
        var symbols: [TokenID] = []
        model.appendSymbols(of: table.keys, from: &index, in: range, to: &symbols)
        words.append(Word(symbols: symbols, count: counts[number]))
      }
    }
  }

  private mutating func countPairs() {
    for index in words.indices { add(index, sign: 1, holding: nil) }
    for number in 0..<pairs.count { offer(number) }
  }

  /// The next pair to merge; `nil` if none is frequent.
  private mutating func bestPair() -> Int? {
    while let candidate = heap.popFirst() {
      let number = candidate.number
      if candidate.count == counts[number] { return number }
      // The count fell since the pair was offered.
      offer(number)
    }
    return nil
  }

  /// Offers a pair for merging, if it is frequent and makes no piece too long.
  private mutating func offer(_ number: Int) {
    let pair = pairs.pairs[number]
    guard counts[number] >= Self.minimumCount, model.merges.find(pair) < 0 else { return }
    let vocabulary = model.vocabulary
    let bytes = vocabulary.bytes(of: pair.left).count + vocabulary.bytes(of: pair.right).count
    guard bytes <= BPEModel.maximumPieceBytes else { return }
    heap.insert(Candidate(count: counts[number], pair: pair, number: number))
  }

  private mutating func merge(_ number: Int) throws {
    let pair = pairs.pairs[number]
    let token = try model.addMerge(pair)
    let affected = holders[number]
    holders[number] = []
    for index in affected {
      let index = Int(index)
      guard Self.holds(words[index].symbols, pair) else { continue }
      add(index, sign: -1, holding: nil)
      Self.replace(pair, by: token, in: &words[index].symbols)
      add(index, sign: 1, holding: token)
    }
    for number in touched { offer(number) }
    touched.removeAll(keepingCapacity: true)
  }

  /// Pairs with the token of the merge being done, whose counts may have risen.
  private var touched: Set<Int> = []

  /// Adds or subtracts the pairs of a word.
  ///
  /// - Parameter holding: the token whose pairs are new to the word; `nil` for all (`sign` 1).
  private mutating func add(_ index: Int, sign: Int, holding token: TokenID?) {
    let word = words[index]
    var position = 1
    while position < word.symbols.count {
      let pair = TokenPair(left: word.symbols[position - 1], right: word.symbols[position])
      position += 1
      // Bytes never merge.
      guard pair.left >= Vocabulary.firstCharacter, pair.right >= Vocabulary.firstCharacter else {
        continue
      }
      let number = pairs.insert(pair)
      if number == counts.count {
        counts.append(0)
        holders.append([])
      }
      counts[number] += sign * word.count
      guard sign > 0 else { continue }
      if let token {
        guard pair.left == token || pair.right == token else { continue }
        touched.insert(number)
      }
      if holders[number].last != Int32(index) { holders[number].append(Int32(index)) }
    }
  }

  private static func holds(_ symbols: [TokenID], _ pair: TokenPair) -> Bool {
    var previous: TokenID = -1
    for symbol in symbols {
      if previous == pair.left && symbol == pair.right { return true }
      previous = symbol
    }
    return false
  }

  /// Replaces the pair everywhere, from left to right.
  private static func replace(_ pair: TokenPair, by token: TokenID, in symbols: inout [TokenID]) {
    var written = 0
    var read = 0
    while read < symbols.count {
      if read + 1 < symbols.count, symbols[read] == pair.left, symbols[read + 1] == pair.right {
        symbols[written] = token
        read += 2
      } else {
        symbols[written] = symbols[read]
        read += 1
      }
      written += 1
    }
    symbols.removeLast(symbols.count - written)
  }
}

/// A pair that may be merged next.
private struct Candidate: Prioritized {
  let count: Int
  let pair: TokenPair
  /// The pair's number in the table of pairs.
  let number: Int

  /// Whether this pair is merged before `other`.
  func precedes(_ other: Candidate) -> Bool {
    if count != other.count { return count > other.count }
    if pair.left != other.pair.left { return pair.left < other.pair.left }
    return pair.right < other.pair.right
  }
}
