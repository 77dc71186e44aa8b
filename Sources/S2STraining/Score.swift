/// A measure of held-out examples besides the loss, such as BLEU.
public struct Score: Sendable, Equatable {
  /// Its name in options, histories and cards, such as `bleu`.
  public let name: String
  /// The value.
  public let value: Double
  /// Whether a higher value is better.
  public let isHigherBetter: Bool

  /// Groups the three.
  public init(_ name: String, _ value: Double, isHigherBetter: Bool = true) {
    self.name = name
    self.value = value
    self.isHigherBetter = isHigherBetter
  }
}

/// The results of a validation.
public struct ValidationResult: Sendable {
  /// The mean negative log-likelihood of a token.
  public var loss: Double
  /// The scores.
  public var scores: [Score]

  /// Groups the two.
  public init(loss: Double, scores: [Score] = []) {
    self.loss = loss
    self.scores = scores
  }

  /// The name of the loss as the measure of the best model.
  public static let lossName = "loss"

  /// The loss or a score, by its name; `nil` where it was not measured.
  func score(named name: String) -> Score? {
    if name == Self.lossName { return Score(name, loss, isHigherBetter: false) }
    return scores.first { $0.name == name }
  }
}
