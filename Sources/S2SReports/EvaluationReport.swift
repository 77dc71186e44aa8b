import S2SFiles
import S2SMetrics

/// An evaluation as people and programs read it: text, JSON, or a page of HTML.
public struct EvaluationReport: Sendable {
  /// The forms of the text.
  public enum Form: Sendable {
    /// Tables, with signatures in full.
    case table
    /// A line per score, as sacreBLEU's text, with signatures in the short form.
    case short
    /// JSON, as sacreBLEU's.
    case json
    /// A line of numbers per sentence, separated by tabs.
    case sentences
  }

  /// Tables of where a system fails.
  public enum Breakdown: Sendable {
    /// By the length of the source, or of the reference.
    case length
    /// By how often words occur in the training text.
    case frequency
  }

  /// The parts that are shown, and how.
  public struct Options: Sendable, Equatable {
    /// The form of the text.
    public var form = Form.table
    /// Digits after the point of a score, in `0...17`.
    public var digits = 1
    /// The breakdowns that follow the scores.
    public var breakdowns: Set<Breakdown> = []
    /// How many of the best and of the worst sentences follow them.
    public var exampleCount = 0

    /// The scores alone.
    public init() {}
  }

  /// The evaluation.
  public let evaluation: Evaluation
  /// How it is reported.
  public let options: Options

  /// Makes a report.
  public init(_ evaluation: Evaluation, _ options: Options = Options()) {
    self.evaluation = evaluation
    self.options = options
  }

  /// The report as text; ends with a newline.
  ///
  /// Runs, or a comparison of systems, take the place of the scores, and neither it nor JSON has breakdowns.
  ///
  /// - Throws: `MetricError.noTexts` where sentences or breakdowns are asked for and the scores are
  ///   not of texts, `MetricError.noTrainingText`.
  public func text() throws -> String {
    if options.form == .sentences { return try sentenceScores() }
    if let runs = evaluation.runs {
      let report = RunsReport(runs, digits: options.digits)
      return options.form == .json ? report.json + "\n" : report.text(short: options.form == .short)
    }
    if let comparison = evaluation.comparison {
      let report = PairedReport(comparison, digits: options.digits)
      return options.form == .json ? report.json + "\n" : report.text(short: options.form == .short)
    }
    let report = ScoreReport(scores: evaluation.scores, digits: options.digits)
    if options.form == .json { return report.json + "\n" }
    var text = options.form == .short ? report.text(short: true) : report.table
    if let fit = evaluation.fit { text += "\n" + Self.text(of: fit) }
    for table in try breakdownTables() { text += "\n" + table.text }
    return text + (try examples())
  }

  /// The texts that sentences and breakdowns are of.
  func texts() throws -> ScoredTexts {
    guard let texts = evaluation.texts else { throw MetricError.noTexts }
    return texts
  }

  private static func text(of fit: ModelFit) -> String {
    """
    Under the model, of \(grouped(fit.tokenCount)) subwords: perplexity \(tidy(fit.perplexity)), \
    token accuracy \(tidy(100 * fit.tokenAccuracy)) %, \
    sentence accuracy \(tidy(100 * fit.sentenceAccuracy)) %

    """
  }

  /// A line of numbers per sentence under the scores' names.
  private func sentenceScores() throws -> String {
    let texts = try texts()
    let names = evaluation.scores.map(\.name).joined(separator: "\t") + "\n"
    return names
      + texts.corpus.hypotheses.indices.map { index in
        texts.scores(ofSentence: index).map { fixed($0.score, options.digits) }
          .joined(separator: "\t") + "\n"
      }.joined()
  }

  /// The worst and the best sentences with the words that differ.
  private func examples() throws -> String {
    guard options.exampleCount > 0,
      let ranking = try texts().ranking(count: options.exampleCount)
    else { return "" }
    func list(_ title: String, _ entries: [SentenceRanking.Entry]) -> String {
      "\n\(title), [-only in the reference-] {+only in the translation+}\n"
        + entries.map { "\(grouped($0.index + 1))  \(tidy($0.score))  \($0.difference.marked)\n" }
        .joined()
    }
    return list("Worst", ranking.worst) + list("Best", ranking.best)
  }
}

extension Evaluation {
  /// The evaluation as text.
  ///
  /// - Throws: as `EvaluationReport.text`.
  public func text(
    _ options: EvaluationReport.Options = EvaluationReport.Options()
  ) throws -> String {
    try EvaluationReport(self, options).text()
  }

  /// The scores, or the comparison of systems, as JSON.
  ///
  /// - Parameter digits: after the point of a score, in `0...17`.
  public func json(digits: Int = 1) throws -> String {
    var options = EvaluationReport.Options()
    options.form = .json
    options.digits = digits
    return try text(options)
  }

  /// The evaluation as a page of HTML that needs nothing else.
  ///
  /// - Parameter digits: after the point of a score, in `0...17`.
  public func html(digits: Int = 1) throws -> String {
    var options = EvaluationReport.Options()
    options.digits = digits
    return try EvaluationReport(self, options).page().html
  }
}

/// A number with one digit after the point.
func tidy(_ value: Double) -> String { abs(value) < 1e15 ? fixed(value, 1) : "\(value)" }
