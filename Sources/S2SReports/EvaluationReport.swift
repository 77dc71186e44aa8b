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
    /// JSON: scores or a comparison as sacreBLEU's; with more beside them, an object of all parts.
    case json
    /// A line of numbers per sentence, separated by tabs.
    case sentences
    /// JSON: a list with an object per sentence.
    case sentencesJSON
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
    /// Digits after the point of a score, in `0...17`; `nil` for 1, or 3 where scores are not of
    /// texts, and for all of them in the JSON of a comparison.
    public var digits: Int?
    /// The breakdowns that follow the scores.
    public var breakdowns: Set<Breakdown> = []
    /// How many of the best and of the worst sentences follow them.
    public var exampleCount = 0
    /// What a page says first, such as its date.
    public var heading: [EvaluationPage.Fact] = []

    /// The scores alone.
    public init() {}
  }

  /// The evaluation.
  public let evaluation: Evaluation
  /// How it is reported.
  public let options: Options
  /// Digits after the point.
  let digits: Int

  /// Makes a report.
  public init(_ evaluation: Evaluation, _ options: Options = Options()) {
    self.evaluation = evaluation
    self.options = options
    digits =
      options.digits ?? (evaluation.texts == nil && evaluation.runs?.test == nil ? 3 : 1)
  }

  /// The report as text; ends with a newline.
  ///
  /// Runs, or a comparison of systems, take the place of the scores that they have.
  ///
  /// - Throws: `MetricError.noTexts` where sentences or breakdowns are asked for and the scores are
  ///   not of texts, `MetricError.noTrainingText`.
  public func text() throws -> String {
    if let runs = evaluation.runs {
      let report = RunsReport(runs, digits: digits)
      return options.form == .json ? report.json + "\n" : report.text(short: options.form == .short)
    }
    switch options.form {
    case .sentences: return try sentenceTable().tabbed(digits: digits)
    case .sentencesJSON: return try sentenceTable().jsonRows(digits: digits).text() + "\n"
    case .json: return try json() + "\n"
    case .table, .short: break
    }
    let isShort = options.form == .short
    var parts = [comparison?.text(short: isShort)].compactMap(\.self)
    if !uncompared.isEmpty {
      let report = ScoreReport(scores: uncompared, digits: digits)
      parts.append(isShort ? report.text(short: true) : report.table)
    }
    return (parts + (try breakdownTables().map { $0.text(digits: digits) })).joined(separator: "\n")
      + (try examples())
  }

  /// The comparison, if there is one.
  var comparison: PairedReport? {
    evaluation.comparison.map {
      PairedReport($0, digits: digits, roundsJSON: options.digits != nil)
    }
  }

  /// The scores that no comparison has.
  var uncompared: [MetricScore] {
    let compared = Set(evaluation.comparison?.columns.map(\.name) ?? [])
    return evaluation.scores.filter { !compared.contains($0.name) }
  }

  /// The texts that sentences and breakdowns are of.
  func texts() throws -> ScoredTexts {
    guard let texts = evaluation.texts else { throw MetricError.noTexts }
    return texts
  }

  /// A heading that says whose numbers stand below it, for systems other than the first.
  static func title(_ name: String, of system: Evaluation.System) -> String {
    "\(name), \(system.name)"
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
  /// - Parameter digits: as of `EvaluationReport.Options`.
  public func json(digits: Int? = nil) throws -> String {
    var options = EvaluationReport.Options()
    options.form = .json
    options.digits = digits
    return try text(options)
  }

  /// The evaluation as a page of HTML that needs nothing else.
  ///
  /// - Parameter digits: as of `EvaluationReport.Options`.
  public func html(digits: Int? = nil) throws -> String {
    var options = EvaluationReport.Options()
    options.digits = digits
    return try EvaluationReport(self, options).page().html
  }
}

/// A number with the given digits after the point, unless it is huge.
func tidy(_ value: Double, _ digits: Int) -> String {
  abs(value) < 1e15 ? fixed(value, digits) : "\(value)"
}
