import S2SCorpora
import S2SText
import S2STensors
import S2STraining

/// A run as far as its first steps, of which nothing is kept: what it will need is measured.
///
/// A formula for memory would have to know what tokenizers, batches, products and the allocator
/// take, and one for time the processor. The rehearsal does what the run does, in the same order:
/// it learns the tokenizers, encodes the corpus (one shard of a large one), computes the largest
/// batches, some usual ones and part of a validation. What it had resident the run will have, too.
struct TrainingRehearsal {
  private let setup: RunSetup
  private let data: TrainingData
  private let request: TrainingRequest
  private let parts: RunParts
  private let corpus: EncodedCorpus
  /// The pairs of the corpus for each that was encoded.
  private let scale: Double
  private let clockStart: Double
  private let encodingSeconds: Double

  /// The steps that are not timed: memory is new to them.
  private static let untimedSteps = 2
  /// The steps that are timed, at least.
  private static let fewestSteps = 4
  /// The largest batches, which are computed for the memory they take.
  private static let largestBatches = 2
  /// What a usual disk writes and syncs in a second.
  private static let diskBytesPerSecond = 5e8

  /// Prepares as a run does.
  ///
  /// - Throws: as `TranslationTrainer.run`.
  init(
    _ setup: RunSetup, data: TrainingData, request: TrainingRequest, beginning: RunBeginning,
    clockStart: Double
  ) throws {
    self.setup = setup
    self.data = data
    self.request = request
    self.clockStart = clockStart
    let threads = request.threads ?? defaultThreadCount()
    parts = try RunParts(setup, data: data, threads: threads, beginning: beginning)
    let start = MonotonicClock.seconds()
    let shards = max(1, (data.train.count + request.shardSize - 1) / request.shardSize)
    corpus = try EncodedCorpus(
      sampleOf: data.train, size: (data.train.count + shards - 1) / shards,
      limits: setup.options.limits(), threads: threads,
      encoder: PairEncoder.factory(parts.sourceText, parts.targetText))
    ProcessMemory.releaseUnused()
    scale = Double(shards)
    encodingSeconds = MonotonicClock.seconds() - start
    guard corpus.count > 0 else { throw TrainingData.allTooLong(setup.options.maximumLength) }
  }

  /// Computes a few batches and tells what all of them will take.
  func forecast() throws -> TrainingForecast {
    let preparation =
      MonotonicClock.seconds() - clockStart + encodingSeconds * (scale - 1)
    let batches = setup.options.batchSchedule.batches(of: corpus, epoch: parts.state.epoch)
      .map { TranslationBatch(corpus: corpus, positions: $0) }
    let extent = RunExtent(
      setup.options, stepsPerEpoch: Int((Double(batches.count) * scale).rounded()))
    let middle = parts.state.step + max(0, extent.steps - parts.state.step) / 2
    let stepSeconds = secondsPerStep(batches, update: middle)
    let validationSeconds = try parts.validation.rehearse(parts.engine) + secondsOfSaving
    let steps = max(0, extent.steps - parts.state.step)
    let validations = extent.validations(after: parts.state.step)
    let full =
      preparation + Double(steps) * stepSeconds + Double(validations) * validationSeconds
    let limit = request.timeLimit?.seconds
    return TrainingForecast(
      source: setup.source, target: setup.target, preset: setup.preset, options: setup.options,
      trainingPairs: data.train.count, validationPairs: data.valid.count,
      parameters: parts.task.parameters.count,
      parameterBytes: parameterBytes
        * setup.options.parameterCopies(workers: parts.engine.workers.count),
      memoryBytes: ProcessMemory.peakBytes ?? 0, stepsPerEpoch: extent.stepsPerEpoch,
      steps: steps, validations: validations, secondsPerStep: stepSeconds,
      secondsPerValidation: validationSeconds, preparationSeconds: preparation,
      timeLimitSeconds: limit, fullSeconds: full,
      seconds: min(full, limit.map(Double.init) ?? .infinity))
  }

  /// The bytes of all parameters.
  private var parameterBytes: Int { parts.task.parameters.count * MemoryLayout<Float>.stride }

  /// The model, and with its moments the state.
  private var secondsOfSaving: Double {
    Double(parameterBytes * (2 + setup.options.momentCount)) / Self.diskBytesPerSecond
  }

  /// The mean seconds of a step over an epoch, from the first batches of one.
  ///
  /// The time goes by the tokens. The median of a few steps is little moved by what else the
  /// machine does for a moment.
  /// - Parameter update: which update they would be, for what changes on the way.
  private func secondsPerStep(_ batches: [TranslationBatch], update: Int) -> Double {
    let tokens = batches.map { Double($0.tokenCount) }
    let bySize = batches.indices.sorted { (tokens[$0], $0) > (tokens[$1], $1) }
    for index in 0..<Self.untimedSteps { step(batches[index % batches.count], update) }
    let start = MonotonicClock.seconds()
    var (last, secondsPerToken) = (start, [Double]())
    while secondsPerToken.count < Self.fewestSteps || last - start < request.rehearsalSeconds {
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
  private func step(_ batch: TranslationBatch, _ update: Int) {
    _ = parts.engine.backward(batch, seed: setup.options.seed, update: update)
    parts.engine.update(
      parts.optimizer, step: UpdateStep(number: 1, learningRate: 0, gradientScale: 1))
  }
}
