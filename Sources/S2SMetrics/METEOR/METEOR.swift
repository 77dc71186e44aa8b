import Glibc

/// METEOR 1.5 with its modules exact and stem.
///
/// Words of the hypothesis are aligned with words of the reference that are equal or have the same
/// stem. The weighted mean of precision and recall counts stems less than words and function words
/// other than content words; a penalty grows with the number of chunks, runs of words that are
/// neighbours in both, of sentences that are not one chunk as a whole. Each sentence takes its best
/// reference; a corpus is scored from the sum of all counts, as by METEOR itself.
///
/// Equal to METEOR 1.5 (`-m "exact stem"`) on the same tokens and function words. What differs from
/// running METEOR without options:
/// - METEOR has two more modules. Synonyms need WordNet's synsets, relations and exceptions for
///   English (in its jar, 6 MB); paraphrases need a table per language (`data/paraphrase-en.gz`
///   with the program, 60 MB, others from its site). They are not here, and scores are lower.
/// - METEOR's `-norm` tokenises as Moses does, splits contractions and knows abbreviations; here
///   text is lower-cased and cut by BLEU's 13a, or taken as it is with the tokenizer `none`.
/// - METEOR's lists of function words come under the LGPL. Those of `Language.functionWords` are
///   counted as its paper says; METEOR's own can be given in `Options`.
///
/// Reference: Denkowski and Lavie 2014, "Meteor Universal: Language Specific Translation Evaluation
/// for Any Target Language", doi:10.3115/v1/W14-3348.
public struct METEOR: Metric {
  /// The numbers of the formula.
  public struct Parameters: Sendable, Equatable {
    /// The weight of recall against precision, 0 to 1.
    public var alpha: Double
    /// The power of the fragmentation.
    public var beta: Double
    /// The largest penalty for fragmentation, 0 to 1.
    public var gamma: Double
    /// The weight of content words against function words, 0 to 1.
    public var delta: Double
    /// What a match of stems is worth, where one of equal words is worth 1.
    public var stemWeight: Double

    /// Makes parameters, in the order of METEOR's `-p`, and the second of its `-w`.
    public init(
      alpha: Double, beta: Double, gamma: Double, delta: Double, stemWeight: Double
    ) {
      self.alpha = alpha
      self.beta = beta
      self.gamma = gamma
      self.delta = delta
      self.stemWeight = stemWeight
    }
  }

  /// How METEOR is computed.
  public struct Options: Sendable, Equatable {
    /// The language of the texts, which decides the stemmer.
    public let language: Language
    /// The numbers of the formula.
    public var parameters: Parameters
    /// Words that count less, in lower case; nil for our list of the language.
    public var functionWords: Set<String>?
    /// Whether words match that only have the same stem, where the language has a stemmer.
    public var useStemmer = true
    /// How text is cut into words.
    public var tokenizer = BLEU.Tokenizer.thirteenA
    /// Whether case is ignored.
    public var lowercase = true
    /// How many partial alignments are kept from word to word.
    public var beamSize = 40

    /// Makes the published options of a language, for tasks that rank translations.
    public init(_ language: Language = .english) {
      self.language = language
      parameters = language.parameters
    }

    var stems: Bool { useStemmer && language.hasStemmer }
  }

  /// How this metric computes.
  public let options: Options

  /// Makes a metric.
  public init(_ options: Options = Options()) { self.options = options }

  /// Gathers the counts of each sentence with its best reference, the first among equals.
  ///
  /// - Throws: `MetricError.outOfRange` for a parameter outside of its range and a beam without
  ///   room.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    try check()
    return SentenceStatistics(width: METEORParts.width, corpus: corpus) {
      METEORSentenceCounter(options)
    }
  }

  /// Computes the one score from summed statistics.
  public func scores(of sum: StatisticsSum) -> [MetricScore] {
    let parts = METEORParts(sum.values, options.parameters)
    let (precision, recall) = (100 * parts.precision, 100 * parts.recall)
    return [
      MetricScore(
        name: "METEOR", score: 100 * parts.score, signature: signature(sum.referenceCount),
        verbose: "P = \(fixed(precision, 1)) R = \(fixed(recall, 1))"
          + " penalty = \(fixed(parts.penalty, 3)) chunks = \(Int(parts.chunks))"
          + " matches = \(Int(parts.matches))",
        details: [
          MetricScore.Detail("precision", precision), MetricScore.Detail("recall", recall),
          MetricScore.Detail("fragmentationPenalty", parts.penalty),
          MetricScore.Detail("chunks", parts.chunks),
          MetricScore.Detail("matches", parts.matches),
        ])
    ]
  }

  private func signature(_ referenceCount: Int?) -> Signature {
    let numbers = options.parameters
    let values = [numbers.alpha, numbers.beta, numbers.gamma, numbers.delta]
    let weights = options.stems ? [1, numbers.stemWeight] : [1]
    let words = options.functionWords
    return Signature(
      referenceCount: referenceCount,
      fields: [
        Signature.Field("case", short: "c", options.lowercase ? "lc" : "mixed"),
        Signature.Field("tok", options.tokenizer.rawValue),
        Signature.Field("lang", short: "l", options.language.rawValue),
        Signature.Field("mods", short: "m", options.stems ? "exact,stem" : "exact"),
        Signature.Field("w", weights.map { "\($0)" }.joined(separator: ",")),
        Signature.Field("p", values.map { "\($0)" }.joined(separator: ",")),
        Signature.Field("fw", words.map { "given[\($0.count)]" } ?? "s2s"),
        Signature.Field("beam", short: "x", "\(options.beamSize)"),
      ])
  }

  private func check() throws {
    let numbers = options.parameters
    try MetricError.check(.meteorAlpha, numbers.alpha, in: 0...1)
    try MetricError.check(.meteorBeta, numbers.beta, in: 0 ... .greatestFiniteMagnitude)
    try MetricError.check(.meteorGamma, numbers.gamma, in: 0...1)
    try MetricError.check(.meteorDelta, numbers.delta, in: 0...1)
    try MetricError.check(.meteorStemWeight, numbers.stemWeight, in: 0...1)
    try MetricError.check(.meteorBeam, Double(options.beamSize), in: 1 ... .greatestFiniteMagnitude)
  }
}

extension METEOR.Parameters: CustomStringConvertible {
  /// The numbers with their names.
  public var description: String {
    "alpha \(alpha), beta \(beta), gamma \(gamma), delta \(delta), stems \(stemWeight)"
  }
}
