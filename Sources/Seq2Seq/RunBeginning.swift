import S2SModels
import S2STensors
import S2STraining

/// What a run begins with.
enum RunBeginning {
  /// Weights that follow from the seed, and tokenizers of its own.
  case random
  /// Another model's weights and tokenizers.
  case base(BaseModel)
  /// All of a run that was stopped.
  case stored(StoredRun)

  /// Where the run stands.
  ///
  /// - Throws: `TrainingError` for impossible options.
  func state(_ options: TrainingOptions) throws -> TrainerState {
    if case .stored(let run) = self { return run.state }
    return try TrainerState(
      schedule: LearningRateSchedule(options.scheduleConfiguration),
      stopping: EarlyStopping(metric: options.metric, patience: options.patience))
  }

  /// Gives a model its first weights, and the optimiser of a run that was stopped its moments.
  ///
  /// What is stored of a run before its first update may be later moments, and later weights if
  /// the seed makes the first ones again.
  ///
  /// - Throws: `SafetensorsError`.
  func fill(_ model: TranslationModel, _ optimizer: any Optimizer, _ setup: RunSetup) throws {
    switch self {
    case .stored(let run) where run.state.step > 0 || setup.base != nil:
      try Checkpoint.restore(
        run.file, parameters: model.parameters, optimizer: run.state.step > 0 ? optimizer : nil)
    case .base(let base): model.parameters.copy(from: base.bundle.model.parameters)
    case .random, .stored:
      model.initialize(seed: setup.options.seed, setup.options.initialization ?? .uniform)
    }
  }
}
