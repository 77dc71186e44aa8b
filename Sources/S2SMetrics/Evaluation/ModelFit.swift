import Glibc

/// How well a model predicts given translations of given sources.
public struct ModelFit: Sendable, Equatable {
  /// The mean negative log-likelihood of a subword, end marks included, in nats.
  public let loss: Double
  /// The share of subwords, end marks included, that the model finds most probable.
  public let tokenAccuracy: Double
  /// The share of sentences all of whose subwords are.
  public let sentenceAccuracy: Double
  /// The subwords that were predicted, end marks included.
  public let tokenCount: Int
  /// e to the loss: comparable between models of the same subwords only.
  public var perplexity: Double { exp(loss) }

  /// Groups the numbers.
  public init(loss: Double, tokenAccuracy: Double, sentenceAccuracy: Double, tokenCount: Int) {
    self.loss = loss
    self.tokenAccuracy = tokenAccuracy
    self.sentenceAccuracy = sentenceAccuracy
    self.tokenCount = tokenCount
  }

  /// The measures as scores, accuracies in percent.
  public var scores: [MetricScore] {
    [
      ("perplexity", perplexity), ("token_accuracy", 100 * tokenAccuracy),
      ("sentence_accuracy", 100 * sentenceAccuracy),
    ].map { MetricScore(name: $0.0, score: $0.1, signature: Signature(fields: [])) }
  }
}
