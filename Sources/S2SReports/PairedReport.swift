import S2SMetrics

/// A comparison of systems as people and programs read it: table and JSON equal sacreBLEU's.
public struct PairedReport: Sendable, Equatable {
  /// The p-value below which a difference gets a star.
  public static let significanceThreshold = 0.05

  /// The comparison.
  public let comparison: PairedComparison
  /// Digits after the point of a score; sacreBLEU's `-w`.
  public let digits: Int
  /// Whether JSON has these digits, too; sacreBLEU's has all.
  public let roundsJSON: Bool

  /// Makes a report.
  ///
  /// - Precondition: `digits` is in `0...17`.
  public init(_ comparison: PairedComparison, digits: Int = 1, roundsJSON: Bool = false) {
    self.roundsJSON = roundsJSON
    precondition((0...17).contains(digits), "a score has 0 to 17 digits after the point")
    self.comparison = comparison
    self.digits = digits
  }

  private var names: [String] {
    comparison.systems.enumerated().map { $0 == 0 ? "Baseline: \($1)" : $1 }
  }

  /// What `--format json` prints: a list of systems, each with one object per score; ends without a
  /// newline.
  ///
  /// sacreBLEU itself fails on intervals of chrF and TER, whose numbers its JSON cannot hold.
  public var json: String {
    let systems = names.enumerated().map { system, name in
      var pairs = ["\"system\": " + JSONText.quoted(name, .ascii)]
      pairs += comparison.columns.map { column in
        let lines = numbers(column.results[system]).map { "            \"\($0)\": \($1)" }
        return JSONText.quoted(column.name, .ascii) + ": {\n"
          + lines.joined(separator: ",\n") + "\n        }"
      }
      return "    {\n" + pairs.map { "        " + $0 }.joined(separator: ",\n") + "\n    }"
    }
    return "[\n" + systems.joined(separator: ",\n") + "\n]"
  }

  /// The same inside of more.
  var value: JSONText.Value {
    .list(
      names.enumerated().map { system, name in
        .object(
          [("system", .raw(JSONText.quoted(name)))]
            + comparison.columns.map { column in
              (
                column.name,
                .object(numbers(column.results[system]).map { ($0, .raw($1)) })
              )
            })
      })
  }

  private func numbers(_ result: PairedComparison.Result) -> [(String, String)] {
    func score(_ value: Double?) -> String {
      roundsJSON ? JSONText.number(value, digits: digits) : JSONText.number(value)
    }
    return [
      ("score", score(result.score)), ("p_value", JSONText.number(result.pValue)),
      ("mean", score(result.confidence?.mean)), ("ci", score(result.confidence?.halfWidth)),
    ]
  }

  /// The table, how to read it, and the signatures; ends with a newline.
  ///
  /// - Parameter short: whether signatures are in the short form.
  public func text(short: Bool = false) -> String {
    let signatures = comparison.columns.map { column in
      let name = TextTable.Alignment.left.pad(column.name, to: 10)
      return "\(name) \(short ? column.signature.short : column.signature.description)\n"
    }
    return table + "\n" + explanation + signatures.joined()
  }

  /// The table of `--format text`.
  public var table: String {
    let hasIntervals = comparison.columns.contains { column in
      column.results.contains { $0.confidence != nil }
    }
    let title = hasIntervals ? " (μ ± 95% CI)" : ""
    let columns = comparison.columns.map { column in
      TextTable.Column(column.name + title, .middle, lines: column.results.map(lines))
    }
    return TextTable([TextTable.Column("System", .right, names)] + columns).grid
  }

  /// The lines of one cell: the score with its interval, then the p-value.
  func lines(of result: PairedComparison.Result) -> [String] {
    var score = fixed(result.score, digits)
    if let confidence = result.confidence {
      score += confidence.hasWidth ? " (\(confidence.text(digits: digits)))" : " (no interval)"
    }
    return [score] + (result.verdict.map { [Self.words(of: $0)] } ?? [])
  }

  /// A p-value, with a star where chance is no likely cause.
  private static func words(of verdict: PairedComparison.Verdict) -> String {
    guard let pValue = verdict.pValue else { return "(no difference)" }
    return "(p = \(fixed(pValue, 4)))" + (isSignificant(pValue) ? "*" : "")
  }

  private static func isSignificant(_ pValue: Double) -> Bool { pValue <= significanceThreshold }

  /// How to read the table, as far as there is something to read; ends with an empty line.
  var explanation: String {
    let verdicts = comparison.columns.flatMap(\.results).compactMap(\.verdict)
    let pValues = verdicts.compactMap(\.pValue)
    let isBootstrap = comparison.test.kind == .bootstrap
    var text = isBootstrap ? "Paired bootstrap" : "Paired approximate randomization"
    text += ": every system against \(names[0]).\n"
    if !pValues.isEmpty { text += meaning(isBootstrap) }
    if pValues.contains(where: Self.isSignificant) {
      text += """
        * marks p of \(Self.significanceThreshold) or less: chance is no likely cause. It does not say that
        the difference is large, or the better score the better translation.

        """
    }
    return text + Self.fewLines(verdicts) + "\n"
  }

  private func meaning(_ isBootstrap: Bool) -> String {
    let (samples, chance) = (
      comparison.test.samples,
      isBootstrap ? "the two were equally good" : "each line's translations were swapped by a coin"
    )
    return """
      p is how often a difference as large as the one seen came about by chance alone,
      if \(chance), in \(samples) \(isBootstrap ? "resamples of the lines" : "trials").

      """
  }

  /// What limits p where systems differ in few lines; ends with a newline, or is empty.
  private static func fewLines(_ verdicts: [PairedComparison.Verdict]) -> String {
    let counts = verdicts.compactMap { verdict in
      if case .atLeast(_, let lines) = verdict { lines } else { nil }
    }
    guard let least = counts.min(), let most = counts.max() else { return "" }
    let lines = least == most ? "\(least)" : "\(least) to \(most)"
    return "p is at least 2^(1-n) for systems that differ in n lines; here n is \(lines).\n"
  }
}
