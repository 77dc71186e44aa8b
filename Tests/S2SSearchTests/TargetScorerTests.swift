import S2SSearch
import Testing

@Suite struct TargetScorerTests {
  @Test func scoresWhatSearchFoundAsSearchDid() {
    let decoder = ToyDecoder(vocabularySize: 20, seed: 51, endBonus: 2)
    let normalization = LengthNormalization(exponent: 0.8)
    let found = BeamSearch(BeamSearchTests.options(beam: 3, nbest: 3, normalization))
      .search(BeamSearchTests.sources, with: decoder)
    let pairs = zip(BeamSearchTests.sources, found).flatMap { source, found in
      found.filter(\.isComplete).map { (source: source, hypothesis: $0) }
    }
    #expect(pairs.count > 10)
    let scored = TargetScorer(normalization)
      .score(pairs.map(\.hypothesis.tokens), of: pairs.map(\.source), with: decoder)
    for (pair, scored) in zip(pairs, scored) {
      #expect(scored.tokens == pair.hypothesis.tokens)
      #expect(scored.tokenLogProbabilities == pair.hypothesis.tokenLogProbabilities)
      #expect(abs(scored.score - pair.hypothesis.score) < tolerance)
    }
  }

  @Test func multipliesTheTable() {
    let decoder = TableDecoder(table: [[1]: [0.2, 0.5, 0.3], [1, 4]: [0.6, 0.4]])
    let scored = TargetScorer().score([[4], []], of: [[5], [6, 7]], with: decoder)
    #expect(abs(scored[0].logProbability - logarithm(0.3 * 0.6)) < 1e-6)
    #expect(abs(scored[0].score - logarithm(0.3 * 0.6) / 2) < 1e-6)
    #expect(abs(scored[1].logProbability - logarithm(0.2)) < 1e-6)
  }

  @Test func countsTheMostProbableTokens() {
    let decoder = TableDecoder(table: [[1]: [0.2, 0.5, 0.3], [1, 4]: [0.6, 0.4]])
    let fits = TargetScorer().fit([[4], []], of: [[5], [6, 7]], with: decoder)
    #expect(fits.map(\.tokenCount) == [2, 1])
    #expect(fits.map(\.correctCount) == [1, 0])
    #expect(abs(fits[0].negativeLogLikelihood + logarithm(0.3 * 0.6)) < 1e-6)
  }

  @Test func doneTargetsLeaveTheBatch() {
    let targets: [[Int32]] = [[3], [4, 5, 6, 7], [], [3, 3], [8]]
    let sources = [[Int32]](repeating: [5], count: targets.count)
    let decoder = RecordingDecoder(inner: ToyDecoder(vocabularySize: 10, seed: 52))
    let together = TargetScorer().score(targets, of: sources, with: decoder)
    #expect(decoder.record.rows == [5, 4, 2, 1, 1])
    for (target, scored) in zip(targets, together) {
      #expect(TargetScorer().score([target], of: [[5]], with: decoder.inner) == [scored])
    }
    #expect(TargetScorer().score([], of: [], with: decoder.inner) == [])
  }

  @Test func refusesTokensOutsideOfTheVocabulary() async {
    await #expect(processExitsWith: .failure) {
      _ = TargetScorer().score([[10]], of: [[5]], with: ToyDecoder(vocabularySize: 10, seed: 1))
    }
  }

  /// Each token's position is the one with the most attention before it, whatever else is in the batch.
  @Test func findsWhatTokensAttendTo() {
    let decoder = CoverageTests.AttentiveDecoder(
      inner: ToyDecoder(vocabularySize: 6, seed: 9, endBonus: 0))
    let sources: [[Int32]] = [[3, 4, 5, 3], [5], [4, 4, 3]]
    let targets: [[Int32]] = [[3, 5], [4, 4, 5, 3], []]
    let found = TargetScorer().attention(targets, of: sources, with: decoder)
    for (own, (source, target)) in zip(found, zip(sources, targets)) {
      #expect(own.count == target.count)
      for (index, weights) in own.enumerated() {
        let shares = decoder.shares(source + [1] + target[..<index], source)
        #expect(zip(weights, shares).allSatisfy { abs(Double($0) - Double($1)) < 1e-6 })
        #expect(weights.count == source.count)
      }
    }
  }
}
