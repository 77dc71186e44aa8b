import S2SMetrics

extension EvaluationReport {
  /// The report as a page of HTML, with every breakdown that there is.
  ///
  /// - Throws: `MetricError` when the texts cannot be broken down.
  public func page() throws -> EvaluationPage {
    var page = EvaluationPage(subtitle: evaluation.name)
    page.language = evaluation.language
    page.scores = evaluation.scores.map(score)
    page.tables = runsTables() + comparisonTables() + precisionTables()
    if let texts = evaluation.texts {
      let chrf = try texts.sentenceChrF()
      page.plots = try lengthPlots(texts) + [Self.distribution(of: chrf)]
      page.tables += [try lengthTable(texts), try rateTable(texts)]
      if evaluation.trainingText != nil { page.tables.append(try frequencyTable(texts)) }
      page.sentences = Self.sentences(texts, scores: chrf)
    }
    page.plots += curvePlots()
    if let fit = evaluation.fit { page.tables.append(Self.table(of: fit)) }
    return page
  }

  private func score(_ score: MetricScore) -> EvaluationPage.Score {
    EvaluationPage.Score(
      name: score.name, value: fixed(score.score, options.digits),
      interval: score.confidence.map { interval in
        guard interval.hasWidth else { return "none" }
        return fixed(interval.mean - interval.halfWidth, options.digits) + " to "
          + fixed(interval.mean + interval.halfWidth, options.digits)
      } ?? "", detail: score.verbose, signature: score.signature.description)
  }

  private static func sentences(
    _ texts: ScoredTexts, scores: [Double]
  ) -> [EvaluationPage.Sentence] {
    texts.corpus.hypotheses.indices.map { index in
      let difference = WordDifference(
        hypothesis: texts.corpus.hypotheses[index],
        reference: texts.corpus.references[0][index] ?? "", cutter: texts.cutter)
      func side(without kind: WordDifference.Kind) -> [EvaluationPage.Sentence.Piece] {
        difference.pieces.filter { $0.kind != kind }.map {
          .init($0.words.joined(separator: " ") + " ", differs: $0.kind != .same)
        }
      }
      return EvaluationPage.Sentence(
        line: index + 1, source: texts.sources?[index], hypothesis: side(without: .missing),
        reference: side(without: .added), score: scores[index])
    }
  }
}

// MARK: - Plots

extension EvaluationReport {
  private func lengthPlots(_ texts: ScoredTexts) throws -> [Plot] {
    let buckets = (try texts.byLength()?.buckets ?? []).filter { $0.sentenceCount > 0 }
    guard let name = buckets.first?.scores.first?.name else { return [] }
    return [
      Plot(
        .bars, title: "\(name) by length", horizontal: "words", vertical: name,
        labels: buckets.map { "\($0.lengths)" },
        series: [.init(name, buckets.map { $0.scores.first?.score })])
    ]
  }

  private static func distribution(of scores: [Double]) -> Plot {
    var counts = [Double](repeating: 0, count: 10)
    for score in scores where score.isFinite { counts[Int(min(9, max(0, score / 10)))] += 1 }
    return Plot(
      .bars, title: "Sentences by their chrF", horizontal: "chrF from", vertical: "sentences",
      labels: (0..<10).map { "\($0 * 10)" }, series: [.init("sentences", counts)])
  }

  private func curvePlots() -> [Plot] {
    guard let points = evaluation.curve?.points, points.count > 1 else { return [] }
    return [
      Plot(
        .lines, title: "The run: perplexity", horizontal: "steps", vertical: "perplexity",
        labels: points.map { "\($0.step)" },
        series: [
          .init("training", points.map(\.trainingPerplexity)),
          .init("validation", points.map(\.validationPerplexity)),
        ])
    ]
  }
}

// MARK: - Tables

extension EvaluationReport {
  private func runsTables() -> [EvaluationPage.Table] {
    evaluation.runs.map { RunsReport($0, digits: options.digits).tables } ?? []
  }

  private func comparisonTables() -> [EvaluationPage.Table] {
    guard let comparison = evaluation.comparison else { return [] }
    return [
      EvaluationPage.Table(
        caption: "Against the baseline: score and p-value",
        header: ["system"] + comparison.columns.map(\.name),
        rows: comparison.systems.enumerated().map { index, system in
          [index == 0 ? "baseline: \(system)" : system]
            + comparison.columns.map { column in
              let result = column.results[index]
              return tidy(result.score) + (result.verdict.map(Self.words) ?? "")
            }
        })
    ]
  }

  private static func words(of verdict: PairedComparison.Verdict) -> String {
    verdict.pValue.map { ", p = " + fixed($0, 4) } ?? ", no difference"
  }

  /// The n-gram precisions of BLEU.
  private func precisionTables() -> [EvaluationPage.Table] {
    guard let bleu = evaluation.scores.first(where: { $0.name == "BLEU" }) else { return [] }
    let precisions = (1...9).compactMap { order in
      bleu.detail("precision\(order)").map { ["\(order)", tidy($0)] }
    }
    guard !precisions.isEmpty else { return [] }
    let brevity = bleu.detail("brevityPenalty").map {
      [["brevity penalty", fixed($0, 3)]]
    }
    return [
      EvaluationPage.Table(
        caption: "BLEU's parts", header: ["n-grams of", "precision, %"],
        rows: precisions + (brevity ?? []))
    ]
  }

  private static func table(of fit: ModelFit) -> EvaluationPage.Table {
    EvaluationPage.Table(
      caption: "The references under the model", header: ["what", "value"],
      rows: [
        ["perplexity", tidy(fit.perplexity)],
        ["token accuracy, %", tidy(100 * fit.tokenAccuracy)],
        ["sentence accuracy, %", tidy(100 * fit.sentenceAccuracy)],
      ])
  }
}
