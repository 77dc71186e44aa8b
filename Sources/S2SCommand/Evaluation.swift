import S2SFiles
import S2SMetrics
import S2SReports
import Seq2Seq

/// Scores of a subject with what explains them.
struct Evaluation {
  let subject: EvaluationSubject
  let metrics: [any Metric]
  let corpus: EvaluationCorpus
  let scores: [MetricScore]
  let comparison: PairedComparison?
  private let statistics: [SentenceStatistics]

  /// Counts and scores.
  init(
    _ subject: EvaluationSubject, metrics: [any Metric], significance: SignificanceOptions
  ) throws {
    self.subject = subject
    self.metrics = metrics
    corpus = try EvaluationCorpus(
      hypotheses: subject.hypotheses, references: subject.references)
    let corpus = corpus
    statistics = try metrics.map { try $0.statistics(of: corpus) }
    scores = zip(metrics, statistics).flatMap { metric, statistics in
      significance.bootstrap?.scores(metric, of: statistics) ?? metric.scores(of: statistics.sum())
    }
    let counted = statistics
    comparison = try significance.pairedTest.map { test in
      try test.compare(
        significance.compare.map { PairedTest.System($0, hypotheses: try EvalCommand.lines($0)) },
        with: PairedTest.System(subject.name, hypotheses: subject.hypotheses),
        references: subject.references, metrics: metrics, counted: counted)
    }
  }

  /// What is printed.
  func text(_ options: ReportOptions) throws -> String {
    if options.sentenceLevel { return sentenceScores(digits: options.digits) }
    if let comparison {
      let report = PairedReport(comparison, digits: options.digits)
      return options.json ? report.json + "\n" : report.text(short: options.short)
    }
    let report = ScoreReport(scores: scores, digits: options.digits)
    if options.json { return report.json + "\n" }
    var text = options.short ? report.text(short: true) : report.table
    if let fit = subject.fit { text += "\n" + Self.lines(of: fit) }
    for table in try tables(options) { text += "\n" + table.text }
    if options.examples > 0 { text += try examples(options.examples) }
    return text
  }

  private static func lines(of fit: ModelFit) -> String {
    """
    Under the model, of \(grouped(fit.tokenCount)) subwords: perplexity \(tidy(fit.perplexity)), \
    token accuracy \(tidy(100 * fit.tokenAccuracy)) %, \
    sentence accuracy \(tidy(100 * fit.sentenceAccuracy)) %

    """
  }

  /// The scores of one sentence: a line of numbers, the same columns for each.
  private func sentenceScores(digits: Int) -> String {
    let metrics = metrics.map(\.forSentences)
    let names = scores.map(\.name).joined(separator: "\t") + "\n"
    return names
      + corpus.hypotheses.indices.map { index in
        zip(metrics, statistics).flatMap { metric, statistics in
          metric.scores(of: statistics.sum(of: CollectionOfOne(index))).map {
            fixed($0.score, digits)
          }
        }.joined(separator: "\t") + "\n"
      }.joined()
  }
}

// MARK: - Breakdowns

extension Evaluation {
  /// The breakdowns that were asked for.
  private func tables(_ options: ReportOptions) throws -> [TextTable] {
    var tables: [TextTable] = []
    if options.byLength { tables.append(try lengthTable()) }
    if options.byFrequency { tables.append(try frequencyTable()) }
    if options.byLength || options.byFrequency || options.examples > 0 {
      tables.append(try rateTable())
    }
    return tables
  }

  /// What the first metric gives to short sentences and to long ones.
  func lengthTable() throws -> TextTable {
    let buckets = try lengthBuckets()
    let names = buckets.first { !$0.scores.isEmpty }?.scores.map(\.name) ?? []
    return TextTable(
      caption:
        "By the length of the \(subject.sources == nil ? "references" : "sources"), in words",
      header: ["words", "sentences"] + names,
      rows: buckets.filter { $0.sentenceCount > 0 }.map { bucket in
        ["\(bucket.lengths)", grouped(bucket.sentenceCount)] + bucket.scores.map { tidy($0.score) }
      })
  }

  func lengthBuckets() throws -> [LengthBreakdown.Bucket] {
    guard let metric = metrics.first else { return [] }
    return try LengthBreakdown(
      metric, statistics[0],
      sources: subject.sources ?? corpus.references[0].map { $0 ?? "" },
      starts: [0, 6, 11, 16, 21, 31, 41]
    ).buckets
  }

  /// How rare words fare.
  func frequencyTable() throws -> TextTable {
    guard let path = subject.trainingText else {
      throw MetricError.noTrainingText
    }
    var frequencies = WordFrequencies()
    let reader = try LineReader(path: path, nul: .keep)
    while let line = try reader.next() { frequencies.add(line) }
    let buckets = try FrequencyBreakdown(
      corpus, training: frequencies, starts: [0, 1, 2, 5, 10, 100, 1_000]
    ).buckets
    return TextTable(
      caption: "By the frequency of the words in \(path)",
      header: ["times", "reference words", "recall", "precision"],
      rows: buckets.filter { $0.referenceWords + $0.hypothesisWords > 0 }.map { bucket in
        [
          "\(bucket.frequencies)", grouped(bucket.referenceWords),
          bucket.recall.map { tidy(100 * $0) } ?? "-",
          bucket.precision.map { tidy(100 * $0) } ?? "-",
        ]
      })
  }

  /// How often translations repeat themselves or their sources.
  func rateTable() throws -> TextTable {
    let repetition = RepetitionRate(subject.hypotheses)
    var rows = [["repeat words at once", "\(tidy(100 * repetition.rate)) %"]]
    if let sources = subject.sources {
      let copies = try CopyRate(subject.hypotheses, sources: sources)
      rows.append(["are their source", "\(tidy(100 * copies.rate)) %"])
      rows.append(["source words copied", "\(tidy(100 * copies.wordRate)) %"])
    }
    if let speed = subject.sentencesPerSecond {
      rows.append(["translated a second", grouped(Int(speed))])
    }
    return TextTable(caption: "Translations", header: ["that", "share"], rows: rows)
  }

  /// The best and the worst sentences with the words that differ.
  private func examples(_ count: Int) throws -> String {
    guard let metric = metrics.first else { return "" }
    let sentenceMetric: any Metric = metric.forSentences
    let ranking = try SentenceRanking(
      sentenceMetric, statistics[0], corpus, count: count,
      lowerIsBetter: metric.lowerIsBetter)
    func list(_ title: String, _ entries: [SentenceRanking.Entry]) -> String {
      "\n\(title), [-only in the reference-] {+only in the translation+}\n"
        + entries.map { "\(grouped($0.index + 1))  \(tidy($0.score))  \($0.difference.marked)\n" }
        .joined()
    }
    return list("Worst", ranking.worst) + list("Best", ranking.best)
  }

  /// Every sentence's chrF, which is kind to short sentences.
  func chrfOfSentences() throws -> [Double] {
    let metric = CHRF()
    let statistics = try metric.statistics(of: corpus)
    return corpus.hypotheses.indices.map {
      metric.scores(of: statistics.sum(of: CollectionOfOne($0)))[0].score
    }
  }
}

/// A number with one digit after the point.
func tidy(_ value: Double) -> String { fixed(value, 1) }

/// A table for a terminal.
struct TextTable {
  var caption: String
  var header: [String]
  var rows: [[String]]

  /// The caption and a line a row; the first column to the left, the others to the right.
  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.reduce(0) { max($0, column < $1.count ? $1[column].count : 0) }
    }
    func line(_ cells: [String]) -> String {
      cells.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column == 0 ? cell + gap : gap + cell
      }.joined(separator: "  ") + "\n"
    }
    return caption + "\n" + all.map(line).joined()
  }
}
