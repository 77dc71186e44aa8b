import S2SSearch
import Testing

@Suite struct EnsembleTests {
  @Test(arguments: [1, 2, 3])
  func equalModelsAreTheOne(count: Int) throws {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 31, endBonus: 2)
    let search = BeamSearch(BeamSearchTests.options(beam: 4, nbest: 4))
    let one = search.search(BeamSearchTests.sources, with: decoder)
    let several = search.search(
      BeamSearchTests.sources,
      with: try Ensemble([ToyDecoder](repeating: decoder, count: count)))
    for (one, several) in zip(one.joined(), several.joined()) {
      #expect(one.tokens == several.tokens)
      #expect(abs(one.logProbability - several.logProbability) < tolerance)
    }
  }

  @Test func orderOfModelsDoesNotMatter() throws {
    let decoders = [41, 42, 43].map { ToyDecoder(vocabularySize: 20, seed: $0, endBonus: 2) }
    let search = BeamSearch(BeamSearchTests.options(beam: 4))
    func tokens(_ decoders: [ToyDecoder]) throws -> [[Int32]] {
      search.search(BeamSearchTests.sources, with: try Ensemble(decoders)).map { $0[0].tokens }
    }
    #expect(try tokens(decoders) == tokens(decoders.reversed()))
    #expect(try tokens(decoders) != tokens([decoders[0]]))
  }

  /// Of 0.6 and 0.5 for token 3 the geometric mean is a = √0.3, of 0.4 and 0.5 for the end mark
  /// b = √0.2; the search's softmax makes them a / (a + b) and b / (a + b).
  @Test func takesTheGeometricMean() throws {
    let first = TableDecoder(table: [[1]: [0.4, 0.6], [1, 3]: [1]])
    let second = TableDecoder(table: [[1]: [0.5, 0.5], [1, 3]: [1]])
    let found = BeamSearch(
      BeamSearchTests.options(beam: 2, nbest: 2, LengthNormalization(exponent: 0))
    ).search([[5]], with: try Ensemble([first, second]))[0]
    let (a, b) = (0.3.squareRoot(), 0.2.squareRoot())
    #expect(found.map(\.tokens) == [[3], []])
    #expect(abs(found[0].logProbability - logarithm(a / (a + b))) < 1e-6)
    #expect(abs(found[1].logProbability - logarithm(b / (a + b))) < 1e-6)
  }

  /// Alone, each would say something else than what both find good.
  @Test func findsWhatAllAgreeOn() throws {
    let first = TableDecoder(table: [[1]: [0, 0.5, 0.4, 0.1]])
    let second = TableDecoder(table: [[1]: [0, 0.1, 0.4, 0.5]])
    let search = BeamSearch(BeamSearchTests.options(beam: 1))
    #expect(search.search([[5]], with: first)[0][0].tokens == [3])
    #expect(search.search([[5]], with: second)[0][0].tokens == [5])
    #expect(search.search([[5]], with: try Ensemble([first, second]))[0][0].tokens == [4])
  }

  @Test func refusesOtherVocabularies() {
    #expect(throws: SearchError.unequalVocabularies(sizes: [5, 6])) {
      try Ensemble([
        ToyDecoder(vocabularySize: 5, seed: 1), ToyDecoder(vocabularySize: 6, seed: 1),
      ])
    }
    #expect(throws: SearchError.emptyEnsemble) { try Ensemble([ToyDecoder]()) }
  }
}
