import S2SSearch
import Testing

/// A phrase may follow itself only so often; everything else stays as it is.
@Suite struct RepetitionTests {
  /// Says a phrase for ever, the end mark and token 9 being the next best.
  struct LoopingDecoder: StepDecoder {
    let phrase: [Int32]
    let vocabularySize = 30

    func start(_ sources: [[Int32]]) -> [Int] { sources.map { _ in 0 } }

    func step(_ tokens: [Int32], state: inout [Int], logits: inout [Float]) {
      for row in tokens.indices {
        for token in 0..<vocabularySize { logits[row * vocabularySize + token] = 0 }
        logits[row * vocabularySize + Int(phrase[state[row] % phrase.count])] = 8
        logits[row * vocabularySize + 9] = 4
        logits[row * vocabularySize + 2] = 3
        state[row] += 1
      }
    }

    func select(_ rows: [Int], of state: inout [Int]) { state = rows.map { state[$0] } }
  }

  static func options(beam: Int, repeats: Int) -> SearchOptions {
    var options = BeamSearchTests.options(beam: beam, LengthNormalization(exponent: 0))
    options.maximumRepeats = repeats
    options.extraLength = 100
    return options
  }

  static func greedy(_ phrase: [Int32], repeats: Int) -> Hypothesis {
    BeamSearch(options(beam: 1, repeats: repeats))
      .search([[5]], with: LoopingDecoder(phrase: phrase))[0][0]
  }

  /// The most copies of a phrase of a length that stand in a row, parts of copies counted.
  static func copies(_ tokens: [Int32], period: Int) -> Double {
    var (longest, run) = (0, 0)
    for index in tokens.indices.dropFirst(period) {
      run = tokens[index] == tokens[index - period] ? run + 1 : 0
      longest = max(longest, run)
    }
    return 1 + Double(longest) / Double(period)
  }

  @Test(arguments: [1, 2, 3, 5, 16], [2, 3, 4, 6])
  func aPhraseComesAsOftenAsItMay(length: Int, repeats: Int) {
    let phrase = (0..<Int32(length)).map { 10 + $0 }
    let allowed = length == 1 ? 2 * repeats : repeats
    let tokens = Self.greedy(phrase, repeats: repeats).tokens
    let whole = (0..<allowed).flatMap { _ in phrase }
    #expect(tokens.starts(with: whole.prefix(tokens.count)))
    guard tokens.count > whole.count else { return }
    // No part of one more copy: the next best follows at once.
    #expect(tokens[whole.count] == 9)
    #expect(Self.copies(tokens, period: length) == Double(allowed))
  }

  @Test func nothingIsBlockedWhenAnythingGoes() {
    for phrase in [[10], [10, 11]] as [[Int32]] {
      let hypothesis = Self.greedy(phrase, repeats: 0)
      #expect(hypothesis.tokens.count == 102 && hypothesis.blockedRepeats == 0)
      #expect(Set(hypothesis.tokens) == Set(phrase))
      #expect(Self.greedy(phrase, repeats: 4).blockedRepeats > 0)
    }
  }

  /// What is said twice in a sentence, but not in a row, is no loop.
  @Test func onlyImmediateRepetitionCounts() {
    let phrase: [Int32] = [10, 11, 12, 13, 10, 11, 12, 14, 10, 11, 12, 15, 10, 11, 12, 16, 10, 17]
    var options = Self.options(beam: 1, repeats: 2)
    options.extraLength = 16
    let found = BeamSearch(options).search([[5]], with: LoopingDecoder(phrase: phrase))[0][0]
    #expect(found.tokens == phrase && found.blockedRepeats == 0)
  }

  /// With a small vocabulary and a low limit something is ruled out in most sentences.
  @Test(arguments: [1, 2, 3, 5], [2, 3])
  func agreesWithThePlainSearch(beam: Int, repeats: Int) {
    var blocked = 0
    for seed in 200..<212 as Range<UInt64> {
      let decoder = ToyDecoder(vocabularySize: 5, seed: seed, endBonus: -2)
      var options = BeamSearchTests.options(beam: beam, nbest: beam)
      options.maximumRepeats = repeats
      let found = BeamSearch(options).search(BeamSearchTests.sources, with: decoder)
      for (source, found) in zip(BeamSearchTests.sources, found) {
        let plain = PlainBeamSearch(options: options, decoder: decoder).search(source)
        #expect(found.map(\.tokens) == plain.map(\.tokens))
        #expect(found.map(\.blockedRepeats) == plain.map(\.blockedRepeats))
        blocked += found.reduce(0) { $0 + $1.blockedRepeats }
      }
    }
    #expect(blocked > 0)
  }

  /// Of texts that do not loop no token changes, and none is counted.
  @Test(arguments: [1, 4])
  func leavesOtherTextAlone(beam: Int) {
    let decoder = ToyDecoder(vocabularySize: 30, seed: 7, endBonus: 1)
    func found(_ repeats: Int) -> [[Hypothesis]] {
      var options = BeamSearchTests.options(beam: beam, nbest: beam)
      options.maximumRepeats = repeats
      return BeamSearch(options).search(BeamSearchTests.sources, with: decoder)
    }
    #expect(found(0) == found(4))
  }

  @Test func sentencesDoNotInfluenceEachOther() {
    let decoder = ToyDecoder(vocabularySize: 5, seed: 77, endBonus: -2)
    var options = BeamSearchTests.options(beam: 3, nbest: 3)
    options.maximumRepeats = 2
    let search = BeamSearch(options)
    let together = search.search(BeamSearchTests.sources, with: decoder)
    #expect(together == BeamSearchTests.sources.map { search.search([$0], with: decoder)[0] })
  }
}
