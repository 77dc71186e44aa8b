import Glibc

/// The measures of a model as a metric: its statistics come from the model, and everything that is
/// done with statistics (intervals, sentences, breakdowns) is done with them, too.
public struct ModelFitMetric: Metric {
  private let fit: ModelFit
  private let measures: [ModelMeasure]
  private let scoresSentences: Bool

  /// Reports some measures of a fit.
  public init(_ fit: ModelFit, _ measures: [ModelMeasure]) {
    self.init(fit, measures, scoresSentences: false)
  }

  private init(_ fit: ModelFit, _ measures: [ModelMeasure], scoresSentences: Bool) {
    self.fit = fit
    self.measures = measures
    self.scoresSentences = scoresSentences
  }

  /// The same with the log-probability of each sentence.
  public var forSentences: any Metric {
    ModelFitMetric(fit, measures, scoresSentences: true)
  }

  /// Whether the first score is a perplexity.
  public var lowerIsBetter: Bool { measures.first == .perplexity }

  /// What the model gave to each reference.
  ///
  /// - Throws: `MetricError.unequalCounts` for the fit of another corpus.
  public func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics {
    guard fit.sentences.count == corpus.hypotheses.count else {
      throw MetricError.unequalCounts(
        .statistics, count: fit.sentences.count, sentences: corpus.hypotheses.count)
    }
    var statistics = SentenceStatistics(width: ModelFitSum.width, corpus: corpus)
    for sentence in fit.sentences { statistics.append(ModelFitSum.row(of: sentence)) }
    return statistics
  }

  /// The measures in the order in which they were named; accuracies are from 0 to 100.
  public func scores(of sum: StatisticsSum) -> [MetricScore] {
    let sum = ModelFitSum(sum.values)
    let signature = Signature(fields: [
      .init("sentences", "\(Int(sum.sentences))"), .init("subwords", "\(Int(sum.tokens))"),
      .init("eos", "counted"),
    ])
    func score(_ name: String, _ value: Double) -> MetricScore {
      MetricScore(name: name, score: value, signature: signature)
    }
    return measures.flatMap { measure in
      switch measure {
      case .perplexity:
        [score("perplexity", exp(sum.loss))]
          + (scoresSentences ? [score("log_probability", -sum.negativeLogLikelihood)] : [])
      case .accuracy:
        [
          score("token_accuracy", 100 * sum.tokenAccuracy),
          score("sentence_accuracy", 100 * sum.sentenceAccuracy),
        ]
      }
    }
  }
}
