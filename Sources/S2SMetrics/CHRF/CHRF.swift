/// chrF and chrF++, equal to sacreBLEU 2.6.
///
/// An F score of character n-grams, and for chrF++ of word n-grams too, whose precision and recall
/// are means over the orders that occur.
///
/// Reference: Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation"; Popović
/// 2017, "chrF++: words helping character n-grams".
public struct CHRF: Metric {
  /// How chrF is computed.
  public struct Options: Sendable, Equatable {
    /// The longest character n-grams, 0 for none.
    public var characterOrder = 6
    /// The longest word n-grams: 0 for chrF, 2 for chrF++.
    public var wordOrder = 0
    /// How many times as much as precision recall counts.
    public var beta = 2
    /// Whether case is ignored.
    public var lowercase = false
    /// Whether white space counts as a character.
    public var whitespace = false
    /// Whether the F scores of all orders are averaged, as in the original program; otherwise
    /// precision and recall of those orders are averaged that both sides have.
    public var epsilonSmoothing = false

    /// Makes the options that sacreBLEU has by default.
    public init() {}

    /// The options of chrF++.
    public static var plusPlus: Options {
      var options = Options()
      options.wordOrder = 2
      return options
    }
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  private var order: Int { options.characterOrder + options.wordOrder }

  /// Scores a whole corpus.
  ///
  /// - Throws: `MetricError` with any code.
  public func score(hypotheses: [String], references: [[String?]]) throws -> MetricScore {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: references)
    return score(of: try statistics(of: corpus).sum())
  }

  /// Scores one sentence.
  ///
  /// - Throws: `MetricError` with any code.
  public func sentenceScore(hypothesis: String, references: [String]) throws -> MetricScore {
    try score(hypotheses: [hypothesis], references: references.map { [$0] })
  }

  /// Gathers the counts of n-grams of each sentence.
  ///
  /// Order by order, characters first: of the hypothesis, of the reference, of both. Of several
  /// references the one with the best score counts, the first among equals.
  ///
  /// - Throws: `MetricError.outOfRange` for a negative order or beta, `MetricError.nothingToCompute`
  ///   when both orders are 0.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    try MetricError.check(
      .chrfCharacterOrder, Double(options.characterOrder), in: 0 ... .greatestFiniteMagnitude)
    try MetricError.check(
      .chrfWordOrder, Double(options.wordOrder), in: 0 ... .greatestFiniteMagnitude)
    try MetricError.check(.chrfBeta, Double(options.beta), in: 0 ... .greatestFiniteMagnitude)
    guard order > 0 else { throw MetricError.nothingToCompute(.chrf) }
    return SentenceStatistics(width: 3 * order, corpus: corpus) { CHRFSentenceCounter(options) }
  }

  /// Computes the one score from summed statistics.
  public func scores(of sum: StatisticsSum) -> [MetricScore] { [score(of: sum)] }

  private func score(of sum: StatisticsSum) -> MetricScore {
    MetricScore(
      name: "chrF\(options.beta)" + String(repeating: "+", count: options.wordOrder),
      score: fScore(sum.values), signature: signature(sum.referenceCount))
  }

  /// The score from sums, in numbers of any width.
  func fScore<Number: BinaryFloatingPoint>(_ sums: [Number]) -> Number {
    let tiny = Number(1e-16)
    let factor = Number(options.beta * options.beta)
    var (score, precisions, recalls, orders): (Number, Number, Number, Number) = (0, 0, 0, 0)
    for index in 0..<order {
      let (hypothesis, reference, match) = (
        sums[3 * index], sums[3 * index + 1], sums[3 * index + 2]
      )
      let precision = hypothesis > 0 ? match / hypothesis : tiny
      let recall = reference > 0 ? match / reference : tiny
      let divisor = factor * precision + recall
      score += divisor > 0 ? (1 + factor) * precision * recall / divisor : tiny
      if hypothesis > 0 && reference > 0 {
        precisions += precision
        recalls += recall
        orders += 1
      }
    }
    if options.epsilonSmoothing { return 100 * score / Number(order) }
    guard orders > 0 else { return 0 }
    let (precision, recall) = (precisions / orders, recalls / orders)
    guard precision + recall > 0 else { return 0 }
    return 100 * ((1 + factor) * precision * recall / (factor * precision + recall))
  }

  private func signature(_ referenceCount: Int?) -> Signature {
    Signature(
      referenceCount: referenceCount,
      fields: [
        Signature.Field("case", short: "c", options.lowercase ? "lc" : "mixed"),
        Signature.Field("eff", short: "e", options.epsilonSmoothing ? "no" : "yes"),
        Signature.Field("nc", "\(options.characterOrder)"),
        Signature.Field("nw", "\(options.wordOrder)"),
        Signature.Field("space", short: "s", options.whitespace ? "yes" : "no"),
      ])
  }
}
