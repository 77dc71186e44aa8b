import S2SMetrics

/// Scores as people and programs read them.
public struct ScoreReport: Sendable, Equatable {
  /// The scores, in the order in which they are shown.
  public let scores: [MetricScore]
  /// Digits after the point of a score; sacreBLEU's `-w`.
  public let digits: Int

  /// Makes a report.
  ///
  /// - Precondition: `digits` is in `0...17`.
  public init(scores: [MetricScore], digits: Int = 1) {
    precondition((0...17).contains(digits), "a score has 0 to 17 digits after the point")
    self.scores = scores
    self.digits = digits
  }

  /// A table for a terminal: a line a score, then the signatures; ends with a
  /// newline, and is empty without scores.
  public var table: String {
    guard !scores.isEmpty else { return "" }
    let table = TextTable([
      TextTable.Column("metric", .left, scores.map(\.name)),
      TextTable.Column("score", .right, scores.map(shown)),
      TextTable.Column("", .left, scores.map(\.verbose)),
    ])
    return table.plain + signatures
  }

  /// Each signature once, after the names of the scores that have it.
  private var signatures: String {
    var names: [(signature: Signature, names: [String])] = []
    for score in scores {
      if let index = names.firstIndex(where: { $0.signature == score.signature }) {
        names[index].names.append(score.name)
      } else {
        names.append((score.signature, [score.name]))
      }
    }
    return "\n" + names.map { $0.names.joined(separator: ", ") + ": \($0.signature)\n" }.joined()
  }

  /// The output of `sacrebleu --format json`: an object for one score, a list for several; ends
  /// without a newline.
  public var json: String {
    let objects = scores.map(object)
    if objects.count == 1 { return objects[0] }
    return objects.isEmpty ? "[]" : "[\n" + objects.joined(separator: ",\n") + "\n]"
  }

  /// The same objects inside of more; a list always.
  var value: JSONText.Value { .list(scores.map { .object(pairs($0).map { ($0, .raw($1)) }) }) }

  private func object(_ score: MetricScore) -> String {
    "{\n" + pairs(score).map { " \(JSONText.quoted($0)): \($1)" }.joined(separator: ",\n") + "\n}"
  }

  private func pairs(_ score: MetricScore) -> [(String, String)] {
    var pairs = [
      ("name", JSONText.quoted(score.name)),
      ("score", number(score.score)),
      ("signature", JSONText.quoted(score.signature.description)),
    ]
    if let confidence = score.confidenceOfJSON {
      pairs += [
        ("confidence_mean", number(confidence.mean)),
        ("confidence_var", number(confidence.halfWidth)),
        ("confidence", JSONText.quoted("μ = " + confidence.text(digits: digits))),
      ]
    }
    if !score.verbose.isEmpty { pairs.append(("verbose_score", JSONText.quoted(score.verbose))) }
    pairs += score.signature.fields.map { ($0.name, JSONText.quoted($0.value)) }
    return pairs
  }

  /// The shortest digits of the rounded number.
  private func number(_ value: Double) -> String { JSONText.number(value, digits: digits) }

  /// The output of `sacrebleu --format text`: one line per score, with the equal signs below each
  /// other; ends with a newline, and is empty without scores.
  ///
  /// - Parameter short: whether signatures are in the short form.
  public func text(short: Bool = false) -> String {
    let heads = scores.map { "\($0.name)|\(short ? $0.signature.short : $0.signature.description)" }
    let width = heads.reduce(0) { max($0, $1.unicodeScalars.count) }
    return zip(scores, heads).map { score, head in
      TextTable.Alignment.right.pad(head, to: width) + " = " + shown(score)
        + (score.verbose.isEmpty ? "" : " " + score.verbose) + "\n"
    }.joined()
  }

  /// The rounded score, with its interval if it has one.
  private func shown(_ score: MetricScore) -> String {
    let interval = score.confidence.map {
      $0.hasWidth ? " (μ = \($0.text(digits: digits)))" : " (no interval)"
    }
    return fixed(score.score, digits) + (interval ?? "")
  }
}

extension MetricScore {
  /// The interval that JSON has: where the mean is 0, sacreBLEU takes it for none.
  fileprivate var confidenceOfJSON: ConfidenceInterval? {
    confidence.flatMap { $0.mean > 0 ? $0 : nil }
  }
}
