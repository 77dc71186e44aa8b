import S2SFiles

/// The measurements at a step of a run: one line of `history.jsonl`, one row of the table.
public struct TrainingRecord: Sendable, Equatable {
  /// The updates done.
  public var step: Int
  /// The epochs done, a fraction within one.
  public var epoch: Double
  /// The seconds of training, of all parts of a resumed run.
  public var seconds: Double
  /// The target tokens trained on, of all parts of a resumed run; older histories do not say it.
  public var tokens: Int?
  /// The mean negative log-likelihood of a training token, in nats, since the last record.
  public var trainingLoss: Double?
  /// The target tokens trained on in a second, since the last record.
  public var tokensPerSecond: Double?
  /// The mean norm of the gradient before clipping, since the last record.
  public var gradientNorm: Double?
  /// The learning rate of the last update.
  public var learningRate: Double?
  /// The mean negative log-likelihood of a validation token, in nats.
  public var validationLoss: Double?
  /// The scores on the validation set besides the loss, by name, such as `bleu`.
  public var scores: [String: Double] = [:]
  /// Whether the validation was the best so far; `nil` for a record without one.
  public var isBest: Bool?

  /// A record with nothing measured yet.
  public init(step: Int, epoch: Double, seconds: Double) {
    self.step = step
    self.epoch = epoch
    self.seconds = seconds
  }

  /// The perplexity on the training set: e to the loss.
  public var trainingPerplexity: Double? { trainingLoss.map(NumberText.exponential) }
  /// The perplexity on the validation set: e to the loss.
  public var validationPerplexity: Double? { validationLoss.map(NumberText.exponential) }
}

extension TrainingRecord: Decodable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case step, epoch, seconds, tokens
    case trainingLoss = "training_loss"
    case tokensPerSecond = "tokens_per_second"
    case gradientNorm = "gradient_norm"
    case learningRate = "learning_rate"
    case validationLoss = "validation_loss"
    case scores
    case isBest = "is_best"
  }

  /// Reads a line of a history.
  ///
  /// - Throws: `JSONFault`.
  init(line: some Collection<UInt8>) throws {
    self = try StrictJSON.decode(from: line, maximumBytes: Self.maximumLineBytes)
  }

  /// Several times the length of a record with the longest numbers.
  private static let maximumLineBytes = 4_096

  /// Reads the members of a record.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double? {
      try values.decodeIfPresent(Double.self, forKey: key)
    }
    step = try values.decode(Int.self, forKey: .step)
    epoch = try values.decode(Double.self, forKey: .epoch)
    seconds = try values.decode(Double.self, forKey: .seconds)
    tokens = try values.decodeIfPresent(Int.self, forKey: .tokens)
    trainingLoss = try number(.trainingLoss)
    tokensPerSecond = try number(.tokensPerSecond)
    gradientNorm = try number(.gradientNorm)
    learningRate = try number(.learningRate)
    validationLoss = try number(.validationLoss)
    scores = (try values.decodeIfPresent([String: Double?].self, forKey: .scores) ?? [:])
      .compactMapValues(\.self)
    isBest = try values.decodeIfPresent(Bool.self, forKey: .isBest)
  }

  /// The record as one JSON object, without a line end.
  ///
  /// A value that was not measured is left out; one that is not a number is `null`, because JSON
  /// has no other form for it.
  var line: String {
    var members = [
      "\"step\":\(step)", "\"epoch\":\(Self.json(epoch))", "\"seconds\":\(Self.json(seconds))",
    ]
    if let tokens { members.append("\"tokens\":\(tokens)") }
    let measured: [(String, Double?)] = [
      ("training_loss", trainingLoss), ("training_perplexity", trainingPerplexity),
      ("tokens_per_second", tokensPerSecond), ("gradient_norm", gradientNorm),
      ("learning_rate", learningRate), ("validation_loss", validationLoss),
      ("validation_perplexity", validationPerplexity),
    ]
    for (key, value) in measured {
      if let value { members.append("\"\(key)\":\(Self.json(value))") }
    }
    if !scores.isEmpty {
      let named = scores.sorted { $0.key < $1.key }.map { "\"\($0)\":\(Self.json($1))" }
      members.append("\"scores\":{\(named.joined(separator: ","))}")
    }
    if let isBest { members.append("\"is_best\":\(isBest)") }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The shortest digits that read back as the same number.
  private static func json(_ value: Double) -> String {
    value.isFinite ? "\(value)" : "null"
  }
}
