import S2SFiles
import S2SMetrics

extension EvaluationReport {
  /// A row of numbers per sentence: the scores of this system, then those of the others.
  func sentenceTable() throws -> ReportTable {
    let texts = try texts()
    let others = evaluation.others
    var names = texts.scores(ofSentence: 0).map(\.name)
    names += others.flatMap { other in
      other.texts.scores(ofSentence: 0).map { Self.title($0.name, of: other) }
    }
    return ReportTable(
      key: "sentences", caption: "Sentences",
      columns: [.init("line")] + names.map { .init($0) },
      rows: texts.corpus.hypotheses.indices.map { index in
        let scores = ([texts] + others.map(\.texts)).flatMap { $0.scores(ofSentence: index) }
        return [.count(index + 1)] + scores.map { .number($0.score) }
      })
  }

  /// The worst and the best sentences under the first metric.
  var ranking: SentenceRanking? {
    get throws {
      guard options.exampleCount > 0 else { return nil }
      return try texts().ranking(count: options.exampleCount)
    }
  }

  /// The worst and the best sentences with the words that differ; those of other systems below them.
  func examples() throws -> String {
    guard let ranking = try ranking else { return "" }
    let cutter = try texts().cutter
    func list(_ title: String, _ entries: [SentenceRanking.Entry]) -> String {
      "\n\(title), [-only in the reference-] {+only in the translation+}\n"
        + entries.map { entry in
          "\(grouped(entry.index + 1))  \(tidy(entry.score, digits))  \(entry.difference.marked)\n"
            + evaluation.others.map { other in
              let example = OtherExample(entry, other, cutter)
              return "   \(other.name)  \(tidy(example.score, digits))  "
                + example.difference.marked + "\n"
            }.joined()
        }.joined()
    }
    return list("Worst", ranking.worst) + list("Best", ranking.best)
  }

  /// The same sentences for programs.
  func exampleValues(_ entries: [SentenceRanking.Entry]) throws -> JSONText.Value {
    let cutter = try texts().cutter
    func fields(
      _ score: Double, _ hypothesis: String, _ difference: WordDifference
    ) -> [(key: String, value: JSONText.Value)] {
      [
        ("score", .raw(JSONText.number(score, digits: digits))),
        ("hypothesis", .raw(JSONText.quoted(hypothesis))),
        ("difference", .raw(JSONText.quoted(difference.marked))),
      ]
    }
    return .list(
      entries.map { entry in
        var pairs: [(key: String, value: JSONText.Value)] = [("line", .raw("\(entry.index + 1)"))]
        pairs += fields(entry.score, entry.hypothesis, entry.difference)
        pairs.append(("reference", .raw(JSONText.quoted(entry.reference))))
        guard !evaluation.others.isEmpty else { return .object(pairs) }
        let others: [JSONText.Value] = evaluation.others.map { other in
          let example = OtherExample(entry, other, cutter)
          return .object(
            [("system", .raw(JSONText.quoted(other.name)))]
              + fields(example.score, example.hypothesis, example.difference))
        }
        return .object(pairs + [("others", .list(others))])
      })
  }
}

/// What another system made of a sentence.
private struct OtherExample {
  let score: Double
  let hypothesis: String
  let difference: WordDifference

  init(_ entry: SentenceRanking.Entry, _ other: Evaluation.System, _ cutter: WordCutter) {
    score = other.texts.scores(ofSentence: entry.index).first?.score ?? 0
    hypothesis = other.texts.corpus.hypotheses[entry.index]
    difference = WordDifference(
      hypothesis: hypothesis, reference: entry.reference, cutter: cutter)
  }
}
