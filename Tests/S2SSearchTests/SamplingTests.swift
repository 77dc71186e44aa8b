import S2SSearch
import Testing

/// Samples come as often as they are probable, and depend on the seed and their source alone.
@Suite struct SamplingTests {
  static func options(
    count: Int, seed: UInt64 = 1, isDistinct: Bool = false,
    _ change: (inout SamplingOptions) -> Void = { _ in }
  ) -> SearchOptions {
    var options = SearchOptions()
    var sampling = SamplingOptions()
    sampling.seed = seed
    sampling.isDistinct = isDistinct
    change(&sampling)
    options.sampling = sampling
    options.nbest = count
    options.maximumRepeats = 0
    return options
  }

  /// The probability of every sequence that a table allows, as a plain judge draws them.
  static func exact(_ table: [[Int32]: [Double]], _ sampling: SamplingOptions) -> [[Int32]: Double]
  {
    var found: [[Int32]: Double] = [:]
    func extend(_ past: [Int32], _ probability: Double) {
      for (token, share) in PlainDistribution(sampling).shares(table[past] ?? [1]).enumerated()
      where share > 0 {
        if token == 0 {
          found[Array(past.dropFirst())] = probability * share
        } else {
          extend(past + [Int32(token + 2)], probability * share)
        }
      }
    }
    extend([1], 1)
    return found
  }

  static let table: [[Int32]: [Double]] = [
    [1]: [0.1, 0.5, 0.3, 0.1], [1, 3]: [0.6, 0.1, 0.3], [1, 4]: [0.3, 0, 0.7],
    [1, 5]: [0.5, 0.2, 0.2, 0.1], [1, 3, 4]: [0.5, 0.5],
  ]

  static let samplings: [SamplingOptions] = [
    (1, nil, 1), (0.5, nil, 1), (2, nil, 1), (1, 2, 1),
    (1, nil, 0.75), (1.5, 3, 0.8), (1, 1, 1),
  ].map { temperature, topK, topP in
    var sampling = SamplingOptions()
    (sampling.temperature, sampling.topK, sampling.topP) = (temperature, topK, topP)
    return sampling
  }

  /// 10,000 draws: a share of p strays by sqrt(p (1 - p) / 10,000), at most 0.005; 5 of them are
  /// allowed.
  @Test(arguments: samplings)
  func sequencesComeAsOftenAsTheyAreProbable(sampling: SamplingOptions) {
    let count = 10_000
    let decoder = TableDecoder(table: Self.table)
    let search = Sampling(Self.options(count: count) { $0 = sampling })
    let found = search.search([[5, 6]], with: decoder)[0]
    #expect(found.count == count)
    let counts = Dictionary(grouping: found, by: \.tokens).mapValues(\.count)
    let exact = Self.exact(Self.table, sampling)
    #expect(Set(counts.keys).isSubset(of: Set(exact.keys)))
    for (tokens, probability) in exact {
      let share = Double(counts[tokens] ?? 0) / Double(count)
      let spread = (probability * (1 - probability) / Double(count)).squareRoot()
      #expect(abs(share - probability) <= 5 * spread + 1e-9, "\(tokens)")
    }
  }

  @Test(arguments: [false, true])
  func sentencesDoNotInfluenceEachOther(isDistinct: Bool) {
    let decoder = ToyDecoder(vocabularySize: 40, seed: 21, endBonus: 2)
    let search = Sampling(Self.options(count: 3, isDistinct: isDistinct))
    let sources = BeamSearchTests.sources
    let together = search.search(sources, with: decoder)
    let alone = sources.map { search.search([$0], with: decoder)[0] }
    #expect(together == alone)
    #expect(search.search(sources.reversed(), with: decoder) == alone.reversed())
    #expect(together.allSatisfy { $0.count == 3 })
  }

  /// The first samples stay what they are when more are asked for; another seed draws others.
  @Test func samplesBelongToTheirSeedAndNumber() {
    let decoder = ToyDecoder(vocabularySize: 40, seed: 22, endBonus: 1)
    func draw(_ count: Int, seed: UInt64) -> [Hypothesis] {
      Sampling(Self.options(count: count, seed: seed)).search([[7, 8]], with: decoder)[0]
    }
    #expect(draw(2, seed: 1) == Array(draw(8, seed: 1).prefix(2)))
    #expect(draw(8, seed: 1) != draw(8, seed: 2))
    #expect(Set(draw(8, seed: 1).map(\.tokens)).count > 4)
  }

  @Test func theMostProbableTokenAloneIsGreedySearch() {
    let decoder = ToyDecoder(vocabularySize: 30, seed: 3, endBonus: 2)
    let greedy = BeamSearch(BeamSearchTests.options(beam: 1))
      .search(BeamSearchTests.sources, with: decoder)
    let found = Sampling(Self.options(count: 1) { $0.topK = 1 })
      .search(BeamSearchTests.sources, with: decoder)
    #expect(found.map { $0[0].tokens } == greedy.map { $0[0].tokens })
    // The same log-probabilities, whatever the draw's were.
    for (found, greedy) in zip(found, greedy) {
      #expect(abs(found[0].logProbability - greedy[0].logProbability) < tolerance)
    }
  }

  @Test(arguments: [false, true])
  func keepsRules(isDistinct: Bool) {
    let decoder = ToyDecoder(vocabularySize: 12, seed: 61, endBonus: 4)
    var options = Self.options(count: 20, isDistinct: isDistinct)
    options.minimumLength = 3
    let demands = BeamSearchTests.sources.map { _ in
      BeamSearchTests.demands(without: [4, 5, 9])
    }
    let found = Sampling(options).search(
      BeamSearchTests.sources, demands: demands, with: decoder
    ).joined()
    #expect(found.allSatisfy { Set($0.tokens).isDisjoint(with: [0, 1, 2, 4, 5, 9]) })
    #expect(found.map(\.tokens.count).min() == 3)
  }

  @Test func whatDoesNotEndIsCut() {
    let decoder = ToyDecoder(vocabularySize: 10, seed: 3, endBonus: -100)
    for isDistinct in [false, true] {
      let found = Sampling(Self.options(count: 3, isDistinct: isDistinct))
        .search([[5]], with: decoder)[0]
      #expect(found.map(\.tokens.count) == [12, 12, 12])
      #expect(found.allSatisfy { !$0.isComplete })
    }
  }
}

/// Drawing without replacement.
@Suite struct StochasticBeamTests {
  private func draw(_ count: Int, seed: UInt64) -> [[Int32]] {
    let options = SamplingTests.options(count: count, seed: seed, isDistinct: true)
    return Sampling(options).search([[5]], with: TableDecoder(table: SamplingTests.table))[0]
      .map(\.tokens)
  }

  /// As many as there are: all of them, each once, and what has e^-1000000000 after them.
  @Test func enoughDrawsFindEverySequence() {
    let all = SamplingTests.exact(SamplingTests.table, SamplingOptions())
    for seed in 0..<20 as Range<UInt64> {
      let found = draw(30, seed: seed)
      #expect(Set(found).count == 30 && Set(found.prefix(all.count)) == Set(all.keys))
    }
  }

  /// The first is drawn with p(a), the second with p(b) / (1 - p(a)): 4,000 draws of two.
  @Test func pairsComeAsOftenAsDrawsWithoutReplacement() {
    let all = SamplingTests.exact(SamplingTests.table, SamplingOptions())
    let count = 4_000
    var counts: [[[Int32]]: Int] = [:]
    for seed in 0..<UInt64(count) { counts[draw(2, seed: seed), default: 0] += 1 }
    for (a, first) in all {
      for (b, second) in all where a != b {
        let probability = first * second / (1 - first)
        let share = Double(counts[[a, b]] ?? 0) / Double(count)
        let spread = (probability * (1 - probability) / Double(count)).squareRoot()
        #expect(abs(share - probability) <= 5 * spread, "\(a), \(b)")
      }
    }
  }
}

/// Temperature, top-k and top-p in plain words: shares of tokens out of their probabilities.
struct PlainDistribution {
  let options: SamplingOptions

  init(_ options: SamplingOptions) { self.options = options }

  func shares(_ probabilities: [Double]) -> [Double] {
    var shares = probabilities.map { exponential(logarithm($0) / options.temperature) }
    let ranks = shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
    for index in ranks.dropFirst(options.topK ?? ranks.count) { shares[index] = 0 }
    shares = normalized(shares)
    var sum = 0.0
    for index in ranks {
      if sum >= options.topP { shares[index] = 0 }
      sum += shares[index]
    }
    return normalized(shares)
  }

  private func normalized(_ shares: [Double]) -> [Double] {
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }
}
