import S2STensors
import S2STraining

/// The first steps of a run, which keep nothing and measure what the run needs.
///
/// A formula for memory would have to know what tokenizers, batches, products and the allocator
/// take, and one for time the processor. The rehearsal does what the run does, in the same order:
/// it learns the tokenizers, encodes the corpus (one shard of a large one), computes the largest
/// batches, some usual ones and part of a validation. What it had resident the run will have, too.
struct TrainingRehearsal<Task: LearningTask> {
  private let prepared: Preparation<Task>
  private let parts: RunParts<Task>
  private let source: any BatchSource<Task.Batch>
  /// The examples of the corpus for each that was encoded.
  private let scale: Double
  private let encodingSeconds: Double
  private var options: LearningOptions { prepared.setup.options.learning }

  /// The steps that are not timed: memory is new to them.
  private static var untimedSteps: Int { 2 }
  /// The steps that are timed, at least.
  private static var fewestSteps: Int { 4 }
  /// The largest batches, which are computed for the memory they take.
  private static var largestBatches: Int { 2 }
  /// The bytes per second that a usual disk writes and syncs.
  private static var diskBytesPerSecond: Double { 5e8 }

  /// Prepares as a run does.
  ///
  /// - Throws: as `ModelTrainer.run`.
  init(_ prepared: Preparation<Task>) throws {
    self.prepared = prepared
    prepared.report(.measures(.preparation))
    let (data, setup) = (prepared.data, prepared.setup)
    parts = try RunParts(
      setup, data: data, threads: prepared.threads, beginning: prepared.beginning)
    let start = MonotonicClock.seconds()
    let size = prepared.request.shardSize
    let shards = max(1, (data.trainingCount + size - 1) / size)
    source = try data.encodeSample(
      of: (data.trainingCount + shards - 1) / shards, parts.texts, setup.options,
      threads: prepared.threads)
    ProcessMemory.releaseUnused()
    scale = Double(shards)
    encodingSeconds = MonotonicClock.seconds() - start
    guard source.count > 0 else {
      throw Task.Data.allTooLong(setup.options.learning.maximumLength)
    }
  }

  /// Computes a few batches and forecasts the time of all.
  func forecast() throws -> TrainingForecast<Task.Options> {
    let preparation =
      MonotonicClock.seconds() - prepared.clockStart + encodingSeconds * (scale - 1)
    let batches = try source.batches(ofEpoch: parts.state.epoch, part: 0)
    let extent = RunExtent(
      options, stepsPerEpoch: Int((Double(batches.count) * scale).rounded()))
    let done = parts.state.step
    let steps = max(0, extent.steps - done)
    prepared.report(.measures(.updates))
    let stepSeconds = secondsPerStep(batches, update: done + steps / 2)
    prepared.report(.measures(.validation))
    let validationSeconds = try parts.validation.rehearse(parts.engine) + secondsOfSaving
    let validations = extent.validations(after: done)
    let full =
      preparation + Double(steps) * stepSeconds + Double(validations) * validationSeconds
    let limit = prepared.request.timeLimit?.seconds
    return TrainingForecast(
      task: Task.name, languages: prepared.setup.languages, preset: prepared.setup.preset,
      options: prepared.setup.options, trainingExamples: prepared.data.trainingCount,
      validationExamples: prepared.data.validationCount,
      parameters: parts.task.parameters.count,
      parameterBytes: parameterBytes
        * options.parameterCopies(workers: parts.engine.workers.count),
      memoryBytes: ProcessMemory.peakBytes ?? 0, stepsPerEpoch: extent.stepsPerEpoch,
      steps: steps, validations: validations, secondsPerStep: stepSeconds,
      secondsPerValidation: validationSeconds, preparationSeconds: preparation,
      timeLimitSeconds: limit, fullSeconds: full,
      seconds: min(full, limit.map(Double.init) ?? .infinity),
      configuration: prepared.configuration())
  }

  /// The bytes of all parameters.
  private var parameterBytes: Int { parts.task.parameters.count * MemoryLayout<Float>.stride }

  /// The model, and with its moments the state.
  private var secondsOfSaving: Double {
    Double(parameterBytes * (2 + options.momentCount)) / Self.diskBytesPerSecond
  }

  /// The mean seconds of a step over an epoch, from the first batches of one.
  ///
  /// The time goes by the tokens. The median of a few steps is little moved by what else the
  /// machine does for a moment.
  /// - Parameter update: which update they would be, for what changes on the way.
  private func secondsPerStep(_ batches: [Task.Batch], update: Int) -> Double {
    let tokens = batches.map { Double($0.tokenCount) }
    let bySize = batches.indices.sorted { (tokens[$0], $0) > (tokens[$1], $1) }
    for index in 0..<Self.untimedSteps { step(batches[index % batches.count], update) }
    let start = MonotonicClock.seconds()
    var (last, secondsPerToken) = (start, [Double]())
    while secondsPerToken.count < Self.fewestSteps
      || last - start < prepared.request.rehearsalSeconds
    {
      let index = (Self.untimedSteps + secondsPerToken.count) % batches.count
      step(batches[index], update)
      let now = MonotonicClock.seconds()
      secondsPerToken.append((now - last) / tokens[index])
      last = now
    }
    for index in bySize.prefix(Self.largestBatches) { step(batches[index], update) }
    let median = secondsPerToken.sorted()[secondsPerToken.count / 2]
    return median * tokens.reduce(0, +) / Double(tokens.count)
  }

  /// An update that learns nothing: its rate is zero.
  private func step(_ batch: Task.Batch, _ update: Int) {
    _ = parts.engine.backward(batch, seed: options.seed, update: update)
    parts.engine.update(
      parts.optimizer, step: UpdateStep(number: 1, learningRate: 0, gradientScale: 1))
  }
}
