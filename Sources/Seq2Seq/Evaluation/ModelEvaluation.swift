import S2SMetrics
import S2SModels

/// What a model of any task is to be scored on, and how.
public struct ModelEvaluation: Sendable {
  /// The test set.
  public var corpus = CorpusSelection()
  /// The vectors of the pictures whose captions the test set names, for captioners; beside the captions
  /// unless they are named.
  public var features: String?
  /// The metrics of texts, and what is read for them; for tasks that write texts.
  public var request = EvaluationRequest()
  /// How texts are written, for tasks that write them; its threads are every task's.
  public var translation = TranslationOptions()
  /// What a language model of a stream does beside reading; no other model does.
  public var adaptation = StreamAdaptation()

  /// The test set of the model's corpus by the metrics of reference programs.
  public init() {}

  /// Scores the model in a file or directory, whatever its task.
  ///
  /// - Throws: `ModelError`, `CorpusError`, `MetricError`, and what reading files throws.
  public func evaluate(_ path: String) throws -> Evaluation {
    try translation.validate()
    let file = try ModelDirectory.file(at: path)
    let task = try TaskKind.of(ModelHeader(path: file))
    guard adaptation.option == nil || task.name == LanguageModelTask.name else {
      throw ModelError.otherTask(path: file, task: task.name, wanted: LanguageModelTask.name)
    }
    return try task.evaluate(file, self)
  }
}
