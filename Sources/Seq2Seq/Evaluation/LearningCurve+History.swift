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
