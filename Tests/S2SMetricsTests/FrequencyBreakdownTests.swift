import S2SMetrics
import TestSupport
import Testing

@Suite struct FrequencyBreakdownTests {
  private func training() -> WordFrequencies {
    var training = WordFrequencies(WordCutter(lowercase: true))
    for line in ["The cat, the dog.", "the cat"] { training.add(line) }
    return training
  }

  @Test func countsWords() {
    let training = training()
    #expect(training.count(of: "the") == 3)
    #expect(training.count(of: "cat") == 2)
    #expect(training.count(of: ",") == 1)
    #expect(training.count(of: "bird") == 0)
  }

  /// the 3 times in training, cat 2, dog 1, owl 0.
  @Test func countsEachWordInItsBucket() throws {
    let corpus = try EvaluationCorpus(
      hypotheses: ["The the owl dog", "cat"], references: [["the cat owl", "the owl cat"]])
    let buckets = try FrequencyBreakdown(corpus, training: training(), starts: [0, 1, 2, 3]).buckets
    #expect(buckets.map(\.frequencies.description) == ["0", "1", "2", "3+"])
    #expect(buckets.map(\.referenceWords) == [2, 0, 2, 2])
    #expect(buckets.map(\.hypothesisWords) == [1, 1, 1, 2])
    #expect(buckets.map(\.matches) == [1, 0, 1, 1])
    #expect(buckets.map(\.recall) == [0.5, nil, 0.5, 0.5])
    #expect(buckets.map(\.precision) == [1, 0, 1, 0.5])
    #expect(buckets.map(\.f1) == [2.0 / 3, nil, 2.0 / 3, 0.5])
  }

  @Test func takesTheFirstReferenceThatIsThere() throws {
    let corpus = try EvaluationCorpus(hypotheses: ["cat"], references: [[nil], ["cat"], ["dog"]])
    let buckets = try FrequencyBreakdown(corpus, training: training(), starts: [0]).buckets
    #expect(buckets[0].matches == 1 && buckets[0].referenceWords == 1)
  }

  @Test func findsAllWordsOfCopies() throws {
    let golden = try #require(MetricGolden.corpus)
    let corpus = try EvaluationCorpus(
      hypotheses: golden.hypotheses, references: [golden.hypotheses])
    for bucket in try FrequencyBreakdown(corpus, training: training()).buckets {
      #expect(bucket.matches == bucket.referenceWords)
      #expect(bucket.matches == bucket.hypothesisWords)
    }
  }
}
