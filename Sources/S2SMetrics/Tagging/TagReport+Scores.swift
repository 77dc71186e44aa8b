extension TagReport {
  /// The measures in percent: accuracies, and those of spans where tags mark them.
  ///
  /// - Parameter unseen: the words of the test set whose tag the model does not have.
  public func scores(unseen: Int) -> [MetricScore] {
    let signature = Signature(
      fields: [.init("sentences", "\(sentenceCount)"), .init(units, "\(all.gold)")]
        + (tellsKnown ? [.init("unknown", "\(unknown.gold)")] : [])
        + [.init("unseen_tags", "\(unseen)")])
    func score(_ name: String, _ share: Double) -> MetricScore {
      MetricScore(name: name, score: 100 * share, signature: signature)
    }
    var scores = [score("accuracy", accuracy)]
    guard tellsKnown else { return scores + spanScores }
    if known.gold > 0 { scores.append(score("accuracy_known", known.recall)) }
    if unknown.gold > 0 { scores.append(score("accuracy_unknown", unknown.recall)) }
    return scores + spanScores
  }

  private var spanScores: [MetricScore] {
    guard let spans else { return [] }
    let signature = Signature(fields: [
      .init("sentences", "\(sentenceCount)"), .init("spans", "\(spans.gold)"),
      .init("found", "\(spans.predicted)"), .init("scheme", "conlleval"),
    ])
    return [("precision", spans.precision), ("recall", spans.recall), ("f1", spans.f1)].map {
      MetricScore(name: "span_\($0.0)", score: 100 * $0.1, signature: signature)
    }
  }

  /// The confusions that a table of them has.
  private static let confusionCount = 20

  /// Where it fails: by tag, by kind of span, and the most frequent confusions.
  public var tables: [EvaluationTable] {
    var tables = [Self.table("by_tag", "By tag", of: units, "tag", byTag)]
    if bySpan.count > 1 {
      tables.append(Self.table("by_span", "By kind of span", of: "spans", "kind", bySpan))
    }
    let wrong = confusions.filter { $0.key.gold != $0.key.predicted }.sorted {
      ($1.value, $0.key.gold, $0.key.predicted) < ($0.value, $1.key.gold, $1.key.predicted)
    }
    guard !wrong.isEmpty else { return tables }
    tables.append(
      EvaluationTable(
        key: "confusions", caption: "The most frequent confusions",
        columns: ["tag", "predicted", "times", "share"],
        rows: wrong.prefix(Self.confusionCount).map { confusion, count in
          let gold = byTag[confusion.gold]?.gold ?? count
          return [
            .text(confusion.gold), .text(confusion.predicted), .count(count),
            .number(100 * Double(count) / Double(max(1, gold))),
          ]
        }))
    return tables
  }

  private static func table(
    _ key: String, _ caption: String, of units: String, _ name: String,
    _ counts: [String: Counts]
  ) -> EvaluationTable {
    EvaluationTable(
      key: key, caption: caption,
      columns: [name, units, "predicted", "precision", "recall", "f1"],
      rows: counts.sorted { ($1.value.gold, $0.key) < ($0.value.gold, $1.key) }.map { tag, counts in
        [
          .text(tag), .count(counts.gold), .count(counts.predicted),
          .number(100 * counts.precision), .number(100 * counts.recall), .number(100 * counts.f1),
        ]
      })
  }
}
