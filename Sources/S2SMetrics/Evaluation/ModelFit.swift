import Glibc

/// How well a model predicts given translations of given sources.
public struct ModelFit: Sendable, Equatable {
  /// The numbers of one reference, all of which add up over a corpus.
  public struct Sentence: Sendable, Equatable {
    /// The sum of -log P over the reference's subwords, end mark included, in nats.
    public let negativeLogLikelihood: Double
    /// Its subwords, end mark included; 0 for a pair with an empty side, which no model measures.
    public let tokenCount: Int
    /// Those of them that the model finds most probable.
    public let correctCount: Int

    /// Groups the numbers.
    public init(negativeLogLikelihood: Double = 0, tokenCount: Int = 0, correctCount: Int = 0) {
      self.negativeLogLikelihood = negativeLogLikelihood
      self.tokenCount = tokenCount
      self.correctCount = correctCount
    }
  }

  /// One per pair, in their order.
  public let sentences: [Sentence]

  /// Groups the sentences.
  public init(_ sentences: [Sentence]) { self.sentences = sentences }

  /// The mean negative log-likelihood of a subword, end marks included, in nats.
  public var loss: Double { sum.loss }
  /// The share of subwords, end marks included, that the model finds most probable.
  public var tokenAccuracy: Double { sum.tokenAccuracy }
  /// The share of sentences all of whose subwords are.
  public var sentenceAccuracy: Double { sum.sentenceAccuracy }
  /// The subwords that were predicted, end marks included.
  public var tokenCount: Int { Int(sum.tokens) }
  /// e to the loss: comparable between models of the same subwords only.
  public var perplexity: Double { exp(loss) }

  private var sum: ModelFitSum {
    let values = sentences.map(ModelFitSum.row(of:)).reduce(into: ModelFitSum.zero) { sum, row in
      for column in row.indices { sum[column] += row[column] }
    }
    return ModelFitSum(values)
  }

  /// The measures as scores, accuracies in percent.
  public var scores: [MetricScore] {
    [
      ("perplexity", perplexity), ("token_accuracy", 100 * tokenAccuracy),
      ("sentence_accuracy", 100 * sentenceAccuracy),
    ].map { MetricScore(name: $0.0, score: $0.1, signature: Signature(fields: [])) }
  }
}

/// The numbers of some sentences, summed; the ratios are not a number where nothing was measured.
struct ModelFitSum {
  /// Numbers per sentence.
  static let width = 5
  /// The sum over no sentence.
  static let zero = [Double](repeating: 0, count: width)

  private let values: [Double]

  /// Reads a sum of rows.
  init(_ values: [Double]) { self.values = values }

  /// -log P, subwords, correct subwords, sentences that were measured, sentences without a mistake.
  static func row(of sentence: ModelFit.Sentence) -> [Double] {
    guard sentence.tokenCount > 0 else { return zero }
    return [
      sentence.negativeLogLikelihood, Double(sentence.tokenCount), Double(sentence.correctCount), 1,
      sentence.correctCount == sentence.tokenCount ? 1 : 0,
    ]
  }

  var negativeLogLikelihood: Double { values[0] }
  var tokens: Double { values[1] }
  var sentences: Double { values[3] }
  var loss: Double { values[0] / values[1] }
  var tokenAccuracy: Double { values[2] / values[1] }
  var sentenceAccuracy: Double { values[4] / values[3] }
}
