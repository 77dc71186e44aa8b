import Foundation
import S2SMetrics
import TestSupport
import Testing

@Suite struct TagReportTests {
  /// What seqeval says, as conlleval counts.
  private struct Case: Decodable {
    let gold: [[String]]
    let predicted: [[String]]
    let spans: [[Span]]
    let precision: Double
    let recall: Double
    let f1: Double
  }

  private struct Span: Decodable, Equatable {
    let kind: String
    let range: Range<Int>

    init(_ span: TagSpan) {
      kind = span.kind.isEmpty ? "_" : span.kind
      range = span.range
    }

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      kind = try list.decode(String.self)
      range = try list.decode(Int.self)..<list.decode(Int.self)
    }
  }

  private static func cases() throws -> [Case] {
    let path = SourceScan.root.appending(path: "Tests/S2SMetricsTests/Goldens/tag_spans.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: path))
  }

  @Test func equalsSeqeval() throws {
    let cases = try Self.cases()
    #expect(cases.count == 6)
    for example in cases {
      var report = TagReport(marksSpans: true)
      for (gold, predicted) in zip(example.gold, example.predicted) {
        report.add(gold: gold, predicted: predicted)
      }
      let spans = try #require(report.spans)
      #expect(example.gold.map { TagSpan.spans(of: $0).map(Span.init) } == example.spans)
      #expect(abs(spans.precision - example.precision) < 1e-12)
      #expect(abs(spans.recall - example.recall) < 1e-12)
      #expect(abs(spans.f1 - example.f1) < 1e-12)
    }
  }

  @Test(arguments: [
    (["O", "B-PER", "I-PER"], true), (["O", "I-PER"], true), (["B", "M", "E", "S"], true),
    (["B", "I"], true), (["B-A", "B-B", "O"], true), (["NOUN", "VERB"], false), (["O"], false),
    (["S", "B"], true), (["S", "O"], false), (["B"], false), (["O-X", "B-X"], false), ([], false),
    (["DET", "I", "O"], false),
  ])
  func knowsTagsThatMarkSpans(tags: [String], isMarked: Bool) {
    #expect(TagSpan.areMarks(tags) == isMarked)
  }

  @Test func countsWordsByWhatIsKnown() {
    var report = TagReport(marksSpans: false)
    report.add(
      gold: ["A", "B", "A", "C"], predicted: ["A", "A", "A", "B"],
      isKnown: [true, true, false, false])
    #expect(report.accuracy == 0.5 && report.known.recall == 0.5 && report.unknown.recall == 0.5)
    #expect(report.byTag["A"] == .init(gold: 2, predicted: 3, correct: 2))
    #expect(report.byTag["C"]?.f1 == 0 && report.spans == nil)
    #expect(report.confusions[.init(gold: "B", predicted: "A")] == 1)
    #expect(
      report.scores(unseen: 3).map(\.name) == ["accuracy", "accuracy_known", "accuracy_unknown"])
    #expect(
      "\(report.scores(unseen: 3)[0].signature)".hasPrefix(
        "sentences:1|words:4|unknown:2|unseen_tags:3|"))
    #expect(report.tables.map(\.key) == ["by_tag", "confusions"])
    #expect(report.tables[1].rows.count == 2)
  }

  /// A perfect report has no confusions, and one of nothing no number that is none.
  @Test func hasNoRatioOfNothing() {
    let empty = TagReport(marksSpans: true)
    #expect(empty.scores(unseen: 0).allSatisfy { $0.score == 0 })
    var right = TagReport(marksSpans: true)
    right.add(gold: ["B-X", "O"], predicted: ["B-X", "O"])
    #expect(right.scores(unseen: 0).map(\.score) == [100, 100, 100, 100])
    right.add(gold: ["O"], predicted: ["O"], isKnown: [true])
    #expect(right.scores(unseen: 0).map(\.score) == [100, 100, 100, 100, 100])
    #expect(right.tables.map(\.key) == ["by_tag"])
  }

  /// Words are right where both ends are.
  @Test func countsWordsThatWereCut() {
    var report = SegmentationReport()
    report.add(
      gold: ["共同", "创造", "美好", "的", "新", "世纪"], predicted: ["共同", "创", "造", "美好", "的", "新世纪"],
      isKnown: [true, true, true, true, false, false])
    #expect(report.words == .init(gold: 6, predicted: 6, correct: 3))
    #expect(report.known.recall == 0.75 && report.unknown.recall == 0)
    #expect(
      report.scores.map(\.name) == [
        "word_precision", "word_recall", "word_f1", "word_recall_known", "word_recall_unknown",
      ])
  }
}
