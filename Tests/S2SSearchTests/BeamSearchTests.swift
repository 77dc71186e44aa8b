import S2SSearch
import Testing

/// Logits are single precision; the judges calculate in double.
let tolerance = 1e-5

@Suite struct BeamSearchTests {
  static let sources: [[Int32]] = [[5, 6], [7], [3, 3, 3], [9, 8, 7, 6], [4], [5, 6, 7]]

  static let normalizations = [
    LengthNormalization(exponent: 0), LengthNormalization(exponent: 0.6), LengthNormalization(),
    LengthNormalization(exponent: 2), LengthNormalization(exponent: 0.7, formula: .gnmt),
  ]

  static func options(
    beam: Int, nbest: Int = 1, _ normalization: LengthNormalization = LengthNormalization()
  ) -> SearchOptions {
    var options = SearchOptions()
    options.beamSize = beam
    options.nbest = nbest
    options.normalization = normalization
    return options
  }

  /// The best token at each step.
  static func greedy(_ source: [Int32], _ decoder: ToyDecoder, limit: Int) -> [Int32] {
    var past = source + [1]
    var tokens: [Int32] = []
    while tokens.count < limit {
      let next = decoder.logProbabilities(past)
      var best = 2
      for token in 2..<next.count where next[token] > next[best] { best = token }
      if best == 2 { break }
      tokens.append(Int32(best))
      past.append(Int32(best))
    }
    return tokens
  }

  /// Every sequence up to a length, with its log-probability.
  static func all(
    _ source: [Int32], _ decoder: ToyDecoder, limit: Int
  ) -> [(tokens: [Int32], logProbability: Double)] {
    var found: [(tokens: [Int32], logProbability: Double)] = []
    func extend(_ tokens: [Int32], _ logProbability: Double) {
      let next = decoder.logProbabilities(source + [1] + tokens)
      found.append((tokens, logProbability + next[2]))
      guard tokens.count < limit - 1 else { return }
      for token in 3..<next.count {
        extend(tokens + [Int32(token)], logProbability + next[token])
      }
    }
    extend([], 0)
    return found
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func beamOfOneIsGreedy(seed: UInt64) {
    let decoder = ToyDecoder(vocabularySize: 30, seed: seed, endBonus: 2)
    let options = Self.options(beam: 1)
    let found = BeamSearch(options).search(Self.sources, with: decoder)
    for (source, hypotheses) in zip(Self.sources, found) {
      let limit = options.maximumLength(sourceLength: source.count)
      #expect(hypotheses[0].tokens == Self.greedy(source, decoder, limit: limit))
    }
  }

  @Test(arguments: [UInt64(11), 12, 13, 14], normalizations)
  func wideBeamIsExhaustive(seed: UInt64, normalization: LengthNormalization) {
    // Three real tokens and at most four steps: 1 + 3 + 9 + 27 complete sequences.
    let decoder = ToyDecoder(vocabularySize: 6, seed: seed, endBonus: 0.5)
    for (source, nbest) in zip(Self.sources, [1, 2, 5, 10, 20, 40]) {
      var options = Self.options(beam: 200, nbest: nbest, normalization)
      options.maximumLengthRatio = 1e-9
      options.extraLength = 4
      func score(_ sequence: (tokens: [Int32], logProbability: Double)) -> Double {
        normalization.score(sequence.logProbability, length: sequence.tokens.count + 1)
      }
      let expected = Self.all(source, decoder, limit: 4).sorted { score($0) > score($1) }
      let found = BeamSearch(options).search([source], with: decoder)[0]
      #expect(found.map(\.tokens) == expected.prefix(nbest).map(\.tokens))
      for (found, expected) in zip(found, expected) {
        #expect(found.isComplete)
        #expect(abs(found.logProbability - expected.logProbability) < tolerance)
        #expect(abs(found.score - score(expected)) < tolerance)
      }
    }
  }

  @Test(arguments: [2, 3, 5, 8], normalizations)
  func agreesWithThePlainSearch(beam: Int, normalization: LengthNormalization) {
    for seed in 100..<104 as Range<UInt64> {
      let decoder = ToyDecoder(
        vocabularySize: 12 + Int(seed % 3) * 7, seed: seed, endBonus: Float(seed % 4))
      for nbest in [1, beam] {
        let options = Self.options(beam: beam, nbest: nbest, normalization)
        let found = BeamSearch(options).search(Self.sources, with: decoder)
        for (source, found) in zip(Self.sources, found) {
          let plain = PlainBeamSearch(options: options, decoder: decoder).search(source)
          #expect(found.map(\.tokens) == plain.map(\.tokens))
          #expect(found.map(\.isComplete) == plain.map(\.isComplete))
          for (found, plain) in zip(found, plain) {
            #expect(abs(found.score - plain.score) < tolerance)
          }
        }
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func sentencesDoNotInfluenceEachOther(beam: Int) {
    let decoder = ToyDecoder(vocabularySize: 40, seed: 21, endBonus: 2)
    let search = BeamSearch(Self.options(beam: beam, nbest: beam))
    let together = search.search(Self.sources, with: decoder)
    let alone = Self.sources.map { search.search([$0], with: decoder)[0] }
    #expect(together == alone)
    #expect(search.search(Self.sources.reversed(), with: decoder) == alone.reversed())
  }

  @Test func bestComesFirstAndNoneTwice() {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 5, endBonus: 2)
    for hypotheses in BeamSearch(Self.options(beam: 6, nbest: 6))
      .search(Self.sources, with: decoder)
    {
      let complete = hypotheses.filter(\.isComplete)
      #expect(complete.map(\.score) == complete.map(\.score).sorted(by: >))
      #expect(Set(hypotheses.map(\.tokens)).count == hypotheses.count)
      #expect(hypotheses.count == 6)
    }
  }

  /// The best first word leads to a bad end: greedy falls for it, a beam of 2 does not.
  @Test func beamFindsWhatGreedyMisses() {
    let decoder = TableDecoder(table: [
      [1]: [0, 0.6, 0.4], [1, 3]: [0.3, 0.4, 0.3], [1, 4]: [0.95, 0.05],
      [1, 3, 3]: [1], [1, 3, 4]: [1], [1, 4, 3]: [1],
    ])
    func best(_ beam: Int) -> [Int32] {
      BeamSearch(Self.options(beam: beam, LengthNormalization(exponent: 0))).search(
        [[5]], with: decoder)[0][0].tokens
    }
    #expect(best(1) == [3, 3])
    #expect(best(2) == [4])
  }

  @Test func cutsWhatDoesNotEnd() {
    let decoder = ToyDecoder(vocabularySize: 10, seed: 3, endBonus: -100)
    let options = Self.options(beam: 3, nbest: 3)
    let found = BeamSearch(options).search(Self.sources, with: decoder)
    for (source, hypotheses) in zip(Self.sources, found) {
      #expect(hypotheses.allSatisfy { !$0.isComplete })
      #expect(
        hypotheses.allSatisfy {
          $0.tokens.count == options.maximumLength(sourceLength: source.count)
        })
    }
  }

  @Test func neverWritesPaddingOrStart() {
    let decoder = ToyDecoder(vocabularySize: 5, seed: 8)
    let found = BeamSearch(Self.options(beam: 4, nbest: 4)).search(Self.sources, with: decoder)
    #expect(found.joined().allSatisfy { $0.tokens.allSatisfy { $0 > 2 } })
  }

  /// Demands of a sentence that it does without tokens.
  static func demands(without tokens: [Int32]) -> SentenceDemands {
    var demands = SentenceDemands()
    demands.forbiddenTokens = tokens
    return demands
  }

  /// What is forbidden to a sentence is as good as impossible there, and nowhere else.
  @Test(arguments: [1, 4])
  func doesWithoutWhatIsForbidden(beam: Int) {
    let decoder = ToyDecoder(vocabularySize: 12, seed: 61, endBonus: 1)
    let search = BeamSearch(Self.options(beam: beam, nbest: beam))
    let free = search.search(Self.sources, with: decoder)
    let forbidden: [[Int32]] = [[], [3, 4, 5], [], [9], Array(3..<11), [3]]
    let found = search.search(Self.sources, demands: forbidden.map(Self.demands), with: decoder)
    for (index, forbidden) in forbidden.enumerated() {
      #expect(found[index].allSatisfy { Set($0.tokens).isDisjoint(with: forbidden) })
      if forbidden.isEmpty { #expect(found[index] == free[index]) }
    }
    #expect(found != free && found.joined().allSatisfy { $0.blockedRepeats == 0 })
  }

  @Test func tiesGoToTheEarlierHypothesisThenToTheSmallerToken() {
    let next = [0, 0.5, 0.5]
    let decoder = TableDecoder(table: [[1]: next, [1, 3]: next, [1, 4]: next])
    let found = BeamSearch(Self.options(beam: 2, nbest: 2)).search([[5]], with: decoder)[0]
    #expect(found.map(\.tokens) == [[3, 3], [3, 4]])
  }

  @Test func tiesGoToTheSmallerToken() {
    let decoder = TableDecoder(table: [[1]: [0, 0.5, 0.5], [1, 3]: [1], [1, 4]: [1]])
    let found = BeamSearch(Self.options(beam: 1)).search([[5]], with: decoder)
    #expect(found[0][0].tokens == [3])
  }

  @Test func tokenLogProbabilitiesSumUp() {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 6, endBonus: 1)
    let found = BeamSearch(Self.options(beam: 4, nbest: 4)).search(Self.sources, with: decoder)
    for hypothesis in found.joined() {
      let all = hypothesis.tokenLogProbabilities
      #expect(all.count == hypothesis.tokens.count + (hypothesis.isComplete ? 1 : 0))
      #expect(all.allSatisfy { $0 <= 0 })
      #expect(abs(all.reduce(0) { $0 + Double($1) } - hypothesis.logProbability) < tolerance)
    }
  }

  @Test(arguments: [1, 4])
  func keepsTheMinimumLength(beam: Int) {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 9, endBonus: 6)
    var options = Self.options(beam: beam)
    func shortest() -> Int? {
      BeamSearch(options).search(Self.sources, with: decoder).map { $0[0].tokens.count }.min()
    }
    #expect(shortest() == 0)
    options.minimumLength = 3
    #expect(shortest() == 3)
    options.minimumLength = 40
    #expect(shortest() == 40)
  }

  /// Far more tokens than the processor compares at once, and a last block that is not whole.
  @Test(arguments: [16, 17, 31, 33, 1_000])
  func findsTheBestTokenWhereverItStands(size: Int) {
    struct Spike: StepDecoder {
      let vocabularySize: Int
      let position: Int
      func start(_ sources: [[Int32]]) {}
      func step(_ tokens: [Int32], state: inout Void, logits: inout [Float]) {
        for index in 0..<vocabularySize { logits[index] = tokens[0] == 1 ? 0 : -5 }
        logits[tokens[0] == 1 ? position : 2] = 5
      }
      func select(_ rows: [Int], of state: inout Void) {}
    }
    for position in Set([3, 14, 15, size / 2 + 3, size - 2, size - 1]) where position < size {
      let decoder = Spike(vocabularySize: size, position: position)
      let found = BeamSearch(Self.options(beam: 1)).search([[5]], with: decoder)
      #expect(found[0][0].tokens == [Int32(position)])
    }
  }

  @Test func nothingInNothingOut() {
    let decoder = ToyDecoder(vocabularySize: 5, seed: 8)
    #expect(BeamSearch().search([], with: decoder).isEmpty)
  }

  @Test func noNumbersGiveAnEmptyTranslation() {
    struct Broken: StepDecoder {
      let vocabularySize = 5
      func start(_ sources: [[Int32]]) {}
      func step(_ tokens: [Int32], state: inout Void, logits: inout [Float]) {
        for index in 0..<tokens.count * 5 { logits[index] = .nan }
      }
      func select(_ rows: [Int], of state: inout Void) {}
    }
    let found = BeamSearch().search([[3], [4]], with: Broken())
    #expect(found.map { $0[0].tokens } == [[], []])
    #expect(found.allSatisfy { !$0[0].isComplete })
  }

  @Test func refusesOptionsThatCannotBe() async {
    await #expect(processExitsWith: .failure) {
      var options = SearchOptions()
      options.beamSize = 0
      _ = BeamSearch(options)
    }
  }
}
