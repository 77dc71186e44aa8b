extension Evaluation {
  /// The scores of a classifier, with its mistakes by class and by confidence.
  public init(name: String, _ results: ClassificationResults) {
    self.init(name: name, scores: results.scores)
    tables = [results.classTable, results.confusionTable, results.calibrationTable]
    if results.unknownCount > 0 {
      warnings.append(
        .unknownClasses(examples: results.unknownCount, names: results.unknownClasses))
    }
  }
}

extension ClassificationResults {
  /// A row for each class that occurs.
  fileprivate var classTable: EvaluationTable {
    let confusion = confusion
    return EvaluationTable(
      key: "classes", caption: "By class, in percent",
      columns: ["class", "examples", "precision", "recall", "f1"],
      rows: confusion.usedClasses.map { index in
        let measures = confusion[index]
        return [
          .text(classes[index]), .count(measures.support), .number(100 * measures.precision),
          .number(100 * measures.recall), .number(100 * measures.f1),
        ]
      })
  }

  /// The most classes that a matrix has, and the most rows of a list in its place.
  private static let (matrixClasses, listedConfusions) = (20, 20)

  /// A row for each true class, a column for each chosen one; of many classes the most frequent mistakes.
  fileprivate var confusionTable: EvaluationTable {
    let confusion = confusion
    let used = confusion.usedClasses
    guard used.count <= Self.matrixClasses else { return mistakeTable(confusion) }
    return EvaluationTable(
      key: "confusion", caption: "True classes (rows) by chosen classes (columns)",
      columns: ["class"] + used.map { classes[$0] },
      rows: used.map { row in
        [.text(classes[row])] + used.map { .count(confusion.counts[row][$0]) }
      })
  }

  private func mistakeTable(_ confusion: ConfusionMatrix) -> EvaluationTable {
    let used = confusion.usedClasses
    let mistakes = used.flatMap { row in
      used.compactMap { column in
        let times = confusion.counts[row][column]
        return row == column || times == 0 ? nil : (row: row, column: column, times: times)
      }
    }.sorted { ($1.times, $0.row, $0.column) < ($0.times, $1.row, $1.column) }
    return EvaluationTable(
      key: "confusions", caption: "The most frequent confusions",
      columns: ["class", "chosen", "times"],
      rows: mistakes.prefix(Self.listedConfusions).map {
        [.text(classes[$0.row]), .text(classes[$0.column]), .count($0.times)]
      })
  }

  /// A row for each bin that has examples.
  fileprivate var calibrationTable: EvaluationTable {
    EvaluationTable(
      key: "calibration", caption: "By the probability of the chosen class, in percent",
      columns: ["up to", "examples", "confidence", "accuracy"],
      rows: calibration().bins.filter { $0.count > 0 }.map { bin in
        [
          .number(100 * bin.high), .count(bin.count), .number(100 * bin.confidence),
          .number(100 * bin.accuracy),
        ]
      })
  }
}
