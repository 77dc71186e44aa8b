import S2SFiles

extension CorpusExamination {
  /// The examination for people, in lines of at most 80 columns where paths allow.
  ///
  /// - Parameter advice: advice about the pairs to drop, as a sentence.
  public func text(advice: String?) -> String {
    let isCurable = obstacles.isEmpty && verdict != .fit
    return parts.map { part(of: $0) }.joined(separator: "\n") + "\nVerdict: \(verdict).\n"
      + (isCurable ? advice.map { $0 + "\n" } ?? "" : "")
  }

  private func part(of part: ExaminedPart) -> String {
    let title =
      "\(part.name.rawValue): \(grouped(part.count)) pair\(part.count == 1 ? "" : "s") in "
      + part.files.paths.joined(separator: " and ") + "\n"
    let sides = [(source, part.sizes.source), (target, part.sizes.target)].map { language, size in
      "\(language) \(Self.mean(size.words, part.count)) words, "
        + "\(Self.mean(size.characters, part.count)) characters"
    }
    let findings = part.findings
    return title + "  a line: " + sides.joined(separator: "; ") + "\n"
      + (part.reading?.summary.map { "  reading: \($0)\n" } ?? "")
      + (part.unevenness.map { "  error: \($0)\n" } ?? "")
      + (findings.isEmpty ? "  \(praise(of: part))\n" : "")
      + findings.map { text(of: $0, in: part) }.joined()
  }

  /// What is said of a part whose pairs have no problems: the corpus as a whole may have some.
  private func praise(of part: ExaminedPart) -> String {
    if part.count == 0 { return "no pairs" }
    if case .unusable = verdict { return "no single pair to complain of" }
    return "nothing to complain of"
  }

  /// A row with problem, count and severity, and one row per example under it.
  private func text(of finding: ExaminedPart.Finding, in part: ExaminedPart) -> String {
    let remedy =
      switch finding.problem.remedy(isHeldOut: part.isHeldOut) {
      case .drop: "drop"
      case .repair: "repair"
      case .keep: "keep"
      }
    let row = [
      padded(finding.problem.severity.rawValue, 9), padded(finding.problem.title, 26),
      padded(grouped(finding.count), 11, atEnd: true),
      padded(Self.percentage(finding.count, of: part.count), 10, atEnd: true), "  " + remedy,
    ]
    return "  " + row.joined() + "\n" + finding.examples.map(Self.text).joined()
  }

  /// The characters of a side of an example that are shown.
  private static let shownLength = 27

  private static func text(_ example: ExaminedPart.Example) -> String {
    let sides = [example.source, example.target].map { quotedText($0, longest: shownLength) }
    return padded(grouped(example.line), 11, atEnd: true) + "  \(sides[0]) \(sides[1])\n"
  }

  private static func mean(_ total: Int, _ count: Int) -> String {
    tenths(count == 0 ? 0 : (total * 10 + count / 2) / count)
  }

  /// A share to a hundredth of a percent, and never 0.00% of something.
  private static func percentage(_ count: Int, of total: Int) -> String {
    let share = total == 0 ? 0 : (count * 10_000 + total / 2) / total
    guard share > 0 else { return "<0.01%" }
    let rest = share % 100
    return "\(share / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }

  private static func tenths(_ value: Int) -> String { "\(value / 10).\(value % 10)" }
}

extension CorpusExamination.Verdict: CustomStringConvertible {
  /// A few words, without a full stop.
  public var description: String {
    switch self {
    case .fit: "fit to train"
    case .usable(let count):
      "usable; \(grouped(count)) training pair\(count == 1 ? "" : "s") had better go"
    case .unusable(let reasons): "not usable: " + reasons.joined(separator: "; ")
    }
  }
}

/// A text with spaces behind it, or before it, up to a width.
private func padded(_ text: String, _ width: Int, atEnd: Bool = false) -> String {
  let spaces = String(repeating: " ", count: max(0, width - text.count))
  return atEnd ? spaces + text : text + spaces
}
