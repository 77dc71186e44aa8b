import FoundationEssentials
import S2SCorpora
import S2SFiles
import S2SModels
import S2STensors
import S2SText
import S2STraining

/// One run while it trains: its batches, validations, files and reports.
final class TrainingSession: TrainingRun {
  private let setup: RunSetup
  private let directory: ModelDirectory
  private let request: TrainingRequest
  private let parts: RunParts
  private let data: TrainingData
  private let corpus: ShardedCorpus
  private let schedule: BatchSchedule
  /// The weights before the first update where no seed makes them again; `nil` once they are
  /// stored.
  private var initialWeights: ParameterBuffer?
  /// The history; `nil` until a new run has something to save.
  private var log: TrainingLog?
  private var reporter: ProgressReporter
  private let clockStart: Double
  private var task: TranslationTask { parts.task }
  private var initialState: TrainerState { parts.state }
  private var outcome = TranslationTrainer.Outcome.finished
  private var lastRecord: TrainingRecord?

  /// Learns or restores tokenizers, encodes the corpus, and makes or restores the model.
  init(
    _ setup: RunSetup, data: TrainingData, directory: ModelDirectory,
    request: TrainingRequest, beginning: RunBeginning, clockStart: Double
  ) throws {
    self.setup = setup
    self.data = data
    self.directory = directory
    self.request = request
    self.clockStart = clockStart
    let options = setup.options
    let threads = request.threads ?? defaultThreadCount()
    parts = try RunParts(setup, data: data, threads: threads, beginning: beginning)
    schedule = options.batchSchedule
    if setup.base != nil && parts.state.step == 0 {
      initialWeights = ParameterBuffer(parts.task.parameters.table)
      initialWeights?.copy(from: parts.task.parameters)
    }
    try Directory.create(directory.path)
    AtomicFile.removeStaleTemporaries(in: directory.path)
    try AtomicFile.checkCanCreate(in: directory.path)
    corpus = try ShardedCorpus(
      data.train, limits: options.limits(), shardSize: request.shardSize,
      directory: directory.path, seed: options.seed, threads: threads,
      encoder: PairEncoder.factory(parts.sourceText, parts.targetText))
    ProcessMemory.releaseUnused()
    if parts.state.step > 0 {
      log = try TrainingLog(path: directory.historyFile, resumingAt: parts.state.step)
    }
    let elapsed = parts.state.elapsedSeconds
    reporter = ProgressReporter(
      length: RunLength(
        epochs: options.epochs, steps: options.steps,
        seconds: request.timeLimit.map { Double($0.seconds) + elapsed }))
  }

  /// Trains until the end, the time limit or a signal.
  func run() throws -> TranslationTrainer.Outcome {
    InterruptFlag.install()
    try checkLengths()
    describeStart()
    var trainer = Trainer(
      parts.engine, optimizer: parts.optimizer, configuration: setup.options.trainerConfiguration,
      state: initialState)
    let startStep = initialState.step
    do {
      try trainer.train(self)
    } catch {
      reporter.finish()
      throw error
    }
    reporter.finish()
    describeEnd(trainer.state, startStep: startStep)
    return outcome
  }

  // MARK: - TrainingRun

  var partCount: Int { corpus.shardCount }

  func batches(ofEpoch epoch: Int, part: Int) throws -> [TranslationBatch] {
    let shard = try corpus.shard(part, ofEpoch: epoch, seed: setup.options.seed)
    return schedule.batches(of: shard, epoch: epoch).map {
      TranslationBatch(corpus: shard, positions: $0)
    }
  }

  func validate() throws -> ValidationResult {
    reporter.didBegin("validating")
    return try parts.validation.measure(parts.engine)
  }

  /// The history.
  ///
  /// A new run opens it before its first save: until then, all that an older run left in the
  /// directory stays as it was. Then its state comes first, or the older run could be resumed
  /// beside the new model. It is that before the first update: whoever resumes it repeats what
  /// was done.
  private func history() throws -> TrainingLog {
    if let log { return log }
    // Weights that follow from the seed need not be those.
    try writeState(initialState, parameters: initialWeights ?? task.parameters)
    try KeptCheckpoints.removeAll(from: directory)
    let log = try TrainingLog(path: directory.historyFile)
    self.log = log
    initialWeights = nil
    return log
  }

  func saveModel(_ state: TrainerState) throws {
    _ = try history()
    var bundle = bundle
    let card = card(bundle, state)
    bundle.facts = try card.facts()
    try bundle.write(to: directory.modelFile)
    try AtomicFile.write(to: directory.cardFile) { try $0.write(card.text) }
  }

  /// The model as it is now, without facts.
  private var bundle: TranslationBundle {
    TranslationBundle(
      source: setup.source, target: setup.target, model: parts.result, sourceText: parts.sourceText,
      targetText: parts.targetText)
  }

  private func card(_ bundle: TranslationBundle, _ state: TrainerState) -> ModelCard {
    ModelCard(setup: setup, bundle: bundle, state: state, request: request, data: data)
  }

  /// Keeps the model of a validation, if models are kept; its facts say how good this one is.
  private func keepCheckpoint(_ report: ValidationReport) throws {
    guard let count = setup.options.keepCheckpoints, count > 0 else { return }
    var bundle = bundle
    bundle.facts = try card(bundle, report.state).facts()
    bundle.facts["validation_loss"] = String(report.result.loss)
    bundle.facts["validation_bleu"] = report.result.bleu.map { String($0) }
    try KeptCheckpoints(directory: directory, count: count).write(bundle, step: report.state.step)
  }

  func saveState(_ state: TrainerState) throws {
    try history().synchronize()
    try writeState(state, parameters: task.parameters)
    // Stopped before the first validation: what there is is better than nothing.
    if !directory.hasModel { try saveModel(state) }
  }

  private func writeState(_ state: TrainerState, parameters: ParameterBuffer) throws {
    try Checkpoint.write(
      to: directory.trainingFile, state, parameters: parameters, optimizer: parts.optimizer,
      metadata: [
        "setup": try encodeJSON(setup), "source_text": try parts.sourceText.serialized(),
        "target_text": try parts.targetText.serialized(),
      ])
  }

  func didStep(_ report: StepReport) {
    reporter.didStep(
      StepMeasure(
        step: report.state.step,
        epoch: Double(report.state.epoch) + report.epochFraction,
        lossSum: report.loss.negativeLogLikelihood, tokenCount: report.loss.tokenCount,
        gradientNorm: report.gradientNorm, elapsedSeconds: report.state.elapsedSeconds))
  }

  func didValidate(_ report: ValidationReport) throws {
    let state = report.state
    var record = TrainingRecord(
      step: state.step, epoch: Double(state.epoch) + report.epochFraction,
      seconds: state.elapsedSeconds)
    let means = reporter.meter.interval
    record.trainingLoss = means.loss
    record.tokensPerSecond = means.tokensPerSecond
    record.gradientNorm = means.gradientNorm
    record.learningRate = report.learningRate
    record.validationLoss = report.result.loss
    record.bleu = report.result.bleu
    record.isBest = report.isBest
    lastRecord = record
    let history = try history()
    try keepCheckpoint(report)
    try history.append(record)
    reporter.didValidate(record)
  }

  var now: Double { MonotonicClock.seconds() }

  var stopRequest: StopRequest? {
    if InterruptFlag.isRaised {
      outcome = .interrupted
      return .interrupt
    }
    guard let limit = request.timeLimit else { return nil }
    let left = Double(limit.seconds) - (now - clockStart)
    guard left < parts.validation.expectedSeconds + 1 else { return nil }
    outcome = .outOfTime
    return .timeLimit
  }

  // MARK: - Words for people

  private func describeStart() {
    let configuration = task.model.configuration
    say(
      "Vocabulary: \(grouped(configuration.sourceVocabularySize)) source and "
        + "\(grouped(configuration.targetVocabularySize)) target subwords; "
        + "\(grouped(corpus.targetTokenCount + corpus.count)) target tokens an epoch")
    let placeholders = parts.sourceText.placeholders
    if !placeholders.isEmpty { say("Placeholders: \(placeholders.names)") }
    say(
      "Model: \(grouped(task.parameters.count)) parameters, \(parts.engine.workers.count) worker"
        + (parts.engine.workers.count == 1 ? "" : "s") + ", \(Kernels.levelName)"
        + (setup.options.usesBFloat16 ? ", products of bfloat16" : ""))
    if initialState.step > 0 {
      say("Going on from step \(grouped(initialState.step)).")
    }
  }

  private func describeEnd(_ state: TrainerState, startStep: Int) {
    let place = "\(directory.path), after \(grouped(state.step)) steps"
    let resume =
      "s2s train --src \(setup.source) --tgt \(setup.target) --resume"
      + (request.modelPath.map { " --model \($0)" } ?? "")
    switch outcome {
    case .interrupted: say("Interrupted: the state is saved in \(place); go on with: \(resume)")
    case .outOfTime: say("The time is over: the best model is in \(place); go on with: \(resume)")
    case .finished:
      let reason =
        switch state.ending {
        case .epochs?: "all \(setup.options.epochs) epochs are done"
        case .steps?: "all \(grouped(setup.options.steps ?? 0)) updates are done"
        case .patience?: "validation no longer improved"
        case nil: "the run ended"
        }
      if state.step == startStep {
        say("The run is finished already: \(reason); more --epochs or --steps go on with it.")
      } else {
        say("Finished, \(reason): the best model is in \(place).")
      }
    }
    let time = NumberText.time(MonotonicClock.seconds() - clockStart)
    let memory = ProcessMemory.peakBytes.map {
      " and at most \(grouped(($0 + 500_000) / 1_000_000)) MB of memory"
    }
    say("It took \(time)\(memory ?? "").")
  }

  /// Says how many pairs are too long to train on.
  ///
  /// - Throws: `CorpusError.allTooLong` when all are.
  private func checkLengths() throws {
    let longest = setup.options.maximumLength
    guard corpus.count > 0 else { throw TrainingData.allTooLong(longest) }
    if corpus.count < data.train.count {
      say(
        "Left out \(grouped(data.train.count - corpus.count)) pairs of more than \(longest) "
          + "subwords a side.")
    }
    if corpus.shardCount > 1 {
      say("The corpus is kept on disk, in \(corpus.shardCount) shards of which one is in memory.")
    }
  }
}
