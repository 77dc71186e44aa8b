import S2SCorpora
import S2SJudging
import TestSupport
import Testing

/// Files of answers: what is read, and what is refused.
@Suite struct AnswerTests {
  private let folder = TemporaryDirectory()

  private func read(_ study: JudgingStudy, _ texts: String...) throws -> Judgements {
    let paths = texts.enumerated().map { folder.write($0.element, to: "\($0.offset).csv") }
    return try Judgements(study, files: paths)
  }

  @Test func tablesComeBackFilled() throws {
    let study = try StudyExample.study(.direct)
    let texts = study.sheets.indices.map { judge in
      StudyExample.filled(study, judge) { ["\(($0 * 7 + judge) % 101)"] }
    }
    let judgements = try read(study, texts[0], texts[1])
    for (judge, sheet) in study.sheets.enumerated() {
      let wanted = sheet.items.indices.map { Judgement.score(Double(($0 * 7 + judge) % 101)) }
      #expect(judgements.answers[judge] == wanted)
    }
    // The order of files means nothing.
    #expect(try read(study, texts[1], texts[0]) == judgements)
  }

  /// What a page saves: the answers alone; and what spreadsheets make of it.
  @Test(arguments: [
    "sheet,item,score\r\nSHEET,2,70\r\n", "sheet;item;score\nSHEET;2;70,0\n",
    "\u{FEFF}\"sheet\"\t\"item\"\t\"score\"\n\"SHEET\"\t\"2\"\t\"70.0\"\n",
    "sep=;\nItem;Sheet;Score;note\n2;SHEET; 70 ;\"a\nb\"\n;;;\n",
    "sheet,item,score\nSHEET,1,\nSHEET,2,70", "sheet,item,score\nSHEET,2,70\nSHEET,2,70\n",
  ])
  func spreadsheetsMayRewriteIt(text: String) throws {
    let study = try StudyExample.study(.direct)
    let judgements = try read(study, text.replacing("SHEET", with: study.sheetName(of: 0)))
    #expect(judgements.answers[0][1] == .score(70))
    #expect(judgements.answerCount(of: 0) == 1 && judgements.answerCount(of: 1) == 0)
  }

  @Test func ranksNeedAllTranslations() throws {
    let study = try StudyExample.study(.ranking) { $0.repeatShare = 0 }
    let name = study.sheetName(of: 0)
    let item = try #require(study.sheets[0].items.firstIndex { $0.outputs.count == 3 })
    let judgements = try read(
      study, "sheet,item,rank A,rank B,rank C\n\(name),\(item + 1),2,1,2\n")
    #expect(judgements.answers[0][item] == .ranks([2, 1, 2]))
    #expect(throws: JudgingError.self) {
      try read(study, "sheet,item,rank A,rank B,rank C\n\(name),\(item + 1),2,,2\n")
    }
  }

  @Test func errorsHaveARowEach() throws {
    let study = try StudyExample.study(.errors)
    let name = study.sheetName(of: 0)
    let judgements = try read(
      study,
      """
      sheet,item,category,severity,words,side,start,end
      \(name),1,style,minor,,,,
      \(name),2,none,,,,,
      \(name),1,Accuracy/Omission,MAJOR,source,source,0,6
      \(name),3,,,,,,

      """)
    #expect(
      judgements.answers[0][0]
        == .errors([
          MarkedError(.omission, .major, in: .source, words: "source", range: 0..<6),
          MarkedError(.style, .minor),
        ]))
    #expect(judgements.answers[0][1] == .errors([]))
    #expect(judgements.answers[0][2] == nil)
  }

  static let faults: [(JudgementKind, String, AnswerFault)] = [
    (.direct, "score\nSHEET,1,101", .score("101")), (.direct, "score\nSHEET,1,-1", .score("-1")),
    (.direct, "score\nSHEET,1,good", .score("good")),
    (.direct, "score\nSHEET,1,nan", .score("nan")),
    (.direct, "score\nSHEET,1,1e2", .score("1e2")),
    (.ranking, "rank A,rank B,rank C\nSHEET,1,0,1,1", .rank("0", column: "A", count: 3)),
    (.ranking, "rank A,rank B,rank C\nSHEET,1,1,1.5,1", .rank("1.5", column: "B", count: 3)),
    (
      .ranking, "rank A,rank B,rank C,rank D\nSHEET,1,1,2,3,3",
      .surplusRank(column: "D", count: 3)
    ),
    (.errors, "category,severity,words\nSHEET,1,ugly,minor,", .category("ugly")),
    (.errors, "category,severity,words\nSHEET,1,style,awful,", .severity("awful")),
    (.errors, "category,severity,words\nSHEET,1,style,,", .noSeverity),
    (.errors, "category,severity,words\nSHEET,1,,minor,", .noCategory),
    (.errors, "category,severity,words\nSHEET,1,,,word", .noCategory),
    (.errors, "category,severity,words\nSHEET,1,none,minor,", .cleanWithMore),
    (
      .errors, "category,severity\nSHEET,1,none,\nSHEET,1,style,minor", .cleanAndErrors
    ),
    (.errors, "category,severity,side\nSHEET,1,style,minor,left", .side("left")),
    (
      .errors, "category,severity,start,end\nSHEET,1,style,minor,5,999", .span("5 to 999")
    ),
    (.errors, "category,severity,start,end\nSHEET,1,style,minor,5,", .span("5 to ")),
  ]

  @Test(arguments: faults) func unfitAnswersAreRefused(
    kind: JudgementKind, text: String, fault: AnswerFault
  ) throws {
    let study = try StudyExample.study(kind) { $0.seed = 3 }
    let wide = try #require(
      study.sheets[0].items.firstIndex { kind != .ranking || $0.outputs.count == 3 })
    let file = folder.write(
      "sheet,item,"
        + text.replacing("SHEET,1,", with: "\(study.sheetName(of: 0)),\(wide + 1),") + "\n",
      to: "a.csv")
    let line = text.contains("\nSHEET,1,none,\n") ? 3 : 2
    #expect(throws: JudgingError.unfitAnswer(path: file, line: line, fault)) {
      try Judgements(study, files: [file])
    }
  }

  @Test func foreignAnswersAreRefused() throws {
    let study = try StudyExample.study(.direct)
    let file = folder.file("0.csv")
    let count = study.sheets[0].items.count
    let name = study.sheetName(of: 0)
    let cases: [(String, JudgingError)] = [
      ("", .noHeader(path: file)), ("a,b\n", .noHeader(path: file)),
      ("sheet,item\n\(name),1\n", .missingColumn(path: file, name: "score")),
      (
        "sheet,item,score\nj1-00000000,1,5\n",
        .otherStudy(path: file, line: 2, found: "00000000", expected: study.id)
      ),
      (
        "sheet,item,score\nj9-\(study.id),1,5\n",
        .unknownSheet(path: file, line: 2, text: "j9-\(study.id)")
      ),
      ("sheet,item,score\n,1,5\n", .unknownSheet(path: file, line: 2, text: "")),
      (
        "sheet,item,score\n\(name),0,5\n",
        .unknownItem(path: file, line: 2, text: "0", count: count)
      ),
      (
        "sheet,item,score\n\n\(name),999,5\n",
        .unknownItem(path: file, line: 3, text: "999", count: count)
      ),
      (
        "sheet,item,score\n\(name),1,5,6\n",
        .cellCount(path: file, line: 2, cells: 4, columns: 3)
      ),
      ("sheet,item,score\n\(name),1,\n", .noAnswers([file])),
      (
        "sheet,item,score\n\(name),1,5\n\(name),1,6\n",
        .contradiction(
          .init(path: file, line: 3), .init(path: file, line: 2), judge: 1, item: 1)
      ),
    ]
    for (text, error) in cases {
      #expect(throws: error, "\(text)") { try read(study, text) }
    }
    #expect(throws: CorpusError.malformedTable(path: file, line: 2, .openQuote)) {
      try read(study, "sheet,item,score\n\(name),1,\"5\n")
    }
  }

  @Test func filesMayNotContradictEachOther() throws {
    let study = try StudyExample.study(.direct)
    let name = study.sheetName(of: 1)
    let (first, second) = ("sheet,item,score\n\(name),1,5\n", "sheet,item,score\n\(name),1,6\n")
    #expect(try read(study, first, first).answers[1][0] == .score(5))
    #expect(
      throws: JudgingError.contradiction(
        .init(path: folder.file("1.csv"), line: 2), .init(path: folder.file("0.csv"), line: 2),
        judge: 2, item: 1)
    ) { try read(study, first, second) }
  }
}
