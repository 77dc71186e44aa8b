import S2SMetrics
import S2STraining

extension LearningCurve {
  /// Reads `history.jsonl` beside a model file; `nil` where there is none.
  ///
  /// - Throws: `TrainingError.malformedHistory`, `FileError`.
  init?(beside modelFile: String) throws {
    let path = ModelDirectory(modelFile: modelFile).historyFile
    guard ModelDirectory.exists(path) else { return nil }
    self.init(
      try TrainingLog.records(in: path).map { record in
        Point(
          step: record.step, trainingPerplexity: record.trainingPerplexity,
          validationPerplexity: record.validationPerplexity)
      })
  }
}

extension Evaluation {
  /// Adds the curve of a model's training; a history that cannot be read is a warning, as the
  /// scores do not need it.
  mutating func addCurve(beside modelFile: String) {
    do {
      curve = try LearningCurve(beside: modelFile)
    } catch {
      warnings.append(.unreadableHistory(error))
    }
  }
}
