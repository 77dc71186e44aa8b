import S2SMetrics
import TestSupport
import Testing

@Suite struct BootstrapTests {
  /// BLEU ends with a logarithm and an exponential, which differ in the last bit between systems.
  static let tolerance = 1e-11

  @Test func equalsTheIntervalsOfSacreBLEU() throws {
    for golden in try SignificanceGolden.read().intervals {
      let corpus = try #require(MetricGolden.corpus)
        .slice(2, golden.start..<golden.start + golden.count)
      let bootstrap = Bootstrap(
        resamples: golden.resamples, seed: try #require(UInt64(golden.seed)))
      let scores = try bootstrap.scores(
        [golden.variant.metric()], hypotheses: corpus.hypotheses, references: corpus.references)
      let confidence = try #require(scores[0].confidence)
      #expect(abs(scores[0].score - golden.score) < Self.tolerance)
      #expect(abs(confidence.mean - golden.mean) < Self.tolerance, "\(golden)")
      #expect(abs(confidence.halfWidth - golden.halfWidth) < Self.tolerance, "\(golden)")
      #expect(scores[0].signature.description == golden.signature)
    }
  }

  /// Sums of 32 bits depend on the order of their rows once they exceed 2^24.
  @Test func roundsLargeSumsAsNumPyDoes() throws {
    for golden in try SignificanceGolden.read().large {
      let statistics = try Self.statistics(rows: 400, width: golden.width)
      let scores = Bootstrap(resamples: 40).scores(try golden.variant.metric(), of: statistics)
      let confidence = try #require(scores[0].confidence)
      #expect(abs(confidence.mean - golden.mean) < Self.tolerance, "\(golden)")
      #expect(abs(confidence.halfWidth - golden.halfWidth) < Self.tolerance, "\(golden)")
    }
  }

  private static func statistics(rows: Int, width: Int) throws -> SentenceStatistics {
    let texts = [String](repeating: "", count: rows)
    let corpus = try EvaluationCorpus(hypotheses: texts, references: [texts])
    var statistics = SentenceStatistics(width: width, corpus: corpus)
    for row in 0..<rows {
      statistics.append(
        (0..<width).map { Double((row * 7919 + $0 * 104_729 + row * row * 13) % 200_003) })
    }
    return statistics
  }

  @Test func givesEachScoreItsInterval() throws {
    let corpus = try #require(MetricGolden.corpus).slice(1, 0..<60)
    let scores = try Bootstrap(resamples: 200).scores(
      [ROUGE(), BLEU()], hypotheses: corpus.hypotheses, references: corpus.references)
    #expect(scores.map(\.name) == ["ROUGE-1", "ROUGE-2", "ROUGE-L", "BLEU"])
    for score in scores {
      let confidence = try #require(score.confidence)
      #expect(abs(confidence.mean - score.score) < confidence.halfWidth)
      #expect(confidence.halfWidth > 0.5)
      #expect(score.signature.short.hasPrefix("#:1|bs:200|rs:12345|"))
    }
    let others = try ROUGE().scores(
      hypotheses: corpus.hypotheses, references: corpus.references)
    #expect(others.map(\.score) == scores.prefix(3).map(\.score))
    #expect(others[0].confidence == nil)
  }

  @Test func countsOnNoNumberOfThreads() throws {
    let corpus = try #require(MetricGolden.corpus).slice(2, 0..<100)
    let results = try [1, 2, 5].map { count in
      var bootstrap = Bootstrap(resamples: 300, seed: 9)
      bootstrap.threadCount = count
      return try bootstrap.scores(
        [CHRF(), ROUGE()], hypotheses: corpus.hypotheses, references: corpus.references)
    }
    #expect(results[1] == results[0])
    #expect(results[2] == results[0])
  }

  @Test func findsNoIntervalAroundCopies() throws {
    let texts = ["The cat sat on the mat.", "Nobody was there."]
    let scores = try Bootstrap(resamples: 50).scores(
      [BLEU(), CHRF()], hypotheses: texts, references: [texts])
    for score in scores {
      let confidence = try #require(score.confidence)
      #expect(abs(confidence.mean - 100) < 1e-5)
      #expect(confidence.halfWidth < 1e-5)
    }
  }
}
