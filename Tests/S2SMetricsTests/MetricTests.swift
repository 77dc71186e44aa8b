import S2SMetrics
import TestSupport
import Testing

/// What holds for every metric.
@Suite struct MetricTests {
  /// The higher the better, up to 100.
  private static let similarities: [any Metric] = [
    BLEU(), CHRF(), CHRF(.plusPlus), ROUGE(), unicodeROUGE, METEOR(),
  ]
  /// What scores a sentence whatever the others are.
  private static let metrics: [any Metric] = similarities + [TER()]

  private static var unicodeROUGE: ROUGE {
    var options = ROUGE.Options()
    options.kinds = ROUGE.Kind.allCases
    options.tokenizer = .unicode
    return ROUGE(options)
  }

  /// The score of copies.
  private static func best(_ name: String) -> Double {
    name == "TER" ? 0 : name.hasPrefix("CIDEr") ? 10 : 100
  }
  /// Sums of rounded numbers depend on their order, by less than this.
  private static let rounding = 1e-10

  @Test(arguments: metrics.indices.map { $0 } + [metrics.count])
  func ignoresTheOrderOfLines(index: Int) throws {
    let metric = (Self.metrics + [CIDEr()])[index]
    let golden = try #require(MetricGolden.corpus)
    let straight = golden.slice(3, golden.hypotheses.indices)
    let count = golden.hypotheses.count
    // 89 and the number of lines have no common divisor: every line comes once.
    try #require(count % 89 != 0)
    let shuffled = golden.slice(3, (0..<count).map { ($0 * 89 + 7) % count })
    let scores = try metric.scores(
      hypotheses: straight.hypotheses, references: straight.references)
    let others = try metric.scores(
      hypotheses: shuffled.hypotheses, references: shuffled.references)
    for (score, other) in zip(scores, others) {
      #expect(abs(score.score - other.score) < Self.rounding)
      #expect(score.signature == other.signature)
    }
    let again = try metric.scores(
      hypotheses: straight.hypotheses, references: straight.references)
    #expect(again == scores)
  }

  @Test(arguments: metrics.indices)
  func scoresCopiesAsPerfect(index: Int) throws {
    let texts = [
      "The cat sat on the mat, and slept in the sun.", "Nobody else was there at all, he said, no.",
    ]
    let other = ["Something quite different from all that.", ""]
    for score in try Self.metrics[index].scores(hypotheses: texts, references: [other, texts]) {
      #expect(abs(score.score - Self.best(score.name)) < Self.rounding)
    }
  }

  /// Whatever the script; rouge-score's words are of Latin letters only.
  @Test func scoresCopiesOfAnyScriptAsPerfect() throws {
    let texts = [
      "Η γάτα κάθισε στο χαλί, αλλά ο σκύλος δεν ήταν ποτέ εκεί.",
      "Кошка сидела на ковре — а собаки там не было никогда, нет.",
      "جلست القطة على السجادة، لكن الكلب لم يكن هناك أبدا يا صديقي.",
      "החתול ישב על השטיח, אבל הכלב לא היה שם אף פעם.",
      "猫 坐 在 垫子 上 ， 但是 狗 没有 来 。",
      "बिल्ली चटाई पर बैठी, लेकिन कुत्ता वहाँ कभी नहीं था।",
    ]
    let metrics = Self.metrics.filter { ($0 as? ROUGE)?.options.tokenizer != .rouge }
    for metric in metrics + [CIDEr()] {
      for score in try metric.scores(hypotheses: texts, references: [texts]) {
        #expect(abs(score.score - Self.best(score.name)) < Self.rounding, "\(score.name)")
      }
    }
  }

  @Test(arguments: similarities.indices)
  func scoresEmptyTextsAsZero(index: Int) throws {
    let texts = ["", "  ", "\u{3000}"]
    for (hypotheses, references) in [(texts, texts), (texts, ["a", "b", "c d e f g"])] {
      let metric = Self.similarities[index]
      for score in try metric.scores(hypotheses: hypotheses, references: [references]) {
        #expect(score.score == 0)
      }
      for score in try metric.scores(hypotheses: references, references: [hypotheses]) {
        #expect(score.score == 0)
      }
    }
  }

  /// A sentence alone scores as it does among others: no table keeps what came before.
  @Test(arguments: metrics.indices)
  func keepsNothingBetweenSentences(index: Int) throws {
    let metric = Self.metrics[index]
    let golden = try #require(MetricGolden.corpus)
    let whole = golden.slice(2, 0..<60)
    let corpus = try EvaluationCorpus(hypotheses: whole.hypotheses, references: whole.references)
    let statistics = try metric.statistics(of: corpus)
    for line in 0..<60 {
      let slice = golden.slice(2, [line])
      let scores = try metric.scores(hypotheses: slice.hypotheses, references: slice.references)
      #expect(scores == metric.scores(of: statistics.sum(of: [line])))
    }
  }

  /// Tables grow: a text of many thousand different words.
  @Test(arguments: metrics.indices)
  func scoresLongTexts(index: Int) throws {
    let words = (0..<3_000).map { "w\($0 * 7919 % 3001)" }
    let text = words.joined(separator: " ")
    for score in try Self.metrics[index].scores(hypotheses: [text], references: [[text]]) {
      #expect(abs(score.score - Self.best(score.name)) < Self.rounding)
    }
  }
}

extension Error {
  /// Whether an option of a metric is outside of its range; values that are not numbers are equal
  /// to nothing.
  var isOutOfRange: Bool {
    if case .outOfRange = self as? MetricError { true } else { false }
  }
}
