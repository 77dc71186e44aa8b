import S2SModels
import S2STensors
import S2STraining

/// The parts that a run computes with.
///
/// Tokenizers and model are learned, taken, made or restored; nothing is written for it.
struct RunParts<Task: LearningTask> {
  let texts: Texts
  let task: Task
  /// The model that is trained.
  let model: Task.Model
  /// The model that is validated and saved: the trained one, or the average of its weights.
  let result: Task.Model
  let engine: DataParallel<Task>
  let optimizer: any Optimizer
  let validation: Validation<Task>
  /// Where the run stands.
  let state: TrainerState

  /// Learns or restores tokenizers, and makes or restores the model.
  ///
  /// - Throws: as `ModelTrainer.run`.
  init(
    _ setup: RunSetup<Task.Options>, data: Task.Data, threads: Int, beginning: RunBeginning<Task>
  ) throws {
    let options = setup.options
    let learning = options.learning
    texts =
      switch beginning {
      case .stored(let run): run.texts
      case .base(let base): try base.texts(completedBy: data, options)
      case .random: try data.learnTexts(options)
      }
    try TrainingMemory(
      Task.layout(options, texts), learning, workers: threads, passTokens: Task.passTokens,
      sides: Task.sideCount
    ).check()
    model = try Task.makeModel(
      options, texts, copies: learning.parameterCopies(workers: threads))
    task = Task(model, texts, options)
    engine = DataParallel(task, workers: Workers(count: threads))
    result = learning.averaging == nil ? model : try Task.makeModel(options, texts, copies: 1)
    optimizer = learning.makeOptimizer(model.parameters.table, average: result.parameters)
    validation = try Validation(
      data, model: result, texts: texts, options: options, threads: threads)
    state = try beginning.state(learning)
    try beginning.fill(model, optimizer, carried: task.carried, setup)
    if state.step == 0 && learning.averaging != nil {
      result.parameters.copy(from: model.parameters)
    }
  }
}
