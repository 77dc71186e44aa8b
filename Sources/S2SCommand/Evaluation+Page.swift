import S2SMetrics
import S2SReports
import S2STraining
import Seq2Seq

extension Evaluation {
  /// The evaluation as a page of HTML.
  func page(digits: Int) throws -> EvaluationPage {
    var page = EvaluationPage(subtitle: subject.name)
    page.language = subject.language
    page.scores = scores.map { score in
      EvaluationPage.Score(
        name: score.name, value: fixed(score.score, digits),
        interval: score.confidence.map { interval in
          fixed(interval.mean - interval.halfWidth, digits) + " to "
            + fixed(interval.mean + interval.halfWidth, digits)
        } ?? "", detail: score.verbose, signature: score.signature.description)
    }
    let chrf = try chrfOfSentences()
    page.plots = try [lengthPlot(), Self.distribution(of: chrf)].compactMap { $0 } + historyPlots()
    page.tables =
      try comparisonTables() + [precisionTable].compactMap { $0 }
      + [lengthTable().onPage, rateTable().onPage]
    if subject.trainingText != nil { page.tables.append(try frequencyTable().onPage) }
    if let fit = subject.fit { page.tables.append(Self.table(of: fit)) }
    page.sentences = sentences(chrf)
    return page
  }

  private func lengthPlot() throws -> Plot? {
    let buckets = try lengthBuckets().filter { $0.sentenceCount > 0 }
    guard let name = buckets.first?.scores.first?.name else { return nil }
    return Plot(
      .bars, title: "\(name) by length", horizontal: "words", vertical: name,
      labels: buckets.map { "\($0.lengths)" },
      series: [.init(name, buckets.map { $0.scores.first?.score })])
  }

  private static func distribution(of scores: [Double]) -> Plot {
    var counts = [Double](repeating: 0, count: 10)
    for score in scores { counts[min(9, max(0, Int(score / 10)))] += 1 }
    return Plot(
      .bars, title: "Sentences by their chrF", horizontal: "chrF from", vertical: "sentences",
      labels: (0..<10).map { "\($0 * 10)" }, series: [.init("sentences", counts)])
  }

  private func historyPlots() -> [Plot] {
    let records = subject.history
    guard records.count > 1 else { return [] }
    return [
      Plot(
        .lines, title: "The run: perplexity", horizontal: "updates", vertical: "perplexity",
        labels: records.map { "\($0.step)" },
        series: [
          .init("training", records.map(\.trainingPerplexity)),
          .init("validation", records.map(\.validationPerplexity)),
        ])
    ]
  }

  private func comparisonTables() -> [EvaluationPage.Table] {
    guard let comparison else { return [] }
    return [
      EvaluationPage.Table(
        caption: "Against the baseline: score and p-value",
        header: ["system"] + comparison.columns.map(\.name),
        rows: comparison.systems.enumerated().map { index, system in
          [index == 0 ? "baseline: \(system)" : system]
            + comparison.columns.map { column in
              let result = column.results[index]
              let chance = result.pValue.map { ", p = " + fixed($0, 4) } ?? ""
              return tidy(result.score) + chance
            }
        })
    ]
  }

  /// The n-gram precisions of BLEU.
  private var precisionTable: EvaluationPage.Table? {
    guard let bleu = scores.first(where: { $0.name == "BLEU" }) else { return nil }
    let precisions = (1...9).compactMap { order in
      bleu.detail("precision\(order)").map { ["\(order)", tidy($0)] }
    }
    let brevity = bleu.detail("brevityPenalty").map {
      [["brevity penalty", fixed($0, 3)]]
    }
    return EvaluationPage.Table(
      caption: "BLEU's parts", header: ["n-grams of", "precision, %"],
      rows: precisions + (brevity ?? []))
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

  private func sentences(_ scores: [Double]) -> [EvaluationPage.Sentence] {
    corpus.hypotheses.indices.map { index in
      let reference = corpus.references[0][index] ?? ""
      let difference = WordDifference(hypothesis: corpus.hypotheses[index], reference: reference)
      func side(without kind: WordDifference.Kind) -> [EvaluationPage.Sentence.Piece] {
        difference.pieces.filter { $0.kind != kind }.map {
          .init($0.words.joined(separator: " ") + " ", differs: $0.kind != .same)
        }
      }
      return EvaluationPage.Sentence(
        line: index + 1, source: subject.sources.map { index < $0.count ? $0[index] : "" },
        hypothesis: side(without: .missing), reference: side(without: .added),
        score: scores[index])
    }
  }
}

extension TextTable {
  fileprivate var onPage: EvaluationPage.Table {
    EvaluationPage.Table(caption: caption, header: header, rows: rows)
  }
}
