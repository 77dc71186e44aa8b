/// ROUGE, equal to rouge-score 0.1.2.
///
/// Overlap of n-grams, or the longest common subsequence, as precision, recall and F1 of each
/// sentence; a corpus has their plain mean. (rouge-score's own aggregator draws samples without a
/// seed, so that its figures differ from run to run around that mean.) Words are runs of a-z and
/// 0-9 after lower-casing, as in the reference: text in other scripts scores 0. With the tokenizer
/// `unicode` the same arithmetic sees the words of every script; its scores have another name,
/// uROUGE, and another signature, since the reference has nothing like it.
///
/// Reference: Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries".
public struct ROUGE: Metric {
  /// The variants, named as in rouge-score.
  public enum Kind: String, CaseIterable, Sendable {
    /// N-grams of the given number of words.
    case rouge1, rouge2, rouge3, rouge4, rouge5, rouge6, rouge7, rouge8, rouge9
    /// The longest common subsequence of the whole texts.
    case rougeL
    /// The union of the longest common subsequences, sentence by sentence.
    case rougeLsum

    /// The words in an n-gram; nil for subsequences.
    var order: Int? { rawValue.utf8.last.flatMap { $0 <= 0x39 ? Int($0) - 0x30 : nil } }

    /// The kinds of a list without their common beginning, such as `1,2,L`.
    ///
    /// - Throws: `MetricError.unknownROUGE`.
    public static func list(_ names: String) throws -> [Kind] {
      let kinds = try WordList(names).map { name in
        guard let kind = allCases.first(where: { $0.rawValue.lowercased() == "rouge\(name)" })
        else { throw MetricError.unknownROUGE(name) }
        return kind
      }
      guard !kinds.isEmpty else { throw MetricError.nothingToCompute(.rouge) }
      return kinds
    }
  }

  /// What a word is, named as in signatures.
  public enum Tokenizer: String, CaseIterable, Sendable {
    /// A run of a-z and 0-9.
    case rouge
    /// A run of letters, marks and numbers; a character where a script writes without spaces.
    case unicode
  }

  /// How ROUGE is computed.
  public struct Options: Sendable, Equatable {
    /// The variants to compute, in the order of the scores.
    public var kinds: [Kind] = [.rouge1, .rouge2, .rougeL]
    /// What a word is.
    public var tokenizer = Tokenizer.rouge
    /// Whether words of a-z and 0-9 longer than three letters are reduced to their stems; for
    /// English.
    public var useStemmer = false
    /// Where sentences end; for ROUGE-Lsum.
    public var sentences = Sentences.lines

    /// Makes ROUGE-1, ROUGE-2 and ROUGE-L without stemming.
    public init() {}
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// Scores one sentence.
  ///
  /// Among several references, each kind takes the one with the best F1.
  ///
  /// - Throws: `MetricError` with any code.
  public func sentenceScores(hypothesis: String, references: [String]) throws -> [MetricScore] {
    try scores(hypotheses: [hypothesis], references: references.map { [$0] })
  }

  /// Gathers of each sentence: precision, recall and F1, kind by kind.
  ///
  /// - Throws: `MetricError.nothingToCompute` when there is no kind.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    guard !options.kinds.isEmpty else {
      throw MetricError.nothingToCompute(.rouge)
    }
    return SentenceStatistics(width: 3 * options.kinds.count, corpus: corpus) {
      ROUGESentenceCounter(options)
    }
  }

  /// Computes the mean F1, times 100, of each kind; precision and recall are details.
  public func scores(of sum: StatisticsSum) -> [MetricScore] {
    let means = sum.values.map { 100 * ($0 / Double(max(sum.sentenceCount, 1))) }
    let signature = Signature(
      referenceCount: sum.referenceCount,
      fields: [
        Signature.Field("tok", options.tokenizer.rawValue),
        Signature.Field("stemmer", short: "st", options.useStemmer ? "yes" : "no"),
        Signature.Field("value", "f1"), options.sentences.field,
      ].compactMap { $0 })
    return options.kinds.enumerated().map { index, kind in
      let (precision, recall) = (means[3 * index], means[3 * index + 1])
      return MetricScore(
        name: (options.tokenizer == .unicode ? "uROUGE-" : "ROUGE-")
          + kind.rawValue.dropFirst("rouge".count), score: means[3 * index + 2],
        signature: signature, verbose: "P = \(fixed(precision, 1)) R = \(fixed(recall, 1))",
        details: [
          MetricScore.Detail("precision", precision), MetricScore.Detail("recall", recall),
        ])
    }
  }
}
