import S2SOptions

/// The learning rate of each update: a linear warm-up, then one of four curves.
///
/// A value of this type is also the schedule's state: stored and read back, it goes on exactly.
public struct LearningRateSchedule: Codable, Sendable, Equatable {
  /// The curves after the warm-up.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// The rate stays.
    case constant
    /// The rate falls with the square root of the step: `rate * sqrt(warmup / step)`.
    ///
    /// Reference: Vaswani et al. 2017, "Attention Is All You Need", section 5.3, where
    /// `rate * sqrt(warmup)` is the inverse square root of the model's size.
    case inverseSquareRoot = "inverse-sqrt"
    /// The rate falls in a straight line from the end of the warm-up to 0 at the last update.
    ///
    /// Reference: Devlin et al. 2019, arXiv:1810.04805, section A.2; `get_linear_schedule_with_warmup`
    /// of Hugging Face's transformers, whose updates are numbered from 0.
    case linear
    /// The rate is multiplied by a factor after each validation that is not the best so far, as
    /// PyTorch's `ReduceLROnPlateau` does with no patience and no threshold.
    case plateau
  }

  /// The settings of a schedule.
  public struct Configuration: Codable, Sendable, Equatable {
    /// The curve after the warm-up.
    public var kind = Kind.plateau
    /// The rate at the end of the warm-up, the highest of all; above 0.
    public var learningRate = 1e-3
    /// The updates that the rate takes to rise from 0; at least 0.
    public var warmupSteps = 0
    /// The factor of `plateau`; above 0, at most 1.
    public var decay = 0.5

    /// The valid rates.
    package static let learningRates = OptionRange.above(0, upTo: 1_000)
    /// The valid lengths of a warm-up.
    package static let warmups = OptionRange(0...)
    /// The valid factors of `plateau`.
    package static let decays = OptionRange.above(0, upTo: 1)

    /// The defaults: 0.001 from the start, halved when validation stops improving.
    public init() {}
  }

  /// The settings.
  public let configuration: Configuration
  /// The product of the decays so far.
  public private(set) var scale = 1.0

  /// Makes a schedule that has seen no validation.
  ///
  /// - Throws: `OptionError` (`outOfRange`).
  public init(_ configuration: Configuration) throws {
    let numbers = [
      ("learning-rate", configuration.learningRate, Configuration.learningRates),
      ("warmup", Double(configuration.warmupSteps), Configuration.warmups),
      ("decay", configuration.decay, Configuration.decays),
    ]
    for (name, value, range) in numbers where !range.contains(value) {
      throw OptionError.outOfRange(option: name, value: "\(value)", range: range)
    }
    self.configuration = configuration
  }

  /// The learning rate of an update.
  ///
  /// - Parameters:
  ///   - step: the update's number, from 1.
  ///   - progress: the fraction of the run that is done after it, from 0 to 1, which `linear` goes by.
  public func rate(at step: Int, progress: Double = 0) -> Double {
    precondition(step >= 1, "updates are numbered from 1")
    precondition((0...1).contains(progress), "a run is done once")
    let peak = configuration.learningRate * scale
    let step = Double(step)
    let warmup = Double(max(configuration.warmupSteps, 1))
    if step <= warmup { return peak * (step / warmup) }
    switch configuration.kind {
    case .constant, .plateau: return peak
    case .linear: return peak * ((1 - progress) / (1 - progress * (warmup / step)))
    case .inverseSquareRoot: return peak * (warmup / step).squareRoot()
    }
  }

  /// Reports whether a validation was the best so far.
  public mutating func didValidate(improved: Bool) {
    if configuration.kind == .plateau && !improved { scale *= configuration.decay }
  }
}

extension LearningRateSchedule {
  private enum CodingKeys: String, CodingKey { case configuration, scale }

  /// Reads a stored schedule.
  ///
  /// - Throws: `OptionError`, `TrainingError` (`impossibleState`), or what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(container.decode(Configuration.self, forKey: .configuration))
    let scale = try container.decode(Double.self, forKey: .scale)
    guard (0...1).contains(scale) else {
      throw TrainingError.impossibleState(name: "schedule.scale", value: "\(scale)")
    }
    self.scale = scale
  }
}
