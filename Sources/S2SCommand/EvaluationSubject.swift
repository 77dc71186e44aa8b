import FoundationEssentials
import S2SFiles
import S2SMetrics
import S2STraining
import Seq2Seq

/// What is evaluated: a system's translations with all that is known about them.
struct EvaluationSubject {
  var name: String
  /// The language of translations and references, if a model says it.
  var language: String?
  var hypotheses: [String]
  var references: [[String?]]
  var sources: [String]?
  /// A file of text that the model was trained on, target side.
  var trainingText: String?
  var fit: ModelFit?
  var sentencesPerSecond: Double?
  var history: [TrainingRecord] = []
}

/// References that share a line.
enum TabSplit {
  /// The columns of lines; a line with fewer than `count` has no more references.
  static func columns(_ lines: [String], count: Int, of path: String) throws -> [[String?]] {
    let cells = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    if let long = cells.firstIndex(where: { $0.count > count }) {
      throw MetricError.tooManyReferences(
        path: path, line: long + 1, count: cells[long].count, limit: count)
    }
    return (0..<count).map { column in
      cells.map { cells in
        guard column < cells.count else { return nil }
        let text = String(cells[column])
        // White space at the end of the line is no text; before a tab it is, as in sacreBLEU.
        return column == cells.count - 1 ? PythonText.trimmedEnd(text) : text
      }
    }
  }
}

/// The history of a model's training.
enum ModelHistory {
  /// What is in `history.jsonl` beside a model file; nothing where there is none.
  static func records(beside modelFile: String) throws -> [TrainingRecord] {
    let path = ModelDirectory(modelFile: modelFile).historyFile
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try LineReader(path: path).readAll().compactMap { line in
      try? JSONDecoder().decode(TrainingRecord.self, from: Data(line.utf8))
    }
  }
}
