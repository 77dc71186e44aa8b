import S2SModels
import S2SText
import S2STensors
import S2STraining

/// What a run computes with.
///
/// Tokenizers and model are learned, taken, made or restored; nothing is written for it.
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
    _ setup: RunSetup, data: TrainingData, threads: Int, beginning: RunBeginning
  ) throws {
    let options = setup.options
    (sourceText, targetText) =
      switch beginning {
      case .stored(let run): (run.sourceText, run.targetText)
      case .base(let base): base.text
      case .random: try data.learnText(options, source: setup.source, target: setup.target)
      }
    guard options.copy != true || sourceText.hasTokens(of: targetText) else {
      throw ModelError(
        .mismatch,
        "copying needs one vocabulary for both sides, and those of the model to begin with differ; "
          + "begin with one that copies, or without --copy.")
    }
    let shape = options.modelConfiguration(source: sourceText, target: targetText)
    let model = try TranslationModel(shape, copies: options.parameterCopies(workers: threads))
    task = TranslationTask(
      model: model, labelSmoothing: Float(options.labelSmoothing),
      gradientRegularizer: Float(options.gradientRegularizer ?? 0),
      coverageLoss: Float(options.coverageLoss ?? 0), sampling: options.sampling,
      risk: options.risk(targetText),
      trainingWeights: options.usesBFloat16 ? model.bfloat16Weights() : model.panelWeights())
    engine = DataParallel(task, workers: Workers(count: threads))
    result = options.averageDecay == nil ? model : try TranslationModel(shape)
    optimizer = options.makeOptimizer(model.parameters.table, average: result.parameters)
    validation = try Validation(
      data.valid, model: result, sourceText: sourceText, targetText: targetText,
      options: options, threads: threads)
    state = try beginning.state(options)
    try beginning.fill(model, optimizer, setup)
    if state.step == 0 && result !== model { result.parameters.copy(from: model.parameters) }
  }
}
