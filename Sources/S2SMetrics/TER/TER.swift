/// Translation edit rate, equal to sacreBLEU 2.6.
///
/// The fewest edits that turn a hypothesis into one of its references, over the mean length of
/// these: words inserted, deleted or replaced, and phrases moved. Lower is better: 0 is a copy,
/// and hypotheses much longer than their references exceed 100.
///
/// Reference: Snover et al. 2006, "A Study of Translation Edit Rate with Targeted Human
/// Annotation".
public struct TER: Metric {
  /// How TER is computed.
  public struct Options: Sendable, Equatable {
    /// Whether entities are resolved and punctuation is separated from words.
    public var normalized = false
    /// Whether punctuation is left out.
    public var noPunctuation = false
    /// Whether that includes the punctuation and ideographs of Chinese, Japanese and Korean.
    public var asianSupport = false
    /// Whether case counts.
    public var caseSensitive = false
    /// Whether every character is a word, for scripts without spaces; sacreBLEU has no such option.
    public var characters = false

    /// Makes the options that sacreBLEU has by default.
    public init() {}
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// The fewer edits, the better.
  public var lowerIsBetter: Bool { true }

  /// Scores a whole corpus.
  ///
  /// - Throws: `MetricError` with any code.
  public func score(hypotheses: [String], references: [[String?]]) throws -> MetricScore {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: references)
    return score(of: statistics(of: corpus).sum())
  }

  /// Scores one sentence.
  ///
  /// - Throws: `MetricError` with any code.
  public func sentenceScore(hypothesis: String, references: [String]) throws -> MetricScore {
    try score(hypotheses: [hypothesis], references: references.map { [$0] })
  }

  /// Gathers of each sentence: the edits, of several references those of the closest, and the
  /// mean length of the references.
  public func statistics(of corpus: EvaluationCorpus) -> SentenceStatistics {
    SentenceStatistics(width: 2, corpus: corpus) { TERSentenceCounter(options) }
  }

  /// Computes the one score from summed statistics.
  public func scores(of sum: StatisticsSum) -> [MetricScore] { [score(of: sum)] }

  private func score(of sum: StatisticsSum) -> MetricScore {
    let (edits, length) = (sum.values[0], sum.values[1])
    return MetricScore(
      name: "TER", score: Self.score(edits, length), signature: signature(sum.referenceCount),
      details: [
        MetricScore.Detail("edits", edits), MetricScore.Detail("referenceLength", length),
      ])
  }

  /// The score from the edits and the length of the references, in numbers of any width.
  static func score<Number: BinaryFloatingPoint>(_ edits: Number, _ length: Number) -> Number {
    // Words where there should be none are as wrong as can be.
    length > 0 ? 100 * (edits / length) : edits > 0 ? 100 : 0
  }

  private func signature(_ referenceCount: Int?) -> Signature {
    Signature(
      referenceCount: referenceCount,
      fields: [
        Signature.Field("case", short: "c", options.caseSensitive ? "mixed" : "lc"),
        Signature.Field("tok", short: "t", options.characters ? "char" : "tercom"),
        Signature.Field("norm", short: "nr", options.normalized ? "yes" : "no"),
        Signature.Field("punct", short: "pn", options.noPunctuation ? "no" : "yes"),
        Signature.Field("asian", short: "as", options.asianSupport ? "yes" : "no"),
      ])
  }
}
