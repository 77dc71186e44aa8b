import S2SCorpora
import S2STensors
import S2STraining

/// The options as the parts of a run want them.
extension LearningOptions {
  var trainerConfiguration: TrainerConfiguration {
    TrainerConfiguration(
      epochs: epochs, steps: steps, validateEvery: validateEvery,
      clipping: GradientClipping(maximumNorm: clip == 0 ? nil : clip), seed: seed)
  }

  var scheduleConfiguration: LearningRateSchedule.Configuration {
    var configuration = LearningRateSchedule.Configuration()
    configuration.kind = schedule
    configuration.learningRate = learningRate
    configuration.warmupSteps = warmup
    configuration.decay = decay
    return configuration
  }

  /// The order of batches.
  ///
  /// - Parameter tokensPerSubword: how many tokens stand where a subword would.
  func batchSchedule(tokensPerSubword: Int = 1) -> BatchSchedule {
    BatchSchedule(
      batchSentences.map { .sentences($0) } ?? .tokens(batchTokens * tokensPerSubword), seed: seed,
      pool: lengthBucket)
  }

  /// The optimiser.
  ///
  /// - Parameter average: where the average of the weights goes, if one is kept.
  func makeOptimizer(_ table: ParameterTable, average: ParameterBuffer) -> any Optimizer {
    var result: any Optimizer =
      switch optimizer {
      case .adam: Adam(table)
      case .sgd: MomentumSGD(table, momentum: Float(momentum))
      }
    if weightDecay > 0 {
      result = WeightDecay(table, rate: Float(weightDecay), before: result)
    }
    if clipValue > 0 {
      result = ValueClipping(to: Float(clipValue), before: result)
    }
    if let averageDecay {
      result = MovingAverage(of: result, decay: averageDecay, into: average)
    }
    return result
  }

  /// How many numbers the optimiser remembers for each weight.
  var momentCount: Int { (optimizer == .adam ? 2 : 1) + (averageDecay == nil ? 0 : 1) }

  /// The decay of the average of the weights; `nil` without one.
  var averageDecay: Double? { ema == 0 ? nil : ema }

  var usesBFloat16: Bool { precision == .bfloat16 }

  /// How many numbers of 32 bits there are for each weight: itself, its moments, a gradient a
  /// worker, and two rounded copies of half size where products are of bfloat16.
  func parameterCopies(workers: Int) -> Int {
    1 + momentCount + workers + (usesBFloat16 ? 1 : 0)
  }
}
