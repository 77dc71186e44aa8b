import S2SFiles
import S2SModels
import S2STensors
import S2STraining

/// One run while it trains: its batches, validations, files and events.
final class LearningRun<Task: LearningTask>: TrainingRun {
  private let prepared: Preparation<Task>
  private let parts: RunParts<Task>
  private let source: any BatchSource<Task.Batch>
  private let lock: DirectoryLock
  private let isCancelled: @Sendable () -> Bool
  /// The weights before the first update where no seed makes them again; `nil` once they are
  /// stored.
  private var initialWeights: ParameterBuffer?
  /// The history; `nil` until a new run has something to save.
  private var log: TrainingLog?
  /// The history once more, for TensorBoard.
  private var events: EventLog?
  /// The measurements since the last record.
  private var meter = TrainingMeter(at: MonotonicClock.seconds())
  /// The measurements since the last record of any kind.
  private var logMeter = TrainingMeter(at: MonotonicClock.seconds())
  private var outcome = TrainingOutcome.finished
  private var hasLearned = false
  /// The seconds that the run may take from now on; `nil` for as many as it needs.
  private let timeLimit: Double?
  private var scoresAtZero = ScoresAtZero()
  private var setup: RunSetup<Task.Options> { prepared.setup }
  private var options: LearningOptions { prepared.setup.options.learning }
  private var directory: ModelDirectory { prepared.directory }

  /// Learns or restores tokenizers, encodes the corpus, and makes or restores the model.
  init(_ prepared: Preparation<Task>, isCancelled: @escaping @Sendable () -> Bool) throws {
    self.prepared = prepared
    self.isCancelled = isCancelled
    let (setup, directory) = (prepared.setup, prepared.directory)
    parts = try RunParts(
      setup, data: prepared.data, threads: prepared.threads, beginning: prepared.beginning)
    timeLimit =
      prepared.request.timeLimit.map { Double($0.seconds) } ?? parts.state.secondsLeftOfPlan
    if setup.base != nil && parts.state.step == 0 {
      initialWeights = ParameterBuffer(parts.task.parameters.table)
      initialWeights?.copy(from: parts.task.parameters)
    }
    try Directory.create(directory.path)
    lock = try prepared.lock()
    AtomicFile.removeStaleTemporaries(in: directory.path)
    try AtomicFile.checkCanCreate(in: directory.path)
    source = try prepared.data.encode(
      parts.texts, setup.options,
      ExampleStorage(
        shardSize: prepared.request.shardSize, directory: directory.path,
        threads: prepared.threads))
    ProcessMemory.releaseUnused()
    if case .stored(let run) = prepared.beginning, run.intervals.count == 2 {
      (meter.intervalState, logMeter.intervalState) = (run.intervals[0], run.intervals[1])
    }
    if parts.state.step > 0 {
      log = try TrainingLog(path: directory.historyFile, resumingAt: parts.state.step)
      events = try openEvents()
    }
  }

  /// Trains until the end, the time limit or a cancellation.
  func run() throws -> TrainingOutcome {
    try checkLengths()
    prepared.report(.begins(facts))
    var trainer = Trainer(
      parts.engine, optimizer: parts.optimizer, configuration: options.trainerConfiguration,
      state: parts.state)
    try trainer.train(self)
    prepared.report(.ended(ending(trainer.state)))
    return outcome
  }

  // MARK: - TrainingRun

  var partCount: Int { source.partCount }

  func batches(ofEpoch epoch: Int, part: Int) throws -> [Task.Batch] {
    try source.batches(ofEpoch: epoch, part: part)
  }

  func validate() throws -> ValidationResult {
    prepared.report(.validates)
    return try parts.validation.measure(parts.engine)
  }

  /// The history, before each save.
  ///
  /// Opened just before a new run's first save, so that an older run in the directory stays
  /// resumable until then. The new run's step-0 state is written first; otherwise the old state
  /// could be resumed beside the new model.
  private func history() throws -> TrainingLog {
    guard lock.isInPlace else {
      throw lock.isRemoved
        ? ModelError.removedDirectory(directory.path)
        : ModelError.replacedDirectory(directory.path)
    }
    if let log { return log }
    // Weights that follow from the seed need not be those.
    try writeState(parts.state, parameters: initialWeights ?? parts.task.parameters)
    try KeptCheckpoints.removeAll(from: directory)
    let log = try TrainingLog(path: directory.historyFile)
    self.log = log
    events = try openEvents()
    initialWeights = nil
    return log
  }

  /// The events of the run if they are asked for: new ones, or those of the run that goes on.
  private func openEvents() throws -> EventLog? {
    guard let place = prepared.events else { return nil }
    guard prepared.request.mode == .resume else {
      try EventLog.removeAll(in: place)
      return try EventLog(directory: place)
    }
    return try EventLog(
      directory: place, resumingAt: parts.state.step,
      history: TrainingLog.records(in: directory.historyFile))
  }

  func saveModel(_ state: TrainerState) throws {
    _ = try history()
    let card = card(state)
    var header = try header
    header.facts = try card.facts()
    try parts.result.storage.write(to: directory.modelFile, metadata: header.metadata)
    try CardFile(path: directory.cardFile).write(card.text)
  }

  /// The header of the model file, without facts.
  private var header: ModelHeader {
    get throws {
      try Task.header(setup.options, parts.texts, languages: setup.languages)
    }
  }

  private func card(_ state: TrainerState) -> ModelCard<Task> {
    ModelCard(
      prepared: prepared, state: state, texts: parts.texts,
      parameterCount: parts.task.parameters.count)
  }

  /// Keeps the model of a validation, if models are kept; its facts say how good this one is.
  private func keepCheckpoint(_ report: ValidationReport) throws {
    guard options.keepCheckpoints > 0 else { return }
    var header = try header
    header.facts = try card(report.state).facts()
    header.facts["validation_loss"] = String(report.result.loss)
    for score in report.result.scores {
      header.facts["validation_\(score.name)"] = String(score.value)
    }
    try KeptCheckpoints(directory: directory, count: options.keepCheckpoints)
      .write(parts.result.storage, header, step: report.state.step)
  }

  func saveState(_ state: TrainerState) throws {
    try history().synchronize()
    try writeState(state, parameters: parts.task.parameters)
    // Stopped before the first validation: the present weights are better than no model.
    if !directory.hasModel { try saveModel(state) }
  }

  private func writeState(_ state: TrainerState, parameters: ParameterBuffer) throws {
    var metadata = ["setup": try encodeJSON(setup)]
    metadata[StoredRun<Task>.intervalsKey] = try encodeJSON(
      [meter.intervalState, logMeter.intervalState])
    if outcome == .outOfTime, let timeLimit {
      let all = parts.state.elapsedSeconds + timeLimit
      metadata[Checkpoint.usedTimeKey] = String(Int(all))
    }
    for (role, text) in parts.texts {
      metadata[StoredRun<Task>.textKey(role)] = try text.serialized()
    }
    try Checkpoint.write(
      to: directory.trainingFile, state, parameters: parameters, optimizer: parts.optimizer,
      carried: parts.task.carried, metadata: metadata)
  }

  func didStep(_ report: StepReport) throws {
    let measure = StepMeasure(
      step: report.state.step, epoch: Double(report.state.epoch) + report.epochFraction,
      lossSum: report.loss.negativeLogLikelihood, tokenCount: report.loss.tokenCount,
      gradientNorm: report.gradientNorm, elapsedSeconds: report.state.elapsedSeconds)
    hasLearned = true
    meter.add(measure, at: now)
    logMeter.add(measure, at: now)
    prepared.report(.step(measure))
    if let interval = options.logEvery, report.state.step % interval == 0 { try record(report) }
  }

  func didSave(_ report: StepReport) throws {
    if options.logEvery.map({ report.state.step % $0 != 0 }) ?? true { try record(report) }
  }

  /// Records the training since the last record.
  private func record(_ report: StepReport) throws {
    var record = record(at: report.state, report.epochFraction)
    record.add(logMeter.interval, learningRate: report.learningRate)
    try history().append(record)
    try events?.append(record)
    prepared.report(.logged(record))
    logMeter.skip(to: now)
    logMeter.beginInterval()
  }

  /// A record without measurements.
  private func record(at state: TrainerState, _ epochFraction: Double) -> TrainingRecord {
    var record = TrainingRecord(
      step: state.step, epoch: Double(state.epoch) + epochFraction, seconds: state.elapsedSeconds)
    record.tokens = state.epoch * source.tokensPerEpoch + state.epochLoss.tokenCount
    return record
  }

  func didValidate(_ report: ValidationReport) throws {
    var record = record(at: report.state, report.epochFraction)
    record.add(meter.interval, learningRate: report.learningRate)
    record.validationLoss = report.result.loss
    for score in report.result.scores { record.scores[score.name] = score.value }
    record.isBest = report.isBest
    let history = try history()
    try keepCheckpoint(report)
    try history.append(record)
    try events?.append(record)
    prepared.report(.validated(record))
    for name in scoresAtZero.add(report.result) { prepared.report(.staysAtZero(score: name)) }
    meter.skip(to: now)
    meter.beginInterval()
    logMeter.skip(to: now)
    logMeter.beginInterval()
  }

  var now: Double { MonotonicClock.seconds() }

  var stopRequest: StopRequest? {
    if isCancelled() {
      outcome = .interrupted
      return .interrupt
    }
    // A limit that is too short for anything gives an update all the same.
    guard hasLearned, let timeLeft, timeLeft <= 0 else { return nil }
    outcome = .outOfTime
    return .timeLimit
  }

  /// The seconds left before a last validation and saving, for which there is a second, or a quarter of
  /// a shorter time.
  private var timeLeft: Double? {
    timeLimit.map {
      $0 - (now - prepared.clockStart) - parts.validation.expectedSeconds - min(1, $0 / 4)
    }
  }

  /// Only a rate that falls in a line to 0 has to know the end before.
  var secondsLeft: Double? {
    options.schedule == .linear ? timeLeft.map { max(0, $0) } : nil
  }
}

// MARK: - Facts for reports

extension LearningRun {
  private var facts: RunFacts {
    let placeholders = parts.texts.values.first { !$0.placeholders.isEmpty }?.placeholders
    let elapsed = parts.state.elapsedSeconds
    return RunFacts(
      vocabularySizes: Task.vocabularySizes(parts.texts),
      tokensPerEpoch: source.tokensPerEpoch, examplesPerEpoch: source.count,
      copyCount: source.copyCount, placeholders: placeholders?.names,
      parameterCount: parts.task.parameters.count, workerCount: parts.engine.workers.count,
      kernels: VectorInstructions.current.name, usesBFloat16: options.usesBFloat16,
      step: parts.state.step,
      length: RunLength(
        epochs: options.epochs, steps: options.steps,
        seconds: timeLimit.map { $0 + elapsed }))
  }

  private func ending(_ state: TrainerState) -> RunEnding {
    let reason: FinishReason? =
      switch state.ending {
      case .epochs?: .epochs(options.epochs)
      case .steps?: .steps(options.steps ?? 0)
      case .patience?: .patience
      case nil: nil
      }
    return RunEnding(
      outcome: outcome, reason: reason, directory: directory.path, step: state.step,
      isValidated: options.validateEvery != 0,
      wasFinished: outcome == .finished && state.step == parts.state.step,
      seconds: now - prepared.clockStart, peakBytes: ProcessMemory.peakBytes)
  }

  /// Reports how many examples are too long to train on.
  ///
  /// - Throws: `CorpusError.allTooLong` when all are.
  private func checkLengths() throws {
    guard source.count > 0 else { throw Task.Data.allTooLong(options.maximumLength) }
    let count = prepared.data.trainingCount - (source.count - (source.copyCount ?? 0))
    if count > 0 { prepared.report(.leftOut(count: count, longest: options.maximumLength)) }
    if source.partCount > 1 { prepared.report(.keepsOnDisk(parts: source.partCount)) }
  }
}

extension TrainerState {
  /// What is left of the time that the schedule goes by; `nil` where that is over, or where there is none.
  fileprivate var secondsLeftOfPlan: Double? {
    plannedSeconds.map { $0 - elapsedSeconds }.flatMap { $0 > 0 ? $0 : nil }
  }
}

extension TrainingRecord {
  /// Adds the means of the updates since a record before.
  fileprivate mutating func add(_ means: TrainingMeter.Means, learningRate: Double) {
    trainingLoss = means.loss
    tokensPerSecond = means.tokensPerSecond
    gradientNorm = means.gradientNorm
    self.learningRate = learningRate
  }
}
