import S2SReports
import S2STraining

/// What can be drawn of a run.
public enum RunQuantity: Sendable, Hashable {
  /// The mean negative log-likelihood of a token, of training and of validation.
  case loss
  /// e to the loss.
  case perplexity
  /// A score on the validation set, by its name, such as `bleu`.
  case score(String)
  /// The learning rate.
  case learningRate
  /// The norm of the gradient before clipping.
  case gradientNorm
  /// The speed of training.
  case tokensPerSecond

  /// What a run was measured with.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// The training examples, or training itself.
    case training
    /// Held-out examples.
    case validation
  }

  /// The quantity of a name; one that is not known here is the name of a score.
  public init(_ name: String) {
    self = Self.named.first { $0.name == name } ?? .score(name)
  }

  /// All quantities that are no scores.
  private static let named: [RunQuantity] = [
    .loss, .perplexity, .learningRate, .gradientNorm, .tokensPerSecond,
  ]

  /// The name, as options and files have it.
  public var name: String {
    switch self {
    case .loss: "loss"
    case .perplexity: "perplexity"
    case .score(let name): name
    case .learningRate: "learning-rate"
    case .gradientNorm: "gradient-norm"
    case .tokensPerSecond: "tokens-per-second"
    }
  }

  /// What its axis says.
  public var dimension: ChartDimension {
    switch self {
    case .loss: ChartDimension("loss, nats per token")
    case .perplexity: ChartDimension("perplexity", .logarithmic)
    case .score(let name): ChartDimension(Self.acronyms.contains(name) ? name.uppercased() : name)
    case .learningRate: ChartDimension("learning rate")
    case .gradientNorm: ChartDimension("norm of the gradient", .logarithmic)
    case .tokensPerSecond: ChartDimension("tokens per second")
    }
  }

  private static let acronyms: Set = ["bleu"]

  /// The title of its chart.
  public var title: String {
    switch self {
    case .loss: "Loss"
    case .perplexity: "Perplexity"
    case .score: "\(dimension.title) on the validation set"
    case .learningRate: "Learning rate"
    case .gradientNorm: "Norm of the gradient"
    case .tokensPerSecond: "Speed of training"
    }
  }

  /// What a run is measured with: training, validation, or both.
  public var parts: [Part] {
    switch self {
    case .loss, .perplexity: [.training, .validation]
    case .score: [.validation]
    case .learningRate, .gradientNorm, .tokensPerSecond: [.training]
    }
  }

  /// The value in a record; `nil` where it was not measured.
  public func value(_ part: Part, in record: TrainingRecord) -> Double? {
    switch self {
    case .loss: part == .training ? record.trainingLoss : record.validationLoss
    case .perplexity: part == .training ? record.trainingPerplexity : record.validationPerplexity
    case .score(let name): record.scores[name]
    case .learningRate: record.learningRate
    case .gradientNorm: record.gradientNorm
    case .tokensPerSecond: record.tokensPerSecond
    }
  }
}

/// What runs are drawn against.
public enum RunPlace: String, Sendable, CaseIterable {
  /// The updates done.
  case steps
  /// The target tokens trained on.
  case tokens
  /// The time of training and validating.
  case time
  /// The epochs done.
  case epochs
}
