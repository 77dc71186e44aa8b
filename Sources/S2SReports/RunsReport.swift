import S2SMetrics

/// Scores of several runs of systems as people and programs read them.
public struct RunsReport: Sendable, Equatable {
  /// The runs.
  public let runs: RunsComparison
  /// Digits after the point of a score.
  public let digits: Int

  /// Makes a report.
  ///
  /// - Precondition: `digits` is in `0...17`.
  public init(_ runs: RunsComparison, digits: Int = 1) {
    precondition((0...17).contains(digits), "a score has 0 to 17 digits after the point")
    self.runs = runs
    self.digits = digits
  }

  /// A list of systems, each with its runs and one object per score; ends without a newline.
  public var json: String {
    let systems = runs.systems.enumerated().map { system, names in
      let list = names.map { JSONText.quoted($0, .ascii) }.joined(separator: ", ")
      let pairs =
        ["\"system\": \"\(system == 0 ? "baseline" : "compared")\"", "\"runs\": [\(list)]"]
        + runs.columns.map { column in
          JSONText.quoted(column.name, .ascii) + ": " + Self.object(column, system)
        }
      return "    {\n" + pairs.map { "        " + $0 }.joined(separator: ",\n") + "\n    }"
    }
    return "[\n" + systems.joined(separator: ",\n") + "\n]"
  }

  private static func object(_ column: RunsComparison.Column, _ system: Int) -> String {
    let result = column.results[system]
    let scores = result.scores.map { JSONText.number($0) }.joined(separator: ", ")
    let pairs = [
      ("mean", JSONText.number(result.mean)), ("s_opt", JSONText.number(result.runDeviation)),
      ("s_sel", JSONText.number(result.testDeviation)),
      ("p_value", JSONText.number(result.verdict?.pValue)), ("scores", "[\(scores)]"),
      ("signature", JSONText.quoted(column.signature.description, .ascii)),
    ]
    let lines = pairs.map { "            \"\($0)\": \($1)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n        }"
  }

  /// A table per system, how to read them, and the signatures; ends with a newline.
  ///
  /// - Parameter short: whether signatures are in the short form.
  public func text(short: Bool = false) -> String {
    let tables = self.tables.map { table in
      TextTable(header: [table.caption] + table.header.dropFirst(), rows: table.rows).plain + "\n"
    }
    let signatures = runs.columns.map { column in
      "\(column.name): \(short ? column.signature.short : column.signature.description)\n"
    }
    return tables.joined() + explanation + signatures.joined()
  }

  /// A table per system: a row per run, then mean and deviations.
  var tables: [EvaluationPage.Table] {
    runs.systems.enumerated().map { system, names in
      let results = runs.columns.map { $0.results[system] }
      func row(_ name: String, _ cell: (RunsComparison.Result) -> String?) -> [[String]] {
        let cells = results.map(cell)
        return cells.contains { $0 != nil } ? [[name] + cells.map { $0 ?? "-" }] : []
      }
      let scores = names.enumerated().flatMap { run, name in
        row(name) { fixed($0.scores[run], digits) }
      }
      return EvaluationPage.Table(
        caption: title(system, count: names.count), header: ["run"] + runs.columns.map(\.name),
        rows: scores + row("mean") { fixed($0.mean, digits) }
          + row("s_opt") { $0.runDeviation.map { fixed($0, digits + 1) } }
          + row("s_sel") { $0.testDeviation.map { fixed($0, digits + 1) } }
          + row("p") { $0.verdict.map(Self.words) })
    }
  }

  private func title(_ system: Int, count: Int) -> String {
    let count = "\(count) run\(count == 1 ? "" : "s")"
    if runs.systems.count == 1 { return count }
    return system == 0 ? "Baseline: \(count)" : "Compared: \(count)"
  }

  private static func words(of verdict: PairedComparison.Verdict) -> String {
    guard let pValue = verdict.pValue else { return "no difference" }
    return fixed(pValue, 4) + (pValue <= PairedReport.significanceThreshold ? "*" : "")
  }

  /// How to read the rows; ends with an empty line.
  private var explanation: String {
    var text = "s_opt is the standard deviation over the runs.\n"
    if let test = runs.test {
      text += """
        s_sel is that over test sets, resampled \(test.resamples) times, and averaged over the runs.

        """
      if runs.systems.count > 1 { text += Self.meaning(test) }
    }
    return text + "\n"
  }

  private static func meaning(_ test: RunsTest) -> String {
    """
    p is how often a difference as large as the one seen came about by chance alone, if
    each line's translations in each run were swapped by a coin, in \(test.trials) trials.
    * marks p of \(PairedReport.significanceThreshold) or less: chance is no likely cause.

    """
  }
}
