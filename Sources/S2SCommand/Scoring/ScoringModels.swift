import Seq2Seq

/// Models that each score a text, and the weights of their scores in the sum.
struct ScoringModels {
  let scorers: [TextScorer]
  /// As the models were named.
  let names: [String]
  let weights: [Double]

  /// A text with what every model says of it.
  struct Scored {
    let pair: TextPair
    /// By model.
    let scores: [TextScore]
    /// The weighted sum of the models' scores.
    let score: Double
  }

  /// Whether some model reads sources.
  var needsSource: Bool { scorers.contains(where: \.needsSource) }

  /// Scores texts, in order.
  ///
  /// - Parameter progress: is called with the fraction that is done, on any thread.
  func score(
    _ pairs: [TextPair], progress: @Sendable (Double) -> Void = { _ in }
  ) throws -> [Scored] {
    progress(0)
    let all = try scorers.enumerated().map { index, scorer in
      try scorer.score(
        pairs, progress: { progress((Double(index) + $0) / Double(scorers.count)) })
    }
    return pairs.indices.map { index in
      let scores = all.map { $0[index] }
      // A weight of 0 makes nothing of an impossible text.
      let sum = zip(scores, weights).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0.score * $1.1 }
      return Scored(pair: pairs[index], scores: scores, score: sum)
    }
  }
}
