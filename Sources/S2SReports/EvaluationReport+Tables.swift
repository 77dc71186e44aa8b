import S2SFiles
import S2SMetrics

extension EvaluationReport {
  /// The breakdowns that were asked for, and how translations go wrong.
  func breakdownTables() throws -> [EvaluationPage.Table] {
    guard !options.breakdowns.isEmpty || options.exampleCount > 0 else { return [] }
    let texts = try texts()
    var tables: [EvaluationPage.Table] = []
    if options.breakdowns.contains(.length) { tables.append(try lengthTable(texts)) }
    if options.breakdowns.contains(.frequency) { tables.append(try frequencyTable(texts)) }
    return tables + [try rateTable(texts)]
  }

  /// What the first metric gives to short sentences and to long ones.
  func lengthTable(_ texts: ScoredTexts) throws -> EvaluationPage.Table {
    let buckets = try texts.byLength()?.buckets ?? []
    let names = buckets.first { !$0.scores.isEmpty }?.scores.map(\.name) ?? []
    return EvaluationPage.Table(
      caption: "By the length of the \(texts.sources == nil ? "references" : "sources"), in words",
      header: ["words", "sentences"] + names,
      rows: buckets.filter { $0.sentenceCount > 0 }.map { bucket in
        ["\(bucket.lengths)", grouped(bucket.sentenceCount)] + bucket.scores.map { tidy($0.score) }
      })
  }

  /// How rare words fare.
  func frequencyTable(_ texts: ScoredTexts) throws -> EvaluationPage.Table {
    guard let training = evaluation.trainingText else { throw MetricError.noTrainingText }
    let buckets = try texts.byFrequency(in: training.frequencies).buckets
    return EvaluationPage.Table(
      caption: "By the frequency of the words in \(training.name)",
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
  func rateTable(_ texts: ScoredTexts) throws -> EvaluationPage.Table {
    var rows = [["repeat words at once", "\(tidy(100 * texts.repetition.rate)) %"]]
    if let copies = try texts.copies() {
      rows.append(["are their source", "\(tidy(100 * copies.rate)) %"])
      rows.append(["source words copied", "\(tidy(100 * copies.wordRate)) %"])
    }
    if let speed = evaluation.sentencesPerSecond {
      rows.append(["translated a second", grouped(Int(speed))])
    }
    return EvaluationPage.Table(caption: "Translations", header: ["that", "share"], rows: rows)
  }
}

extension EvaluationPage.Table {
  /// The caption and a line per row; the first column to the left, the others to the right.
  var text: String {
    let columns = header.enumerated().map { index, title in
      TextTable.Column(
        title, index == 0 ? .left : .right, rows.map { index < $0.count ? $0[index] : "" })
    }
    return caption + "\n" + TextTable(columns).plain
  }
}
