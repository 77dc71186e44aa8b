import S2SOptions

/// Remembers the best validation, and the number of validations since.
///
/// A value of this type is also the state: stored and read back, it goes on exactly.
public struct EarlyStopping: Codable, Sendable, Equatable {
  /// The measure that decides: `loss`, or the name of a score.
  public let metric: String
  /// The validations in a row without improvement that end the run; `nil` never ends it.
  public let patience: Int?
  /// The best value so far.
  public private(set) var best: Double?
  /// The update after which it was measured.
  public private(set) var bestStep: Int?
  /// The validations since.
  public private(set) var validationsSinceBest = 0

  /// Starts without any validation.
  ///
  /// - Parameter patience: at least 1.
  /// - Throws: `OptionError` (`outOfRange`).
  public init(metric: String = ValidationResult.lossName, patience: Int?) throws {
    if let patience, patience < 1 {
      throw OptionError.outOfRange(
        option: "patience", value: "\(patience)", range: OptionRange(1...))
    }
    self.metric = metric
    self.patience = patience
  }

  /// Records a validation.
  ///
  /// Only a strictly better value is an improvement, and no value that is not a number is.
  ///
  /// - Parameters:
  ///   - result: what was measured; where it lacks what decides, it is no improvement.
  ///   - step: the update before the validation.
  /// - Returns: whether it is the best so far.
  public mutating func record(_ result: ValidationResult, step: Int) -> Bool {
    guard let score = result.score(named: metric), isBetter(score) else {
      validationsSinceBest += 1
      return false
    }
    best = score.value
    bestStep = step
    validationsSinceBest = 0
    return true
  }

  /// Counts the validations since the best one anew.
  mutating func forgive() { validationsSinceBest = 0 }

  /// Whether the patience is used up.
  public var shouldStop: Bool {
    patience.map { validationsSinceBest >= $0 } ?? false
  }

  private func isBetter(_ score: Score) -> Bool {
    guard score.value.isFinite else { return false }
    guard let best else { return true }
    return score.isHigherBetter ? score.value > best : score.value < best
  }
}

extension EarlyStopping {
  private enum CodingKeys: String, CodingKey {
    case metric, patience, best, bestStep, validationsSinceBest
  }

  /// Reads a stored state.
  ///
  /// - Throws: `OptionError` and `TrainingError` (`impossibleState`) for values that no run reaches,
  ///   or what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      metric: container.decode(String.self, forKey: .metric),
      patience: container.decodeIfPresent(Int.self, forKey: .patience))
    best = try container.decodeIfPresent(Double.self, forKey: .best)
    bestStep = try container.decodeIfPresent(Int.self, forKey: .bestStep)
    validationsSinceBest = try container.decode(Int.self, forKey: .validationsSinceBest)
    guard validationsSinceBest >= 0, bestStep ?? 0 >= 0, (best == nil) == (bestStep == nil) else {
      throw TrainingError.impossibleState(
        name: "stopping.validationsSinceBest", value: "\(validationsSinceBest)")
    }
  }
}
