import S2SCorpora
import Testing

@Suite struct MachinePairFilterTests {
  typealias Reason = MachinePairFilter.Reason

  /// The reasons for which lines are left out before they are translated.
  private func reasons(
    _ lines: [String], _ change: (inout MachinePairFilter) -> Void = { _ in }
  ) -> [Reason?] {
    var filter = MachinePairFilter()
    change(&filter)
    var pass = MachinePairFilter.Pass(filter)
    return lines.map { pass.reason($0) }
  }

  @Test func looksAtLinesFirst() {
    let long = String(repeating: "w ", count: 201)
    let lines = ["a b", "", "a b", "\u{3000} \t", long, long, "A b", "a b"]
    let expected: [Reason?] = [nil, .blank, .repeated, .blank, .tooLong, .tooLong, nil, .repeated]
    #expect(reasons(lines) == expected)
  }

  @Test func boundsOfLinesCanBeChanged() {
    let lines = ["a b c", "a b", "a b"]
    #expect(reasons(lines) { $0.maximumWords = 2 } == [.tooLong, nil, .repeated])
    #expect(reasons(lines) { $0.keepsRepeats = true } == [nil, nil, nil])
  }

  @Test func remembersTextsOfRealPairs() {
    var pass = MachinePairFilter.Pass(MachinePairFilter())
    pass.remember("a b")
    #expect(pass.reason("a b") == .repeated && pass.reason("a c") == nil)
  }

  private static let line = "it is cold in the garden this morning"

  /// What is left out with its translation, and what keeps it.
  @Test func looksAtTranslations() {
    let line = Self.line
    let cases: [(MachinePairFilter.MachineText, Reason?, (inout MachinePairFilter) -> Void)] = [
      (.init("il fait froid"), nil, { $0.maximumRatio = 6 }),
      (.init(""), .emptyTranslation, { $0.keepsRunaways = false }),
      (.init(" \u{A0}"), .emptyTranslation, { $0.keepsRunaways = false }),
      (.init("il il il", isRunaway: true), .runaway, { $0.keepsRunaways = true }),
      (.init(line), .copied, { $0.keepsCopies = true }),
      (.init("il"), .ratio, { $0.maximumRatio = 20 }),
      (
        .init(String(repeating: "a ", count: 201)), .tooLong,
        {
          $0.maximumWords = 300
          $0.maximumRatio = 20
        }
      ),
    ]
    for (translation, reason, change) in cases {
      #expect(MachinePairFilter().reason(line, translation) == reason, "\(translation)")
      guard reason != .emptyTranslation else { continue }
      var other = MachinePairFilter()
      change(&other)
      #expect(other.reason(line, translation) == nil, "\(translation)")
    }
  }

  /// Names and numbers are the same in many languages.
  @Test func fewWordsAreNoCopy() {
    #expect(MachinePairFilter().reason("Marie Curie 1903", .init("Marie Curie 1903")) == nil)
  }

  @Test func measuresProbabilityOnlyWhenAsked() {
    var filter = MachinePairFilter()
    let unlikely = MachinePairFilter.MachineText("il fait froid", logProbability: -9)
    #expect(filter.reason(Self.line, unlikely) == nil)
    filter.minimumLogProbability = -2
    #expect(filter.reason(Self.line, unlikely) == .improbable)
    #expect(filter.reason(Self.line, .init("il fait froid", logProbability: -2)) == nil)
  }

  @Test func reportsComeBackFromTheirNotes() {
    var report = MachinePairFilter.Report()
    for line in [2, 5, 8, 9] { report.note(.repeated, at: line) }
    report.note(.blank, at: 7)
    #expect(report.total == 5 && report.counts == [.repeated: 4, .blank: 1])
    #expect(report.summary == "1 blank (line 7); 4 repeated (lines 2, 5, 8, ...)")
    #expect(MachinePairFilter.Report(notes: report.notes) == report)
    // What no report has, from a file that was damaged.
    let damaged = ["": [1], "blank": [], "repeated": [-1], "copied": [.max, 1]]
    #expect(MachinePairFilter.Report(notes: damaged).total == 0)
  }
}
