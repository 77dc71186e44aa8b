/// What a training run needs, measured before it.
public struct TrainingForecast<Options: TaskOptions>: Encodable, Sendable {
  /// The task, such as `translate`.
  public let task: String
  /// The languages by their roles.
  public let languages: [String: String]
  /// The preset, chosen by the size of the corpus.
  public let preset: String
  /// All options of the run.
  public let options: Options
  /// The examples to train on.
  public let trainingExamples: Int
  /// The examples to validate with.
  public let validationExamples: Int
  /// The numbers that are learned: exact.
  public let parameters: Int
  /// The bytes of parameters, gradients and moments: exact.
  public let parameterBytes: Int
  /// The most bytes that will be resident.
  public let memoryBytes: Int
  /// The updates of an epoch.
  public let stepsPerEpoch: Int
  /// The updates to go until all epochs or steps are done.
  public let steps: Int
  /// The validations to go until then.
  public let validations: Int
  /// The seconds of an update.
  public let secondsPerStep: Double
  /// The seconds of a validation, with the saving that follows it.
  public let secondsPerValidation: Double
  /// The seconds before the first update.
  public let preparationSeconds: Double
  /// The time limit, if there is one.
  public let timeLimitSeconds: Int?

  /// The seconds until all epochs or steps are done.
  public let fullSeconds: Double
  /// The seconds that the run will take, if patience does not end it earlier.
  public let seconds: Double

  /// The run, as a configuration file says it.
  package var configuration: RunConfiguration

  private enum CodingKeys: CodingKey {
    case preset, trainingExamples, validationExamples, parameters, parameterBytes, memoryBytes
    case stepsPerEpoch, steps, validations, secondsPerStep, secondsPerValidation
    case preparationSeconds, timeLimitSeconds, fullSeconds, seconds
  }
}

/// How many updates and validations a run has.
struct RunExtent: Equatable {
  /// The updates of an epoch.
  let stepsPerEpoch: Int
  /// The updates in all.
  let steps: Int
  private let validateEvery: Int?

  /// The extent of a run with the given number of updates per epoch.
  init(_ options: LearningOptions, stepsPerEpoch: Int) {
    self.stepsPerEpoch = max(1, stepsPerEpoch)
    let (all, overflow) = self.stepsPerEpoch.multipliedReportingOverflow(by: options.epochs)
    steps = min(options.steps ?? .max, overflow ? .max : all)
    validateEvery = options.validateEvery
  }

  /// The validations behind a step: after each epoch, as often as asked for, and at the end.
  func validations(after step: Int) -> Int {
    guard step < steps, validateEvery != 0 else { return 0 }
    func count(_ interval: Int) -> Int { steps / interval - step / interval }
    var intervals = [stepsPerEpoch]
    var total = count(stepsPerEpoch)
    if let validateEvery {
      intervals.append(validateEvery)
      let common = Self.commonMultiple(stepsPerEpoch, validateEvery)
      total += count(validateEvery) - (common.map(count) ?? 0)
    }
    return total + (intervals.contains { steps % $0 == 0 } ? 0 : 1)
  }

  private static func commonMultiple(_ one: Int, _ other: Int) -> Int? {
    var (divisor, rest) = (one, other)
    while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
    let (product, overflow) = (one / divisor).multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
