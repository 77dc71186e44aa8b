import S2SSearch
import Testing

/// What a search asks of its decoder: no more than it has to.
@Suite struct BeamSearchWorkTests {
  static let sources = BeamSearchTests.sources

  @Test func finishedSentencesLeaveTheBatch() {
    let decoder = RecordingDecoder(
      inner: ToyDecoder(vocabularySize: 10, seed: 4, endBonus: 0.5))
    let found = BeamSearch(BeamSearchTests.options(beam: 1)).search(Self.sources, with: decoder)
    let lengths = found.map { $0[0].tokenLogProbabilities.count }
    #expect(Set(lengths).count > 2)
    for (step, rows) in decoder.record.rows.enumerated() {
      #expect(rows == lengths.count { $0 > step })
    }
    #expect(decoder.record.rows.count == lengths.max())
  }

  @Test func finishedHypothesesLeaveTheBeam() {
    let decoder = RecordingDecoder(
      inner: ToyDecoder(vocabularySize: 30, seed: 4, endBonus: 2))
    let found = BeamSearch(BeamSearchTests.options(beam: 4, nbest: 4))
      .search([[5, 6]], with: decoder)[0]
    // Only so many rows are left as hypotheses end later.
    for (step, rows) in decoder.record.rows.enumerated().dropFirst() {
      #expect(rows == found.count { $0.tokenLogProbabilities.count > step })
    }
  }

  @Test func rowsThatStayAreNotMoved() {
    let decoder = RecordingDecoder(
      inner: ToyDecoder(vocabularySize: 30, seed: 2, endBonus: -100))
    _ = BeamSearch(BeamSearchTests.options(beam: 1)).search([[5], [6], [7]], with: decoder)
    #expect(decoder.record.rows.count == 12)
    #expect(decoder.record.selections.isEmpty)
  }

  @Test(arguments: BeamSearchTests.normalizations)
  func stopsWhenNothingCanWin(normalization: LengthNormalization) {
    // The end has 0.99 at once, and what else there is goes on for ever.
    let decoder = RecordingDecoder(inner: TableDecoder(table: endless(end: 0.99)))
    let found = BeamSearch(BeamSearchTests.options(beam: 2, normalization))
      .search([[5]], with: decoder)[0]
    #expect(found.map(\.tokens) == [[]])
    #expect(decoder.record.rows == [1])
  }

  @Test func goesOnWhileALongerOneMayWin() {
    // log 0.5 / 1 = -0.69 may be beaten by log 0.5 / 2, and is.
    let decoder = RecordingDecoder(
      inner: TableDecoder(table: [[1]: [0.5, 0.5], [1, 3]: [1]]))
    func best(_ normalization: LengthNormalization) -> [Int32] {
      BeamSearch(BeamSearchTests.options(beam: 2, normalization))
        .search([[5]], with: decoder)[0][0].tokens
    }
    #expect(best(LengthNormalization(exponent: 1)) == [3])
    #expect(decoder.record.rows == [1, 1])
    // Without normalisation they are equal, and the first to end stays ahead.
    #expect(best(LengthNormalization(exponent: 0)) == [])
    #expect(decoder.record.rows == [1, 1, 1])
  }

  @Test func goesOnForTheTranslationsThatAreAskedFor() {
    let decoder = RecordingDecoder(inner: TableDecoder(table: endless(end: 0.99)))
    var options = BeamSearchTests.options(beam: 2, nbest: 2)
    options.maximumRepeats = 0
    let found = BeamSearch(options).search([[5]], with: decoder)[0]
    #expect(found.map(\.isComplete) == [true, false])
    #expect(decoder.record.rows.count == 12)
  }

  /// Ends at once with a probability, otherwise says 3 for ever.
  private func endless(end: Double) -> [[Int32]: [Double]] {
    var table: [[Int32]: [Double]] = [[1]: [end, 1 - end]]
    for length in 1...20 { table[[1] + [Int32](repeating: 3, count: length)] = [0, 1] }
    return table
  }
}
