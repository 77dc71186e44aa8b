import S2SMetrics
import Testing

@Suite struct TabSplitTests {
  @Test func aLineMayHaveFewer() {
    let columns = TabSplit.columns(["a \tb ", "c ", "\t", ""], count: 3)
    #expect(columns == [["a ", "c", "", ""], ["b", nil, "", nil], [nil, nil, nil, nil]])
  }

  /// As `line.rstrip().split("\t", maxsplit=1)` in Python.
  @Test func theLastColumnHasTheRest() {
    let columns = TabSplit.columns(["a\tb", "a\tb\tc\td", "a\tb \t", "a\t\tc"], count: 2)
    #expect(columns == [["a", "a", "a", "a"], ["b", "b\tc\td", "b", "\tc"]])
    #expect(TabSplit.columns(["a\tb"], count: 1) == [["a\tb"]])
  }
}
