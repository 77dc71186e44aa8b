import S2SSearch
import Testing

/// A trace tells what the search did, and changes nothing.
@Suite struct SearchTraceTests {
  @Test(arguments: [UInt64(1), 2, 3, 4], [1, 3, 6])
  func tellsTheSearch(seed: UInt64, beam: Int) throws {
    let decoder = ToyDecoder(vocabularySize: 12, seed: seed, endBonus: 2)
    let options = BeamSearchTests.options(beam: beam)
    let trace = SearchTrace(leftCount: 4)
    let found = BeamSearch(options).search([[5, 6, 7]], with: decoder, trace: trace)[0][0]
    #expect(found == BeamSearch(options).search([[5, 6, 7]], with: decoder)[0][0])
    let best = trace.best.map { trace.nodes[$0] }
    #expect(best.map(\.token) == found.tokens + [2])
    let last = try #require(best.last)
    #expect(last.fate == .finished && last.score == found.score)
    #expect(abs(last.logProbability - found.logProbability) < 1e-12)
    for step in 1...(trace.nodes.map(\.step).max() ?? 1) {
      let own = trace.nodes.filter { $0.step == step }
      let taken = own.filter { $0.fate != .outranked && $0.fate != .forbidden }
      let left = own.filter { $0.fate == .outranked }
      #expect(taken.count <= beam && !taken.isEmpty)
      let worst = taken.map(\.logProbability).min() ?? 0
      #expect(left.allSatisfy { $0.logProbability <= worst })
      #expect(left.count <= 4)
    }
    for node in trace.nodes {
      let before = node.parent.map { trace.nodes[$0] }
      #expect(node.step == (before?.step ?? 0) + 1)
      let sum = (before?.logProbability ?? 0) + node.tokenLogProbability
      #expect(abs(sum - node.logProbability) < 1e-9)
    }
  }

  /// What a rule forbids is not said to be worse.
  @Test func namesWhatIsForbidden() {
    let decoder = ToyDecoder(vocabularySize: 12, seed: 1, endBonus: 9)
    var options = BeamSearchTests.options(beam: 2)
    options.minimumLength = 3
    let trace = SearchTrace()
    _ = BeamSearch(options).search([[5, 6]], with: decoder, trace: trace)
    let ends = trace.nodes.filter { $0.token == 2 && $0.step <= 3 }
    #expect(!ends.isEmpty && ends.allSatisfy { $0.fate == .forbidden })
  }
}
