/// CIDEr and CIDEr-D, equal to pycocoevalcap 1.2 on text that is cut into words.
///
/// How much the n-grams of a hypothesis agree with those of its references, where an n-gram counts
/// the more the fewer sentences of the corpus have it in their references: the cosine of TF-IDF
/// vectors of 1- to 4-grams, as a mean over the orders and the references, times 10. A corpus has
/// the mean of its sentences.
///
/// What pycocoevalcap computes under the name of CIDEr is CIDEr-D; `plain` is the metric of the
/// paper's section 4, without the words' stems, as in the authors' own program. pycocoevalcap takes
/// text from the tokeniser of the Penn Treebank, a program in Java; here text is lower-cased and
/// cut by the rules of BLEU's 13a, and keeps its punctuation. For text that is cut already, the
/// tokenizer `none` gives pycocoevalcap's digits.
///
/// The corpus decides how rare an n-gram is. A sentence alone scores 0, and scores of a subset keep
/// the weights of the whole.
///
/// Reference: Vedantam, Zitnick and Parikh 2015, "CIDEr: Consensus-based Image Description
/// Evaluation", arXiv:1411.5726.
public struct CIDEr: Metric {
  /// The longest n-grams counted.
  public static let order = 4

  /// The two forms of the metric.
  public enum Variant: String, CaseIterable, Sendable {
    /// The cosine alone.
    case plain = "CIDEr"
    /// Repeating words does not help: weights are clipped by the reference's, and a hypothesis of
    /// another length than the reference is worth less.
    case d = "CIDEr-D"
  }

  /// How CIDEr is computed.
  public struct Options: Sendable, Equatable {
    /// The form.
    public var variant = Variant.d
    /// How text is cut into words.
    public var tokenizer = BLEU.Tokenizer.thirteenA
    /// Whether case is ignored.
    public var lowercase = true
    /// For CIDEr-D: the standard deviation, in words, of the Gaussian that weighs the difference in
    /// length.
    public var sigma = 6.0

    /// Makes CIDEr-D over lower-cased words of 13a.
    public init() {}
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// Gathers of each sentence its score by order, 1 to 4.
  ///
  /// - Throws: `MetricError.outOfRange` unless sigma is above 0.
  /// - Complexity: O(words) time and memory, of hypotheses and references together.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    try MetricError.check(
      .ciderSigma, options.sigma, in: .leastNonzeroMagnitude ... .greatestFiniteMagnitude)
    var statistics = SentenceStatistics(width: Self.order, corpus: corpus)
    var counter = CIDErCounter(options, corpus)
    for (index, hypothesis) in corpus.hypotheses.enumerated() {
      statistics.append(counter.row(hypothesis, corpus.references(at: index)))
    }
    return statistics
  }

  /// Computes the one score, 0 to 10, from summed statistics; the scores by order are details.
  public func scores(of sum: StatisticsSum) -> [MetricScore] {
    let orders = sum.values.map { $0 / Double(max(sum.sentenceCount, 1)) }
    var fields = [
      Signature.Field("case", short: "c", options.lowercase ? "lc" : "mixed"),
      Signature.Field("tok", options.tokenizer.rawValue),
      Signature.Field("n", "\(Self.order)"), Signature.Field("idf", "refs"),
      Signature.Field("scale", "10"),
    ]
    if options.variant == .d { fields.append(Signature.Field("sigma", "\(options.sigma)")) }
    return [
      MetricScore(
        name: options.variant.rawValue, score: orders.reduce(0, +) / Double(Self.order),
        signature: Signature(referenceCount: sum.referenceCount, fields: fields),
        verbose: orders.map { fixed($0, 4) }.joined(separator: "/"),
        details: orders.enumerated().map { MetricScore.Detail("order\($0 + 1)", $1) })
    ]
  }
}
