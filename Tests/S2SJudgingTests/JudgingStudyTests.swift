import S2SFiles
import S2SJudging
import S2SMetrics
import TestSupport
import Testing

/// The layout of studies: what is drawn, for whom, and in which order.
@Suite struct JudgingStudyTests {
  @Test(arguments: JudgementKind.allCases) func equalSeedsGiveEqualSheets(
    kind: JudgementKind
  ) throws {
    let first = try StudyExample.study(kind)
    let again = try StudyExample.study(kind)
    #expect(first == again && first.page(of: 1) == again.page(of: 1))
    #expect(first.table(of: 1) == again.table(of: 1))
    let other = try StudyExample.study(kind) { $0.seed = 2 }
    #expect(other.sheets != first.sheets && other.id != first.id)
    #expect(first.sheets[0] != first.sheets[1])
  }

  /// Kinds have other answers, so a sheet of one is none of another.
  @Test func kindsAreDifferentStudies() throws {
    let ids = try JudgementKind.allCases.map { try StudyExample.study($0).id }
    #expect(Set(ids).count == 3)
  }

  @Test(arguments: JudgementKind.allCases) func sheetsAreBlind(kind: JudgementKind) throws {
    let study = try StudyExample.study(kind)
    for judge in study.sheets.indices {
      for text in [study.page(of: judge), study.table(of: judge)] {
        for name in StudyExample.names + ["Zebra", "Quagga", "Okapi"] {
          #expect(!text.lowercased().contains(name.lowercased()))
        }
      }
    }
    #expect(try study.key().contains("Zebra-One"))
  }

  /// Each distinct output is shown once, and in ranking there are no items with one output.
  @Test func equalOutputsAreShownOnce() throws {
    let direct = try StudyExample.study(.direct) { $0.repeatShare = 0 }
    // Of twenty sentences two have one output, four others have two.
    #expect(direct.sheets.allSatisfy { $0.items.count == 2 * 1 + 4 * 2 + 14 * 3 })
    let ranking = try StudyExample.study(.ranking) { $0.repeatShare = 0 }
    #expect(ranking.sheets.allSatisfy { $0.items.count == 18 })
    #expect(ranking.sheets[0].items.allSatisfy { Set($0.outputs).count == $0.outputs.count })
    #expect(Set(ranking.sheets[0].items.map(\.outputs.count)) == [2, 3])
  }

  @Test func ordersAreShuffled() throws {
    let study = try StudyExample.study(.ranking, count: 100) { $0.sentenceCount = 100 }
    let orders = Set(study.sheets[0].items.filter { $0.outputs.count == 3 }.map(\.outputs))
    #expect(orders.count == 6, "all orders of three outputs")
    #expect(study.sheets[0].items.map(\.sentence) != study.sheets[0].items.map(\.sentence).sorted())
  }

  @Test func neighboursAreOfDifferentSentences() throws {
    let study = try StudyExample.study(.direct, count: 60) { $0.repeatShare = 0 }
    for sheet in study.sheets {
      let sentences = sheet.items.map(\.sentence)
      let equal = zip(sentences, sentences.dropFirst()).count { $0 == $1 }
      // At the very end there may be no other sentence left.
      #expect(equal <= 1)
    }
  }

  /// Repeats come from the first half, stand in the second, and are of what they repeat.
  @Test(arguments: JudgementKind.allCases, [0, 0.1, 0.5])
  func repeatsAreFarFromTheirFirsts(kind: JudgementKind, share: Double) throws {
    let study = try StudyExample.study(kind, count: 40) { $0.repeatShare = share }
    for sheet in study.sheets {
      let repeats = sheet.items.enumerated().filter { $0.element.first != nil }
      let count = sheet.items.count - repeats.count
      #expect(repeats.count == Int((share * Double(count)).rounded()))
      let distances = repeats.map { $0.offset - ($0.element.first ?? 0) }
      let mean = Double(distances.reduce(0, +)) / Double(max(1, distances.count))
      #expect(repeats.isEmpty || mean > 0.35 * Double(count), "\(distances)")
      for (_, item) in repeats {
        let first = sheet.items[item.first ?? 0]
        #expect(first.first == nil && first.sentence == item.sentence)
        #expect(Set(first.outputs) == Set(item.outputs))
      }
    }
  }

  @Test func commonSentencesGoToAll() throws {
    let study = try StudyExample.study(.direct, count: 40) {
      $0.sentenceCount = 30
      $0.judgeCount = 4
      $0.commonShare = 0.2
      $0.repeatShare = 0
    }
    let seen = study.sheets.map { Set($0.items.map(\.sentence)) }
    let common = seen.dropFirst().reduce(seen[0]) { $0.intersection($1) }
    #expect(common.count == 6)
    #expect(seen.map(\.count) == [12, 12, 12, 12])
    #expect(seen.reduce(Set()) { $0.union($1) }.count == 30)
  }

  @Test func blankLinesAreNoSentences() throws {
    let texts = try JudgedTexts(
      sources: ["a", " ", "c"],
      systems: [.init("x", outputs: ["1", "2", ""]), .init("y", outputs: ["3", "4", ""])])
    let study = try JudgingStudy(texts)
    #expect(study.sentences.map(\.line) == [1])
    let blank = try JudgedTexts(
      sources: [""], systems: [.init("x", outputs: [""]), .init("y", outputs: [""])])
    #expect(throws: JudgingError.nothingToJudge(.direct)) { try JudgingStudy(blank) }
  }

  @Test func whatIsNoStudyIsRefused() throws {
    let (one, two) = (
      JudgedTexts.System("x", outputs: ["1"]), JudgedTexts.System("y", outputs: ["2"])
    )
    #expect(throws: JudgingError.systemCount(1)) { try JudgedTexts(sources: ["a"], systems: [one]) }
    #expect(throws: JudgingError.noContext) { try JudgedTexts(sources: nil, systems: [one, two]) }
    #expect(throws: JudgingError.sameName("x")) {
      try JudgedTexts(sources: ["a"], systems: [one, one])
    }
    #expect(throws: MetricError.self) {
      try JudgedTexts(sources: ["a", "b"], systems: [one, two])
    }
    var design = JudgingDesign()
    design.kind = .ranking
    let same = JudgedTexts.System("y", outputs: ["1"])
    #expect(throws: JudgingError.nothingToJudge(.ranking)) {
      try JudgingStudy(JudgedTexts(sources: ["a"], systems: [one, same]), design)
    }
    #expect(throws: JudgingError.emptySheet(judge: 3)) {
      try StudyExample.study(.direct, count: 2) {
        $0.judgeCount = 3
        $0.commonShare = 0
      }
    }
    let long = String(repeating: "é", count: 2_049)
    #expect(throws: JudgingError.sentenceTooLong(line: 1, limit: 4_096)) {
      try JudgingStudy(JudgedTexts(sources: [long], systems: [one, two]))
    }
  }

  @Test(arguments: JudgementKind.allCases) func keysComeBack(kind: JudgementKind) throws {
    let folder = TemporaryDirectory()
    let study = try StudyExample.study(kind)
    let path = folder.write(try study.key(), to: "key.json")
    #expect(try JudgingStudy(key: path) == study)
  }

  @Test func damagedKeysAreRefused() throws {
    let folder = TemporaryDirectory()
    let key = try StudyExample.study(.direct).key()
    func read(_ text: String) throws { _ = try JudgingStudy(key: folder.write(text, to: "k")) }
    #expect(throws: JudgingError.self) { try read(String(key.dropLast(20))) }
    #expect(throws: JudgingError.self) { try read("") }
    #expect(throws: JudgingError.otherVersion(path: folder.file("k"), 9)) {
      try read(key.replacing("\"version\" : 1", with: "\"version\" : 9"))
    }
    #expect(throws: JudgingError.inconsistentKey(path: folder.file("k"))) {
      try read(key.replacing("\"sentence\" : 3", with: "\"sentence\" : 9999"))
    }
    #expect(throws: JudgingError.inconsistentKey(path: folder.file("k"))) {
      try read(key.replacing("Quagga-Two", with: "Zebra-One"))
    }
  }
}
