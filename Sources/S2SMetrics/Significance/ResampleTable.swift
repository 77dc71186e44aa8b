/// The statistics of one system under one metric, ready to be resampled.
struct ResampleTable: Sendable {
  /// How many scores the metric has.
  let scoreCount: Int
  /// Appends the scores of one resample.
  let append: @Sendable (_ sentences: ArraySlice<UInt32>, _ scores: inout [ResampleScore]) -> Void

  /// Lays out the rows as wide as the metric's reference sums them.
  init(_ statistics: SentenceStatistics, of metric: any Metric) {
    if let reference = metric as? any ResampleArithmetic {
      let rows = RowTable<Float>(statistics.values, width: statistics.width)
      scoreCount = 1
      append = { sentences, scores in
        scores.append(reference.score(ofResample: rows.sum(of: sentences)))
      }
      return
    }
    let rows = RowTable<Double>(statistics.values, width: statistics.width)
    let empty = statistics.sum(of: [])
    scoreCount = metric.scores(of: empty).count
    append = { sentences, scores in
      var sum = empty
      sum.values = rows.sum(of: sentences)
      sum.sentenceCount = sentences.count
      for score in metric.scores(of: sum) { scores.append(.double(score.score)) }
    }
  }
}
