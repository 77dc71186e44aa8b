import S2SMetrics
import TestSupport
import Testing

@Suite struct METEORTests {
  private struct Case: Decodable {
    struct Line: Decodable {
      let hypothesis: String
      let references: [String]
      let score: Double
    }

    let language: String
    let functionWords: [String]
    let score: Double
    let lines: [Line]
  }

  /// The goldens have 11 digits.
  private static let tolerance = 1e-9

  private func metric(
    _ language: METEOR.Language = .english, _ change: (inout METEOR.Options) -> Void = { _ in }
  ) -> METEOR {
    var options = METEOR.Options(language)
    change(&options)
    return METEOR(options)
  }

  private func score(
    _ metric: METEOR, _ hypothesis: String, _ references: String...
  ) throws -> MetricScore {
    try metric.scores(hypotheses: [hypothesis], references: references.map { [$0] })[0]
  }

  @Test func equalsMETEOR() throws {
    for wanted in try MetricGolden.read([Case].self, "meteor.json") {
      let metric = metric(try #require(METEOR.Language(rawValue: wanted.language))) {
        $0.functionWords = Set(wanted.functionWords)
        $0.tokenizer = .none
      }
      let streams = (0..<3).map { stream in
        wanted.lines.map { stream < $0.references.count ? $0.references[stream] : nil }
      }
      let corpus = try EvaluationCorpus(
        hypotheses: wanted.lines.map(\.hypothesis), references: streams)
      let statistics = try metric.statistics(of: corpus)
      let total = metric.scores(of: statistics.sum())[0].score
      #expect(abs(total / 100 - wanted.score) < Self.tolerance, "\(wanted.language)")
      for (index, line) in wanted.lines.enumerated() {
        let found = metric.scores(of: statistics.sum(of: [index]))[0].score
        #expect(
          abs(found / 100 - line.score) < Self.tolerance,
          "\(wanted.language): \(line.hypothesis) / \(line.references)")
      }
    }
  }

  /// Every word matches every other, and only the paths that are kept are copied.
  @Test(.timeLimit(.minutes(1))) func repeatedWordsTakeNoLongerThanOthers() throws {
    let text = Array(repeating: "the", count: 200).joined(separator: " ")
    #expect(try score(metric(), text, text).score == 100)
    #expect(try score(metric(), text + " end", "start " + text).score > 0)
  }

  /// The formula by hand: 4 of 5 and 4 of 4 words in 2 chunks, all of them content words.
  @Test func followsTheFormula() throws {
    let metric = metric(.other) { $0.functionWords = [] }
    let score = try score(metric, "a b x c d", "a b c d")
    let mean = 1 / (0.25 / 0.8 + 0.75 / 1)
    // Half a chunk a match, to the power of 1.4.
    #expect(abs(score.score - 100 * mean * (1 - 0.7 * 0.3789291416)) < 1e-6)
    #expect(score.detail("chunks") == 2)
    #expect(score.detail("matches") == 4)
    #expect(score.detail("precision") == 80)
    #expect(score.detail("recall") == 100)
  }

  @Test func countsStemsAndFunctionWordsLess() throws {
    let metric = metric { $0.functionWords = ["the"] }
    let same = try score(metric, "the dog runs", "the dog runs").score
    let stem = try score(metric, "the dog running", "the dog runs").score
    let noFunction = try score(metric, "dog runs", "the dog runs").score
    let noContent = try score(metric, "the dog", "the dog runs").score
    #expect(same == 100)
    #expect(stem < same)
    #expect(noContent < noFunction && noFunction < same)
    let exact = self.metric { $0.useStemmer = false }
    #expect(try score(exact, "running", "runs").score == 0)
    #expect(try score(self.metric(), "running", "runs").score > 0)
  }

  @Test func takesTheBestReference() throws {
    #expect(try score(metric(), "a small dog", "a cat", "a small dog", "nothing").score == 100)
  }

  @Test func scoresNothingAsZero() throws {
    for (hypothesis, reference) in [("", ""), ("", "a"), ("a", ""), ("a", "b")] {
      #expect(try score(metric(), hypothesis, reference).score == 0)
    }
  }

  @Test func namesItsOptions() throws {
    let signature = try score(metric(), "a", "a").signature
    #expect(
      signature.description
        == "nrefs:1|case:lc|tok:13a|lang:en|mods:exact,stem|w:1.0,0.6|p:0.85,0.2,0.6,0.75|fw:s2s"
        + "|beam:40|version:s2s-0.1.0")
    let czech = metric(.czech) {
      $0.functionWords = ["a", "v"]
      $0.beamSize = 5
    }
    #expect(
      try score(czech, "a", "a").signature.short
        == "#:1|c:lc|tok:13a|l:cs|m:exact|w:1.0|p:0.95,0.2,0.6,0.8|fw:given[2]|x:5|v:s2s-0.1.0")
  }

  @Test func rejectsParametersOutOfRange() {
    let changes: [@Sendable (inout METEOR.Options) -> Void] = [
      { $0.parameters.alpha = -0.1 }, { $0.parameters.gamma = 1.1 }, { $0.parameters.beta = -1 },
      { $0.parameters.delta = .nan }, { $0.parameters.stemWeight = 2 }, { $0.beamSize = 0 },
    ]
    for change in changes {
      #expect {
        try score(metric(.english, change), "a", "a")
      } throws: { error in
        error.isOutOfRange
      }
    }
  }
}
