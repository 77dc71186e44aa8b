import S2SSearch
import Testing

/// GNMT's coverage penalty, judged by listing all sequences.
@Suite struct CoverageTests {
  /// A toy decoder that pays attention, a fixed function of all tokens so far.
  struct AttentiveDecoder: StepDecoder {
    let inner: ToyDecoder
    var vocabularySize: Int { inner.vocabularySize }
    var hasAttention: Bool { true }

    struct State {
      var pasts: [[Int32]]
      var sources: [[Int32]]
      var shares: [[Float]] = []
    }

    func start(_ sources: [[Int32]]) -> State { State(pasts: sources, sources: sources) }

    func step(_ tokens: [Int32], state: inout State, logits: inout [Float]) {
      inner.step(tokens, state: &state.pasts, logits: &logits)
      state.shares = zip(state.pasts, state.sources).map(shares)
    }

    func select(_ rows: [Int], of state: inout State) {
      inner.select(rows, of: &state.pasts)
      state.sources = rows.map { state.sources[$0] }
    }

    func shares(_ past: [Int32], _ source: [Int32]) -> [Float] {
      let raw = source.indices.map { exponential(2 * Double(inner.logit(past, 50 + $0))) }
      return raw.map { Float($0 / raw.reduce(0, +)) }
    }

    func addAttention(of state: State, times weight: Float, width: Int, to sums: inout [Float]) {
      for (row, shares) in state.shares.enumerated() {
        for (index, share) in shares.enumerated() { sums[row * width + index] += weight * share }
      }
    }
  }

  /// The formula in plain words.
  static func penalty(_ source: [Int32], _ tokens: [Int32], _ decoder: AttentiveDecoder) -> Double {
    var past = source
    var sums = [Double](repeating: 0, count: source.count)
    for token in [1] + tokens {
      past.append(token)
      for (index, share) in decoder.shares(past, source).enumerated() {
        sums[index] += Double(share)
      }
    }
    return sums.reduce(0) { $0 + logarithm(min($1, 1)) }
  }

  @Test(
    arguments: [0.1, 0.5, 3],
    [LengthNormalization(exponent: 0), LengthNormalization(exponent: 0.6, formula: .gnmt)])
  func wideBeamIsExhaustive(weight: Double, normalization: LengthNormalization) {
    for seed in 500..<504 as Range<UInt64> {
      let decoder = AttentiveDecoder(inner: ToyDecoder(vocabularySize: 6, seed: seed, endBonus: 1))
      var options = BeamSearchTests.options(beam: 200, nbest: 10, normalization)
      options.maximumLengthRatio = 1e-9
      options.extraLength = 4
      options.coverageWeight = weight
      let sources = BeamSearchTests.sources
      let found = BeamSearch(options).search(sources, with: decoder)
      for (source, found) in zip(sources, found) {
        let expected = BeamSearchTests.all(source, decoder.inner, limit: 4).map { sequence in
          (
            tokens: sequence.tokens,
            score: normalization.score(sequence.logProbability, length: sequence.tokens.count + 1)
              + weight * Self.penalty(source, sequence.tokens, decoder)
          )
        }.sorted { $0.score > $1.score }
        #expect(found.map(\.tokens) == expected.prefix(10).map(\.tokens))
        for (found, expected) in zip(found, expected) {
          #expect(abs(found.score - expected.score) < tolerance)
        }
      }
    }
  }

  @Test func anEnsembleOfOneIsTheOne() throws {
    let decoder = AttentiveDecoder(inner: ToyDecoder(vocabularySize: 12, seed: 510, endBonus: 1))
    var options = BeamSearchTests.options(beam: 4, nbest: 4)
    options.coverageWeight = 1
    let one = BeamSearch(options).search(BeamSearchTests.sources, with: decoder)
    let two = BeamSearch(options)
      .search(BeamSearchTests.sources, with: try Ensemble([decoder, decoder]))
    #expect(one.map { $0.map(\.tokens) } == two.map { $0.map(\.tokens) })
    let alone = BeamSearchTests.sources.map {
      BeamSearch(options).search([$0], with: decoder)[0]
    }
    #expect(one == alone)
  }

  @Test func needsAttention() async {
    await #expect(processExitsWith: .failure) {
      var options = SearchOptions()
      options.coverageWeight = 1
      _ = BeamSearch(options).search([[5]], with: ToyDecoder(vocabularySize: 6, seed: 1))
    }
  }
}
