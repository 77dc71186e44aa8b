import S2SMetrics
import TestSupport
import Testing

/// One score of sacreBLEU.
struct SacreBLEUCase<Options: Decodable>: Decodable {
  let options: Options
  let streams: Int
  let start: Int
  let count: Int
  let name: String
  let score: Double
  let verbose: String
  let signature: String
  let short: String
  let sentences: [Double]

  /// Expects the score, its words and its signatures to be those of sacreBLEU.
  func check(_ metric: some Metric) throws {
    let golden = try #require(MetricGolden.corpus)
    let slice = golden.slice(streams, start..<start + count)
    let corpus = try EvaluationCorpus(hypotheses: slice.hypotheses, references: slice.references)
    let statistics = try metric.statistics(of: corpus)
    let scores = metric.scores(of: statistics.sum())
    try #require(scores.count == 1)
    #expect(scores[0].name == name)
    #expect(abs(scores[0].score - score) < MetricGolden.tolerance, "\(self)")
    #expect(scores[0].verbose == verbose)
    #expect(scores[0].signature.description == signature)
    #expect(scores[0].signature.short == short)
    for (index, wanted) in sentences.enumerated() {
      let found = metric.scores(of: statistics.sum(of: [index]))[0].score
      #expect(abs(found - wanted) < MetricGolden.tolerance, "line \(index + 1) of \(options)")
    }
  }
}
