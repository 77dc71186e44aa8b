/// BLEU, equal to sacreBLEU 2.6.
///
/// The geometric mean of the precisions of n-grams, of one to four words by default,
/// clipped by the references, times a penalty for being shorter than them.
///
/// Reference: Papineni et al. 2002, "BLEU: a Method for Automatic Evaluation of Machine
/// Translation"; Post 2018, "A Call for Clarity in Reporting BLEU Scores".
public struct BLEU: Metric {
  /// How BLEU is computed.
  public struct Options: Sendable, Equatable {
    /// How text is cut into words.
    public var tokenizer = Tokenizer.thirteenA
    /// Whether case is ignored.
    public var lowercase = false
    /// What stands for a precision of zero.
    public var smoothing = Smoothing.exp
    /// The longest n-grams counted; signatures do not tell it, as in sacreBLEU.
    public var maximumOrder = 4
    /// Whether orders longer than the hypothesis are left out; for single sentences.
    public var effectiveOrder = false

    /// Makes the options that sacreBLEU has by default.
    public init() {}
  }

  /// What stands for a precision of zero.
  ///
  /// Reference: Chen and Cherry 2014, "A Systematic Comparison of Smoothing Techniques for
  /// Sentence-Level BLEU", methods 3, 1 and 2.
  public enum Smoothing: Sendable, Equatable {
    /// The first zero counts as half a match, the next as a quarter, and so on.
    case exp
    /// A zero counts as the given number of matches.
    case floor(Double = 0.1)
    /// This number of matches and n-grams more for each order from two up.
    case addK(Double = 1)
    /// Nothing: one zero makes the score zero.
    case none
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// Scores a whole corpus.
  ///
  /// - Throws: `MetricError` with any code.
  public func score(hypotheses: [String], references: [[String?]]) throws -> MetricScore {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: references)
    return score(of: try statistics(of: corpus).sum())
  }

  /// Scores one sentence, with effective order, as sacreBLEU does at sentence level.
  ///
  /// - Throws: `MetricError` with any code.
  public func sentenceScore(hypothesis: String, references: [String]) throws -> MetricScore {
    try withEffectiveOrder.score(
      hypotheses: [hypothesis], references: references.map { [$0] })
  }

  /// BLEU with effective order.
  public var forSentences: any Metric { withEffectiveOrder }

  private var withEffectiveOrder: BLEU {
    var options = options
    options.effectiveOrder = true
    return BLEU(options)
  }

  /// Gathers of each sentence: its length, the closest reference length, and order by
  /// order the matches, then the totals.
  ///
  /// - Throws: `MetricError.outOfRange` for a negative smoothing value, and when the maximum order
  ///   is below 1.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    try options.smoothing.check()
    try MetricError.check(
      .bleuOrder, Double(options.maximumOrder), in: 1 ... .greatestFiniteMagnitude)
    return SentenceStatistics(width: 2 + 2 * options.maximumOrder, corpus: corpus) {
      BLEUSentenceCounter(options)
    }
  }

  /// Computes the one score from summed statistics.
  public func scores(of sum: StatisticsSum) -> [MetricScore] { [score(of: sum)] }

  private func score(of sum: StatisticsSum) -> MetricScore {
    let parts = BLEUParts(sum.values, options)
    return MetricScore(
      name: "BLEU", score: parts.score, signature: signature(sum.referenceCount),
      verbose: parts.verbose, details: parts.details)
  }

  private func signature(_ referenceCount: Int?) -> Signature {
    Signature(
      referenceCount: referenceCount,
      fields: [
        Signature.Field("case", short: "c", options.lowercase ? "lc" : "mixed"),
        Signature.Field("eff", short: "e", options.effectiveOrder ? "yes" : "no"),
        Signature.Field("tok", options.tokenizer.rawValue),
        Signature.Field("smooth", short: "s", options.smoothing.description),
      ])
  }
}

extension BLEU.Smoothing: CustomStringConvertible {
  /// Finds a method by sacreBLEU's name: `exp`, `floor`, `add-k` or `none`.
  ///
  /// - Parameter value: for `floor` and `add-k`; sacreBLEU's defaults when nil.
  public init?(_ name: String, value: Double? = nil) {
    switch name {
    case "exp": self = .exp
    case "floor": self = .floor(value ?? 0.1)
    case "add-k": self = .addK(value ?? 1)
    case "none": self = .none
    default: return nil
    }
  }

  /// The method as signatures have it: `floor[0.10]`.
  public var description: String {
    switch self {
    case .exp: "exp"
    case .floor(let value): "floor[\(fixed(value, 2))]"
    case .addK(let value): "add-k[\(fixed(value, 2))]"
    case .none: "none"
    }
  }

  fileprivate func check() throws {
    switch self {
    case .exp, .none: return
    case .floor(let value), .addK(let value):
      try MetricError.check(.bleuSmoothing, value, in: 0 ... .greatestFiniteMagnitude)
    }
  }
}
