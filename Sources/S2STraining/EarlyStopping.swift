/// Remembers the best validation, and how many have passed since.
///
/// A value of this type is also the state: stored and read back, it goes on exactly.
public struct EarlyStopping: Codable, Sendable, Equatable {
  /// What makes a validation better than another.
  public enum Metric: String, Codable, Sendable, CaseIterable {
    /// The loss on the validation set; lower is better.
    case loss
    /// BLEU on the validation set; higher is better.
    case bleu
  }

  /// What decides.
  public let metric: Metric
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
  /// - Throws: `TrainingError` (`invalidSetting`).
  public init(metric: Metric = .loss, patience: Int?) throws {
    if let patience, patience < 1 {
      throw TrainingError(
        .invalidSetting,
        "a patience of \(patience) validations would end every run; it must be 1 or more")
    }
    self.metric = metric
    self.patience = patience
  }

  /// Takes in a validation.
  ///
  /// Only a strictly better value is an improvement, and no value that is not a number is.
  ///
  /// - Parameters:
  ///   - loss: the loss on the validation set.
  ///   - bleu: BLEU on the validation set; needed only where it decides.
  ///   - step: the update before the validation.
  /// - Returns: whether it is the best so far.
  public mutating func record(loss: Double, bleu: Double? = nil, step: Int) -> Bool {
    let value = metric == .loss ? loss : bleu ?? .nan
    guard isBetter(value) else {
      validationsSinceBest += 1
      return false
    }
    best = value
    bestStep = step
    validationsSinceBest = 0
    return true
  }

  /// Whether the patience is at its end.
  public var shouldStop: Bool {
    patience.map { validationsSinceBest >= $0 } ?? false
  }

  private func isBetter(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    guard let best else { return true }
    return metric == .loss ? value < best : value > best
  }
}

extension EarlyStopping {
  private enum CodingKeys: String, CodingKey {
    case metric, patience, best, bestStep, validationsSinceBest
  }

  /// Reads a stored state.
  ///
  /// - Throws: `TrainingError` (`invalidSetting`) for values that no run reaches, or what the
  ///   decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      metric: container.decode(Metric.self, forKey: .metric),
      patience: container.decodeIfPresent(Int.self, forKey: .patience))
    best = try container.decodeIfPresent(Double.self, forKey: .best)
    bestStep = try container.decodeIfPresent(Int.self, forKey: .bestStep)
    validationsSinceBest = try container.decode(Int.self, forKey: .validationsSinceBest)
    guard validationsSinceBest >= 0, bestStep ?? 0 >= 0, (best == nil) == (bestStep == nil) else {
      throw TrainingError(
        .invalidSetting,
        "the stored state of early stopping contradicts itself; resume from another checkpoint")
    }
  }
}
