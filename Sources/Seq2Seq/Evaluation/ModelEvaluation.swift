import S2SMetrics
import S2SModels

/// What a model of any task is to be scored on, and how.
public struct ModelEvaluation: Sendable {
  /// The test set.
  public var corpus = CorpusSelection()
  /// The metrics of texts, and what is read for them; for tasks that write texts.
  public var request = EvaluationRequest()
  /// How texts are written, for tasks that write them; its threads are every task's.
  public var translation = TranslationOptions()

  /// The test set of the model's corpus by the metrics of reference programs.
  public init() {}

  /// Scores the model in a file or directory, whatever its task.
  ///
  /// - Throws: `ModelError`, `CorpusError`, `MetricError`, and what reading files throws.
  public func evaluate(_ path: String) throws -> Evaluation {
    try translation.validate()
    let file = try ModelDirectory.file(at: path)
    return try TaskKind.of(ModelHeader(path: file)).evaluate(file, self)
  }
}
