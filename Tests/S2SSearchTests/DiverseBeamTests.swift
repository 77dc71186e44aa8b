import S2SSearch
import Testing

@Suite struct DiverseBeamTests {
  static func options(beam: Int, groups: Int, diversity: Double, nbest: Int) -> SearchOptions {
    var options = BeamSearchTests.options(beam: beam, nbest: nbest)
    options.groups = groups
    options.diversity = diversity
    options.maximumRepeats = 0
    return options
  }

  @Test(arguments: [(4, 2), (6, 3), (6, 2), (5, 5), (3, 1)], [0, 0.5, 3])
  func agreesWithThePlainSearch(_ sizes: (beam: Int, groups: Int), diversity: Double) {
    for seed in 300..<304 as Range<UInt64> {
      let decoder = ToyDecoder(vocabularySize: 14, seed: seed, endBonus: Float(seed % 3))
      for nbest in [1, 2, sizes.beam] {
        let options = Self.options(
          beam: sizes.beam, groups: sizes.groups, diversity: diversity, nbest: nbest)
        let found = BeamSearch(options).search(BeamSearchTests.sources, with: decoder)
        for (source, found) in zip(BeamSearchTests.sources, found) {
          let plain = PlainDiverseSearch(options: options, decoder: decoder).search(source)
          #expect(found.map(\.tokens) == plain)
        }
      }
    }
  }

  /// Without a price for equal words all groups find the same, with a high one they do not.
  @Test func groupsAvoidEachOther() {
    let decoder = ToyDecoder(vocabularySize: 30, seed: 31, endBonus: 1)
    func found(_ diversity: Double) -> [[Hypothesis]] {
      let options = Self.options(beam: 4, groups: 4, diversity: diversity, nbest: 4)
      return BeamSearch(options).search(BeamSearchTests.sources, with: decoder)
    }
    #expect(found(0).allSatisfy { $0.count == 1 })
    #expect(found(100).allSatisfy { $0.count == 4 && Set($0.map(\.tokens.first)).count == 4 })
  }

  @Test func sentencesDoNotInfluenceEachOther() {
    let decoder = ToyDecoder(vocabularySize: 40, seed: 21, endBonus: 2)
    let search = BeamSearch(Self.options(beam: 6, groups: 3, diversity: 1, nbest: 6))
    let together = search.search(BeamSearchTests.sources, with: decoder)
    let alone = BeamSearchTests.sources.map { search.search([$0], with: decoder)[0] }
    #expect(together == alone)
  }
}

/// Diverse beam search in plain words: sequences copied, everything sorted.
struct PlainDiverseSearch {
  let options: SearchOptions
  let decoder: ToyDecoder

  private struct Group {
    var live: [(tokens: [Int32], logProbability: Double)] = [([], 0)]
    var ended: [(tokens: [Int32], score: Double)] = []
    var cut: [(tokens: [Int32], score: Double)] = []
  }

  func search(_ source: [Int32]) -> [[Int32]] {
    var groups = [Group](repeating: Group(), count: options.groups)
    let limit = options.maximumLength(sourceLength: source.count)
    for length in 1...limit {
      var taken: [Int32: Double] = [:]
      for index in groups.indices {
        let places = options.beamSize / options.groups - groups[index].ended.count
        let best = continuations(groups[index].live, source, taken).prefix(places)
        for choice in best { taken[choice.tokens[length - 1], default: 0] += 1 }
        groups[index].live = best.filter { $0.tokens.last != 2 }
        for choice in best where choice.tokens.last == 2 {
          groups[index].ended.append(
            (choice.tokens.dropLast(), score(choice.logProbability, length)))
        }
      }
    }
    return merged(
      groups.map { group in
        group.ended.sorted { $0.score > $1.score }.map { ($0.tokens, $0.score) }
          + group.live.map { ($0.tokens, score($0.logProbability, limit) - 1e9) }
      })
  }

  private func score(_ logProbability: Double, _ length: Int) -> Double {
    options.normalization.score(logProbability, length: length)
  }

  private func continuations(
    _ live: [(tokens: [Int32], logProbability: Double)], _ source: [Int32],
    _ taken: [Int32: Double]
  ) -> [(tokens: [Int32], logProbability: Double)] {
    live.flatMap { live in
      let next = decoder.logProbabilities(source + [1] + live.tokens)
      return (2..<Int32(next.count)).map { token in
        let own = live.logProbability + next[Int(token)]
        return (
          tokens: live.tokens + [token], logProbability: own,
          rank: own - options.diversity * (taken[token] ?? 0)
        )
      }
    }.sorted { $0.rank > $1.rank }.map { ($0.tokens, $0.logProbability) }
  }

  /// The best of each group by score, then the second best, each once.
  private func merged(_ groups: [[(tokens: [Int32], score: Double)]]) -> [[Int32]] {
    var found: [[Int32]] = []
    for rank in 0..<options.beamSize {
      for choice in groups.compactMap({ rank < $0.count ? $0[rank] : nil })
        .sorted(by: { $0.score > $1.score }) where !found.contains(choice.tokens)
      {
        found.append(choice.tokens)
      }
    }
    return Array(found.prefix(options.nbest))
  }
}
