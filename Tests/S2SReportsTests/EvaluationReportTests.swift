import S2SMetrics
import S2SReports
import Testing

@Suite struct EvaluationReportTests {
  private func evaluation(_ change: (inout EvaluationSubject) -> Void = { _ in }) throws
    -> Evaluation
  {
    var subject = EvaluationSubject(
      "system", hypotheses: ["the cat sat", "no"], references: [["the cat sat down", "yes"]])
    change(&subject)
    return try Evaluation(subject, metrics: [CHRF(), TER()])
  }

  /// A task without texts has its scores in the same reports.
  @Test func scoresNeedNotBeOfTexts() throws {
    let signature = Signature(fields: [.init("unit", "word")])
    let evaluation = Evaluation(
      name: "model",
      scores: [MetricScore(name: "perplexity", score: 81.25, signature: signature)])
    #expect(
      try evaluation.text() == """
        metric       score
        perplexity  81.250

        perplexity: unit:word|version:s2s-0.1.0

        """)
    #expect(try evaluation.json().contains("\"score\": 81.25,"))
    #expect(try evaluation.html().contains("unit:word"))
    var options = EvaluationReport.Options()
    options.form = .sentences
    #expect(throws: MetricError.noTexts) { try evaluation.text(options) }
    options.form = .table
    options.breakdowns = [.length]
    #expect(throws: MetricError.noTexts) { try evaluation.text(options) }
  }

  @Test func printsALinePerSentence() throws {
    var options = EvaluationReport.Options()
    options.form = .sentences
    options.digits = 0
    #expect(try evaluation().text(options) == "chrF2\tTER\n66\t25\n0\t100\n")
  }

  @Test func breakdownsFollowTheScores() throws {
    var evaluation = try evaluation { $0.sources = ["le chat", "no"] }
    var options = EvaluationReport.Options()
    options.breakdowns = [.length, .frequency]
    options.exampleCount = 1
    #expect(throws: MetricError.noTrainingText) { try evaluation.text(options) }
    var words = WordFrequencies()
    words.add("the cat")
    evaluation.trainingText = .init(name: "train.en", frequencies: words)
    let text = try evaluation.text(options)
    let parts = [
      "metric",
      """
      By the length of the sources, in words
      words  sentences  chrF2
      0-5            2
      """,
      "By the frequency of the words in train.en\n", "are their source      50.0 %\n",
      "Worst, ", "2  100.0  [-yes-]", "Best, ",
    ]
    var rest = Substring(text)
    for part in parts where !part.hasPrefix("2  ") {
      let range = try #require(rest.firstRange(of: part), "\(part): \(text)")
      rest = rest[range.upperBound...]
    }
  }

  @Test func aPageHasACurveOnlyWhereThereIsOne() throws {
    var evaluation = try evaluation()
    #expect(try !evaluation.html().contains("The run: perplexity"))
    evaluation.curve = LearningCurve(
      [1, 2].map { .init(step: $0, trainingPerplexity: 9, validationPerplexity: nil) })
    #expect(try evaluation.html().contains("The run: perplexity"))
  }

  @Test func rejectsSourcesThatDoNotMatch() {
    #expect(throws: MetricError.unequalCounts(.sources, count: 1, sentences: 2)) {
      try evaluation { $0.sources = ["le chat"] }
    }
  }
}
