import S2SFiles
import S2SMetrics

extension EvaluationReport {
  /// The report as a page of HTML, with every breakdown that there is.
  ///
  /// - Throws: `MetricError` when the texts cannot be broken down.
  public func page() throws -> EvaluationPage {
    var page = EvaluationPage(subtitle: evaluation.name)
    page.language = evaluation.language
    page.facts = options.heading + facts
    page.scores = evaluation.scores.map(score)
    page.comparison = comparisonTable
    page.tables = runsTables() + precisionTables()
    page.tables += evaluation.tables.map { ReportTable($0).page(digits: digits) }
    if let texts = evaluation.texts {
      let chrf = try texts.sentenceChrF()
      page.plots = try lengthPlots(texts) + [Self.distribution(of: chrf)]
      var tables = [try lengthTable(texts), try rateTable(texts)]
      if evaluation.trainingText != nil { tables.append(try frequencyTable(texts)) }
      page.tables += tables.map { table in
        var table = table.page(digits: digits)
        table.isStacked = !evaluation.others.isEmpty
        return table
      }
      page.systems = [evaluation.name] + evaluation.others.map(\.name)
      page.sentences = try sentences(texts, scores: chrf)
    }
    page.plots += curvePlots()
    return page
  }

  private func score(_ score: MetricScore) -> EvaluationPage.Score {
    EvaluationPage.Score(
      name: score.name, value: tidy(score.score, digits),
      interval: score.confidence.map { interval in
        guard interval.hasWidth else { return "none" }
        return fixed(interval.mean - interval.halfWidth, digits) + " to "
          + fixed(interval.mean + interval.halfWidth, digits)
      } ?? "", detail: score.verbose, signature: score.signature.description)
  }
}

// MARK: - Plots

extension EvaluationReport {
  /// The first score of short sentences and of long ones, of all systems.
  private func lengthPlots(_ texts: ScoredTexts) throws -> [Picture] {
    let systems =
      [(evaluation.name, texts)] + evaluation.others.map { ($0.name, $0.texts) }
    let breakdowns = try systems.compactMap { name, texts in
      try texts.byLength().map { LengthChart.System(name: name, breakdown: $0) }
    }
    return LengthChart(breakdowns).map { [$0.chart.picture] } ?? []
  }

  private static func distribution(of scores: [Double]) -> Picture {
    var counts = [Double](repeating: 0, count: 10)
    for score in scores where score.isFinite { counts[Int(min(9, max(0, score / 10)))] += 1 }
    return BarChart(
      title: "Sentences by their chrF", horizontal: "chrF from", vertical: "sentences",
      labels: (0..<10).map { "\($0 * 10)" }, series: [.init("sentences", counts)]
    ).picture
  }

  private func curvePlots() -> [Picture] {
    guard let points = evaluation.curve?.points, points.count > 1 else { return [] }
    func line(
      _ name: String, _ value: (LearningCurve.Point) -> Double?
    ) -> LineChart.Series {
      LineChart.Series(name, points.map { .init(Double($0.step), value($0)) })
    }
    return [
      LineChart(
        title: "The run: perplexity", horizontal: .init("steps"),
        vertical: .init("perplexity", .logarithmic),
        series: [
          line("training", \.trainingPerplexity), line("validation", \.validationPerplexity),
        ]
      ).picture
    ]
  }
}

// MARK: - Tables

extension EvaluationReport {
  private func runsTables() -> [EvaluationPage.Table] {
    evaluation.runs.map { RunsReport($0, digits: digits).tables } ?? []
  }

  /// A row per score, a column per system.
  private var comparisonTable: EvaluationPage.Table? {
    guard let comparison else { return nil }
    let paired = comparison.comparison
    var table = EvaluationPage.Table(
      caption: "Beside other systems",
      header: ["metric"] + paired.systems.enumerated().map { $0 == 0 ? "\($1) (baseline)" : $1 },
      rows: paired.columns.map { column in
        [column.name] + column.results.map { comparison.lines(of: $0).joined(separator: " ") }
      })
    table.note = comparison.explanation
    table.isStacked = true
    return table
  }

  /// The n-gram precisions of BLEU.
  private func precisionTables() -> [EvaluationPage.Table] {
    guard let bleu = evaluation.scores.first(where: { $0.name == "BLEU" }) else { return [] }
    let precisions = (1...9).compactMap { order in
      bleu.detail("precision\(order)").map { ["\(order)", tidy($0, digits)] }
    }
    guard !precisions.isEmpty else { return [] }
    let brevity = bleu.detail("brevityPenalty").map {
      [["brevity penalty", fixed($0, max(3, digits))]]
    }
    return [
      EvaluationPage.Table(
        caption: "BLEU's parts", header: ["n-grams of", "precision, %"],
        rows: precisions + (brevity ?? []))
    ]
  }
}
