import S2SMetrics
import TestSupport
import Testing

/// Scores of classifiers beside scikit-learn's.
@Suite struct ClassificationTests {
  struct Golden: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let classes: Int, known: Int
    let truth: [Int], chosen: [Int]
    let confidence: [Double]
    let accuracy: Double, macroF1: Double, calibrationError: Double
    let confusion: [[Int]]
    let precision: [Double], recall: [Double], f1: [Double]
    let support: [Int]
    var description: String { name }

    var results: ClassificationResults {
      ClassificationResults(
        classes: (0..<classes).map { "c\($0)" }, knownCount: known, truth: truth, chosen: chosen,
        confidence: confidence)
    }
  }

  static let goldens: [Golden] =
    (try? MetricGolden.read([Golden].self, "classification.json")) ?? []

  @Test(arguments: goldens) func equalsScikitLearn(_ golden: Golden) {
    let scores = golden.results.scores
    #expect(scores.map(\.name) == ["accuracy", "macro_f1", "calibration_error"])
    for (score, wanted) in zip(
      scores, [golden.accuracy, golden.macroF1, golden.calibrationError])
    {
      #expect(abs(score.score - 100 * wanted) < 1e-9, "\(score)")
    }
    let confusion = golden.results.confusion
    #expect(confusion.counts == golden.confusion)
    for index in 0..<golden.classes {
      let found = confusion[index]
      #expect(abs(found.precision - golden.precision[index]) < 1e-12)
      #expect(abs(found.recall - golden.recall[index]) < 1e-12)
      #expect(abs(found.f1 - golden.f1[index]) < 1e-12)
      #expect(found.support == golden.support[index])
    }
  }

  @Test func goldensAreThere() { #expect(Self.goldens.count == 4) }

  @Test func countsWhatTheModelDoesNotKnow() {
    let results = ClassificationResults(
      classes: ["a", "b", "new"], knownCount: 2, truth: [0, 1, 2], chosen: [0, 0, 1],
      confidence: [0.9, 0.8, 0.7])
    #expect(results.unknownCount == 1 && results.unknownClasses == ["new"])
    let evaluation = Evaluation(name: "x", results)
    guard case .unknownClasses(1, ["new"]) = evaluation.warnings.first else {
      Issue.record("\(evaluation.warnings)")
      return
    }
    #expect(evaluation.tables.map(\.key) == ["classes", "confusion", "calibration"])
    #expect(evaluation.tables[1].rows[2] == [.text("new"), .count(0), .count(1), .count(0)])
  }

  /// Nothing is divided by zero.
  @Test func nothingHasScores() {
    let results = ClassificationResults(
      classes: ["a"], knownCount: 1, truth: [], chosen: [], confidence: [])
    #expect(results.scores.allSatisfy { $0.score == 0 })
  }

  @Test func saysHowItCounts() {
    let results = ClassificationResults(
      classes: ["a", "b"], knownCount: 2, truth: [0, 1], chosen: [0, 1], confidence: [1, 1])
    #expect(
      results.scores.map(\.signature.description) == [
        "examples:2|classes:2|unknown:wrong|version:s2s-0.1.0",
        "examples:2|classes:2|average:macro|zero_division:0|version:s2s-0.1.0",
        "examples:2|classes:2|bins:15|width:equal|norm:l1|confidence:max|version:s2s-0.1.0",
      ])
  }
}
