import S2SModels
import S2SText
import S2STensors
import S2STraining

/// What a run computes with.
///
/// Tokenizers and model are learned, made or restored; nothing is written for it.
struct RunParts {
  let sourceText: TextPipeline
  let targetText: TextPipeline
  let task: TranslationTask
  /// What is validated and saved: the model that is trained, or the average of its weights.
  let result: TranslationModel
  let engine: DataParallel<TranslationTask>
  let optimizer: any Optimizer
  let validation: Validation
  /// Where the run stands.
  let state: TrainerState

  /// Learns or restores tokenizers, and makes or restores the model.
  ///
  /// - Throws: as `TranslationTrainer.run`.
  init(
    _ setup: RunSetup, data: TrainingData, threads: Int, stored: StoredRun?
  ) throws {
    let options = setup.options
    (sourceText, targetText) =
      try stored.map { ($0.sourceText, $0.targetText) }
      ?? data.learnText(options, source: setup.source, target: setup.target)
    let shape = options.modelConfiguration(
      sourceVocabularySize: sourceText.vocabularySize,
      targetVocabularySize: targetText.vocabularySize)
    let model = try TranslationModel(shape, copies: options.parameterCopies(workers: threads))
    task = TranslationTask(
      model: model, labelSmoothing: Float(options.labelSmoothing),
      bfloat16Weights: options.usesBFloat16 ? model.bfloat16Weights() : nil)
    engine = DataParallel(task, workers: Workers(count: threads))
    result = options.averageDecay == nil ? model : try TranslationModel(shape)
    optimizer = options.makeOptimizer(model.parameters.table, average: result.parameters)
    validation = try Validation(
      data.valid, model: result, sourceText: sourceText, targetText: targetText,
      options: options, threads: threads)
    state =
      try stored?.state
      ?? TrainerState(
        schedule: LearningRateSchedule(options.scheduleConfiguration),
        stopping: EarlyStopping(metric: options.metric, patience: options.patience))
    if let stored, state.step > 0 {
      try Checkpoint.restore(
        stored.file, parameters: model.parameters, optimizer: optimizer)
    } else {
      model.initialize(seed: options.seed)
      if result !== model { result.parameters.copy(from: model.parameters) }
    }
  }
}
