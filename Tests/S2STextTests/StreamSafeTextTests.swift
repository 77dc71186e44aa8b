import S2SText
import Testing

/// Endless runs of combining marks are cut before they are sorted.
@Suite struct StreamSafeTextTests {
  private func runs(_ text: String) -> [Int] {
    text.unicodeScalars.split { $0.properties.canonicalCombiningClass == .notReordered }.map(
      \.count)
  }

  @Test(arguments: [30, 31, 60, 61, 1_000])
  func cutsRunsOfMarks(count: Int) {
    let text = "x" + String(repeating: "\u{316}", count: count) + "y"
    let normal = Normalizer.nfc(text)
    #expect(runs(normal).max() == min(count, 30))
    #expect(runs(normal).reduce(0, +) == count)
    #expect(Normalizer.nfc(normal).utf8.elementsEqual(normal.utf8))
    let joiners = normal.unicodeScalars.count { $0 == "\u{34F}" }
    #expect(joiners == (count - 1) / 30)
  }

  @Test(arguments: [
    "e\u{323}\u{302}\u{301}", "\u{5D1}\u{5BC}\u{5B0}", "क\u{94D}ष", "한국어", "漢字", "a\u{301}b\u{301}",
    String(repeating: "e\u{301}\u{323}", count: 100),
  ])
  func leavesTextAlone(text: String) {
    #expect(!Normalizer.nfc(text).unicodeScalars.contains("\u{34F}"))
  }
}
