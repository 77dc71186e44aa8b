import S2SMetrics
import Testing

@Suite struct TabSplitTests {
  @Test func aLineMayHaveFewer() throws {
    let columns = try TabSplit.columns(["a \tb ", "c ", "\t", ""], count: 3, of: "x")
    #expect(columns == [["a ", "c", "", ""], ["b", nil, "", nil], [nil, nil, nil, nil]])
  }

  @Test func aLineMustNotHaveMore() {
    #expect(throws: MetricError.tooManyReferences(path: "x", line: 2, count: 3, limit: 2)) {
      try TabSplit.columns(["a\tb", "a\tb\tc"], count: 2, of: "x")
    }
  }
}
