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
      // Between validations the same loss is recorded in smaller parts.
      try TrainingLog.records(in: path).filter { $0.validationLoss != nil }.map { record in
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
