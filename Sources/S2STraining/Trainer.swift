import S2SRandom

/// How long and how a run trains, for any model.
package struct TrainerConfiguration: Sendable {
  /// The total number of epochs.
  package var epochs: Int
  /// The total number of updates, if they end the run first.
  package var steps: Int?
  /// The updates between validations; `nil` validates after each epoch, and 0 never.
  package var validateEvery: Int?
  /// The rule for large gradients.
  package var clipping: GradientClipping
  /// The validations in a row without improvement after which the mean of the weights begins; `nil` for
  /// never.
  package var averageAfter: Int?
  /// The seed of dropout masks.
  package var seed: UInt64

  /// Groups the settings.
  package init(
    epochs: Int, steps: Int?, validateEvery: Int?, clipping: GradientClipping,
    averageAfter: Int? = nil, seed: UInt64
  ) {
    self.epochs = epochs
    self.steps = steps
    self.validateEvery = validateEvery
    self.clipping = clipping
    self.averageAfter = averageAfter
    self.seed = seed
  }
}

/// The state of a run besides parameters and moments: with them it is complete, so a resumed run
/// goes on as if it had never stopped.
package struct TrainerState: Codable, Sendable, Equatable {
  /// The updates done.
  package var step = 0
  /// The epoch that is under way, from 0.
  package var epoch = 0
  /// The parts of that epoch that are done.
  package var part = 0
  /// The batches of the part under way that are done.
  package var position = 0
  /// The training loss of that epoch so far.
  package var epochLoss = LossSum()
  /// The learning rate's schedule and where it stands.
  package var schedule: LearningRateSchedule
  /// The best validation so far, and how long ago.
  package var stopping: EarlyStopping
  /// The seconds of training, of all its parts.
  package var elapsedSeconds = 0.0
  /// The seconds of training after which a schedule that goes by time ends; `nil` where none does.
  package var plannedSeconds: Double?
  /// The update after which the mean of the weights began; `nil` while there is none.
  package var averageStart: Int?
  /// Why the run is finished; `nil` while it may go on.
  package var ending: TrainingEnding?

  /// The state before the first update.
  package init(schedule: LearningRateSchedule, stopping: EarlyStopping) {
    self.schedule = schedule
    self.stopping = stopping
  }
}

extension TrainerState {
  /// More than any run counts to, and far enough from the end of `Int` to go on counting.
  static let largestCount = 1 << 53
  /// Thirty thousand years.
  static let longestSeconds = 1e12

  /// Checks a state that was stored.
  ///
  /// - Throws: `TrainingError` for numbers that no run reaches.
  func validate() throws {
    let counts = [
      ("step", step), ("epoch", epoch), ("part", part), ("position", position),
      ("epochLoss.tokenCount", epochLoss.tokenCount),
      ("stopping.validationsSinceBest", stopping.validationsSinceBest),
      ("averageStart", averageStart ?? 0),
    ]
    for (name, count) in counts where !(0...Self.largestCount).contains(count) {
      throw TrainingError.impossibleState(name: name, value: "\(count)")
    }
    let times = [
      ("elapsedSeconds", elapsedSeconds), ("plannedSeconds", plannedSeconds ?? elapsedSeconds),
    ]
    for (name, seconds) in times where !(0...Self.longestSeconds).contains(seconds) {
      throw TrainingError.impossibleState(name: name, value: "\(seconds)")
    }
  }
}

/// Why a run ended.
package enum TrainingEnding: String, Codable, Sendable {
  /// All epochs are done.
  case epochs
  /// All updates are done.
  case steps
  /// Validations stopped improving.
  case patience
}

/// Why a run is asked to stop before it is finished.
package enum StopRequest: Sendable {
  /// Somebody pressed Control-C or the system is going down: save and leave.
  case interrupt
  /// The time given is over, but for a last validation.
  case timeLimit
}

/// One update, for reports.
package struct StepReport: Sendable {
  /// The state after the update.
  package var state: TrainerState
  /// The fraction of the epoch under way that is done; 1 after its last batch.
  package var epochFraction: Double
  /// The loss of the batch.
  package var loss: LossSum
  /// The gradient's norm before clipping.
  package var gradientNorm: Double
  /// The learning rate of the update.
  package var learningRate: Double
}

/// One validation, for reports.
package struct ValidationReport: Sendable {
  /// The state after the validation.
  package var state: TrainerState
  /// The measurements.
  package var result: ValidationResult
  /// The training loss of the epoch so far.
  package var trainingLoss: LossSum
  /// The learning rate before the validation's effect on it.
  package var learningRate: Double
  /// Whether it is the best so far.
  package var isBest: Bool
  /// The fraction of the epoch under way that is done, from 0; 0 right after an epoch.
  package var epochFraction: Double
}

/// The surroundings of a run: its batches, validation, files, reports and clock.
package protocol TrainingRun: AnyObject {
  /// The model's batches.
  associatedtype Batch: Sendable

  /// The parts that an epoch comes in; more than one when the batches are too many for memory.
  var partCount: Int { get }
  /// The batches of a part of an epoch in order: a function of the two numbers alone.
  func batches(ofEpoch epoch: Int, part: Int) throws -> [Batch]
  /// Measures the model on held-out pairs.
  func validate() throws -> ValidationResult
  /// Stores the model for use: it is the best so far.
  func saveModel(_ state: TrainerState) throws
  /// Stores all that resuming needs.
  func saveState(_ state: TrainerState) throws
  /// Is called after each update.
  func didStep(_ report: StepReport) throws
  /// Is called after each validation.
  func didValidate(_ report: ValidationReport) throws
  /// Is called where a run without validations has saved its last weights as the model.
  func didSave(_ report: StepReport) throws
  /// Whether to stop now, and why.
  var stopRequest: StopRequest? { get }
  /// The seconds left for updates where the run's time decides how fast the learning rate falls; `nil`
  /// where it does not.
  var secondsLeft: Double? { get }
  /// Seconds on a clock that never goes back.
  var now: Double { get }
}

extension TrainingRun {
  /// Most runs are validated.
  package func didSave(_ report: StepReport) throws {}
}

/// The training loop, for any architecture.
package struct Trainer<Model: Trainable>: ~Copyable {
  private let engine: DataParallel<Model>
  private let optimizer: any Optimizer
  private let configuration: TrainerConfiguration
  /// Where the run stands.
  package private(set) var state: TrainerState

  /// Sets up a run that begins, or goes on, at `state`.
  package init(
    _ engine: DataParallel<Model>, optimizer: any Optimizer,
    configuration: TrainerConfiguration, state: TrainerState
  ) {
    self.engine = engine
    self.optimizer = optimizer
    self.configuration = configuration
    self.state = state
  }

  /// Trains until the run is finished or asked to stop; the state is saved either way.
  ///
  /// - Throws: `TrainingError.diverged` when the loss is not a number; nothing is
  ///   saved then, so the last good state stays. Also what `run` throws.
  package mutating func train<Run: TrainingRun>(_ run: Run) throws
  where Run.Batch == Model.Batch {
    let start = run.now - state.elapsedSeconds
    state.ending = ending
    while state.ending == nil {
      guard state.part < run.partCount else {
        throw TrainingError.impossibleState(
          name: "part", value: "\(state.part) in an epoch of \(run.partCount) parts")
      }
      let part = TrainingPart(
        batches: try run.batches(ofEpoch: state.epoch, part: state.part), number: state.part,
        count: run.partCount)
      // A part that is done may have been stored as such; the last one ends the epoch.
      guard state.position < part.batches.count + (part.isLast ? 0 : 1) else {
        throw TrainingError.impossibleState(
          name: "position", value: "\(state.position) in a part of \(part.batches.count) batches")
      }
      while state.position < part.batches.count && state.ending == nil {
        if let request = run.stopRequest { return try stop(run, request) }
        let report = try step(part, in: run, start: start)
        let isEpochEnd = part.isLast && state.position == part.batches.count
        if isEpochEnd || isValidationDue || state.ending != nil {
          if isValidated {
            try validate(run, part, epochEnds: isEpochEnd)
          } else {
            try save(run, report, epochEnds: isEpochEnd)
          }
        }
        if isEpochEnd { break }
      }
      if state.ending == nil && state.position == part.batches.count {
        state.part += 1
        state.position = 0
      }
    }
  }

  private var isValidationDue: Bool {
    configuration.validateEvery.map { $0 > 0 && state.step % $0 == 0 } ?? false
  }

  private var isValidated: Bool { configuration.validateEvery != 0 }

  private var ending: TrainingEnding? {
    if let steps = configuration.steps, state.step >= steps { return .steps }
    if state.epoch >= configuration.epochs { return .epochs }
    return state.stopping.shouldStop ? .patience : nil
  }

  private mutating func step<Run: TrainingRun>(
    _ part: TrainingPart<Model.Batch>, in run: Run, start: Double
  ) throws -> StepReport {
    var generator = SeededGenerator(seed: configuration.seed, UInt64(state.step))
    let (loss, norm) = engine.backward(
      part.batches[state.position], seed: generator.next(), update: state.step)
    guard loss.objective.isFinite, norm.isFinite else {
      throw TrainingError.diverged(step: state.step + 1, bestStep: state.stopping.bestStep)
    }
    state.step += 1
    state.position += 1
    state.elapsedSeconds = run.now - start
    state.plannedSeconds = run.secondsLeft.map { state.elapsedSeconds + $0 }
    let rate = learningRate(part.fraction(at: state.position))
    engine.update(
      optimizer,
      step: UpdateStep(
        number: state.step, learningRate: Float(rate),
        gradientScale: configuration.clipping.scale(forNorm: norm),
        averageStart: state.averageStart))
    state.epochLoss += loss
    state.ending = ending
    let report = StepReport(
      state: state, epochFraction: part.fraction(at: state.position), loss: loss,
      gradientNorm: norm, learningRate: rate)
    try run.didStep(report)
    return report
  }

  /// The learning rate of the update that was the last to be counted.
  ///
  /// The run is done by epochs, by updates or by its time, whichever ends it first.
  ///
  /// - Parameter fraction: the fraction of the epoch under way that is done.
  private func learningRate(_ fraction: Double) -> Double {
    let epochs = (Double(state.epoch) + fraction) / Double(max(1, configuration.epochs))
    let steps = configuration.steps.map { Double(state.step) / Double(max(1, $0)) } ?? 0
    let time = state.plannedSeconds.map { state.elapsedSeconds / max($0, .leastNonzeroMagnitude) }
    return state.schedule.rate(
      at: state.step, progress: min(1, max(epochs, steps, time ?? 0)))
  }

  /// Saves the state of the run, and at the end of its time also the model if it is the best.
  ///
  /// The last validation does not change the state, so that a resumed run does the same as one that
  /// was never stopped.
  private func stop<Run: TrainingRun>(_ run: Run, _ request: StopRequest) throws {
    try run.saveState(state)
    guard request == .timeLimit else { return }
    guard isValidated else { return try run.saveModel(state) }
    var measured = state
    let result = try run.validate()
    if measured.stopping.record(result, step: state.step) {
      try run.saveModel(measured)
    }
  }

  private mutating func validate<Run: TrainingRun>(
    _ run: Run, _ part: TrainingPart<Run.Batch>, epochEnds: Bool
  ) throws {
    let result = try run.validate()
    guard result.loss.isFinite else {
      throw TrainingError.diverged(step: state.step, bestStep: state.stopping.bestStep)
    }
    let fraction = part.fraction(at: state.position)
    let rate = learningRate(fraction)
    let isBest = state.stopping.record(result, step: state.step)
    state.schedule.didValidate(improved: isBest)
    beginAverage()
    let trainingLoss = state.epochLoss
    if epochEnds { beginEpoch() }
    state.ending = ending
    // The state last: a run that is killed before repeats the validation, writes the same model
    // again, and cuts the history back.
    if isBest { try run.saveModel(state) }
    try run.didValidate(
      ValidationReport(
        state: state, result: result, trainingLoss: trainingLoss, learningRate: rate,
        isBest: isBest,
        epochFraction: epochEnds ? 0 : fraction))
    try run.saveState(state)
  }
}

extension Trainer {
  /// Saves the present weights as the model, in a run that is never validated.
  private mutating func save<Run: TrainingRun>(
    _ run: Run, _ report: StepReport, epochEnds: Bool
  ) throws {
    if epochEnds { beginEpoch() }
    state.ending = ending
    try run.saveModel(state)
    try run.didSave(report)
    try run.saveState(state)
  }

  /// Begins the mean of the weights where validations stopped improving; patience counts anew.
  private mutating func beginAverage() {
    guard let limit = configuration.averageAfter, state.averageStart == nil,
      state.stopping.validationsSinceBest >= limit
    else { return }
    state.averageStart = state.step
    state.stopping.forgive()
  }

  private mutating func beginEpoch() {
    state.epoch += 1
    state.part = 0
    state.position = 0
    state.epochLoss = LossSum()
  }
}

/// The batches of a part of an epoch.
private struct TrainingPart<Batch> {
  let batches: [Batch]
  let number: Int
  let count: Int

  var isLast: Bool { number == count - 1 }

  /// The fraction of the epoch that is done after the given number of batches of this part.
  func fraction(at position: Int) -> Double {
    (Double(number) + Double(position) / Double(max(1, batches.count))) / Double(count)
  }
}
