import S2SModels
import S2STensors
import S2STraining

/// The beginning of a run.
enum RunBeginning<Task: LearningTask> {
  /// Weights drawn by the seed, and new tokenizers.
  case random
  /// Another model's weights and tokenizers.
  case base(BaseModel<Task>)
  /// All of a run that was stopped.
  case stored(StoredRun<Task>)

  /// Where the run stands.
  ///
  /// - Throws: `OptionError` for impossible options.
  func state(_ options: LearningOptions) throws -> TrainerState {
    if case .stored(let run) = self { return run.state }
    return try TrainerState(
      schedule: LearningRateSchedule(options.scheduleConfiguration),
      stopping: EarlyStopping(metric: options.metric, patience: options.patience))
  }

  /// Gives a model its first weights, and the optimiser of a run that was stopped its moments.
  ///
  /// A step-0 state is written after some updates. Its moments, and its weights where the seed can
  /// make them again, are therefore later ones and are not restored.
  ///
  /// - Throws: `SafetensorsError`.
  func fill(
    _ model: Task.Model, _ optimizer: any Optimizer, carried: ParameterBuffer?,
    _ setup: RunSetup<Task.Options>
  ) throws {
    switch self {
    case .stored(let run) where run.state.step > 0 || setup.base != nil:
      let hasBegun = run.state.step > 0
      try Checkpoint.restore(
        run.file, parameters: model.parameters, optimizer: hasBegun ? optimizer : nil,
        carried: hasBegun ? carried : nil)
    case .base(let base): base.fill(model, setup.options.learning)
    case .random, .stored:
      model.initialize(
        seed: setup.options.learning.seed, setup.options.learning.initialization)
    }
  }
}
