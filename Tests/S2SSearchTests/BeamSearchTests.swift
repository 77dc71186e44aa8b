import S2SSearch
import Testing

@Suite struct BeamSearchTests {
  static let sources: [[Int32]] = [[5, 6], [7], [3, 3, 3], [9, 8, 7, 6], [4], [5, 6, 7]]

  static func options(beam: Int, nbest: Int = 1, exponent: Double = 1) -> SearchOptions {
    var options = SearchOptions()
    options.beamSize = beam
    options.nbest = nbest
    options.normalization.exponent = exponent
    return options
  }

  /// Takes the best token at each step.
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

  @Test(arguments: [UInt64(11), 12, 13, 14], [0.0, 0.6, 1.0])
  func wideBeamIsExhaustive(seed: UInt64, exponent: Double) throws {
    // Three real tokens and at most four steps: 1 + 3 + 9 + 27 complete sequences.
    let decoder = ToyDecoder(vocabularySize: 6, seed: seed, endBonus: 0.5)
    var options = Self.options(beam: 200, nbest: 1, exponent: exponent)
    options.maximumLengthRatio = 1e-9
    options.extraLength = 4
    for source in Self.sources {
      let found = BeamSearch(options).search([source], with: decoder)[0]
      let complete = found.first { $0.isComplete }
      let best = try #require(complete)
      let ranked = Self.all(source, decoder, limit: 4).sorted {
        options.normalization.score($0.logProbability, length: $0.tokens.count + 1)
          > options.normalization.score($1.logProbability, length: $1.tokens.count + 1)
      }
      let expected = ranked[0]
      #expect(best.tokens == expected.tokens)
      #expect(abs(best.logProbability - expected.logProbability) < 1e-5)
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
      BeamSearch(Self.options(beam: beam, exponent: 0)).search([[5]], with: decoder)[0][0].tokens
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

  @Test func tiesGoToTheSmallerToken() {
    let decoder = TableDecoder(table: [[1]: [0, 0.5, 0.5], [1, 3]: [1], [1, 4]: [1]])
    let found = BeamSearch(Self.options(beam: 1)).search([[5]], with: decoder)
    #expect(found[0][0].tokens == [3])
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
}

@Suite struct SearchOptionsTests {
  @Test func refusesWhatCannotBe() {
    func message(_ change: (inout SearchOptions) -> Void) -> String? {
      var options = SearchOptions()
      change(&options)
      do { try options.validate() } catch { return "\(error)" }
      return nil
    }
    #expect(message { _ in } == nil)
    #expect(message { $0.beamSize = 0 }?.contains("beam of 0") == true)
    #expect(message { $0.nbest = 6 }?.contains("raise --beam") == true)
    #expect(message { $0.maximumLengthRatio = 0 }?.contains("length ratio") == true)
    #expect(message { $0.extraLength = -1 }?.contains("extra length") == true)
    #expect(message { $0.normalization.exponent = .nan }?.contains("length penalty") == true)
  }

  @Test func normalizesByLength() {
    #expect(LengthNormalization(exponent: 0).score(-6, length: 3) == -6)
    #expect(LengthNormalization(exponent: 1).score(-6, length: 3) == -2)
    #expect(abs(LengthNormalization(exponent: 0.5).score(-6, length: 4) + 3) < 1e-12)
  }
}

@Suite struct EnsembleTests {
  @Test func twoEqualModelsAreTheOne() throws {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 31, endBonus: 2)
    let search = BeamSearch(BeamSearchTests.options(beam: 4))
    let one = search.search(BeamSearchTests.sources, with: decoder)
    let two = search.search(
      BeamSearchTests.sources, with: try Ensemble([decoder, decoder]))
    #expect(one.map { $0[0].tokens } == two.map { $0[0].tokens })
  }

  /// The geometric means √(0.6 · 0.5) and √(0.4 · 0.5), made to sum to 1.
  @Test func averagesLogProbabilities() throws {
    let first = TableDecoder(table: [[1]: [0.4, 0.6], [1, 3]: [1]])
    let second = TableDecoder(table: [[1]: [0.5, 0.5], [1, 3]: [1]])
    let found = BeamSearch(BeamSearchTests.options(beam: 2, nbest: 2, exponent: 0))
      .search([[5]], with: try Ensemble([first, second]))[0]
    let (a, b) = ((0.6 * 0.5).squareRoot(), (0.4 * 0.5).squareRoot())
    #expect(found.map(\.tokens) == [[3], []])
    #expect(abs(found[0].logProbability - logarithm(a / (a + b))) < 1e-6)
  }

  @Test func refusesOtherVocabularies() {
    #expect(throws: SearchError.self) {
      try Ensemble([
        ToyDecoder(vocabularySize: 5, seed: 1), ToyDecoder(vocabularySize: 6, seed: 1),
      ])
    }
    #expect(throws: SearchError.self) { try Ensemble([ToyDecoder]()) }
  }
}
