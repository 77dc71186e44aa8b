import S2SMetrics

/// What direct assessment gives: mean scores as they are, and standardised for each judge.
///
///     z = (score - mean of the judge) / standard deviation of the judge
///
/// A sentence counts with the mean over its judges, and a system with the mean over its sentences, as at
/// the Conference on Machine Translation (WMT). A judge who gave one score to everything has no z.
///
/// Reference: Bojar et al. 2017, "Findings of the 2017 Conference on Machine Translation (WMT17)", 3.
struct DirectScores: KindScores {
  let measures: [JudgementMeasure]
  let aspects: [JudgementAspect]
  let lowerIsBetter = false
  let disagreement = CohenKappa.Disagreement.quadratic
  let otherTest: String? = "rank-sum p"
  let differenceNote =
    "by: the difference of z on a sentence, as the mean over sentences with both."

  /// The mean z of each system, sentence by sentence.
  private let standardized: [[Double?]]
  private let judgementCounts: [Int]

  init(_ judgements: Judgements) {
    let study = judgements.study
    let answers = judgements.firsts
    let scales = study.sheets.indices.map { judge in
      Scale(answers.filter { $0.judge == judge }.compactMap(\.score))
    }
    let raw = SentenceMeans(study, answers) { $0.score }
    let standard = SentenceMeans(study, answers) { answer in
      answer.score.flatMap(scales[answer.judge].standardized)
    }
    standardized = standard.values
    judgementCounts = raw.counts
    measures = [
      JudgementMeasure("mean", key: "mean", digits: 1, values: raw.values),
      JudgementMeasure("mean z", key: "mean_z", digits: 3, values: standard.values),
    ]
    aspects = [
      JudgementAspect(name: "scores", key: "scores", level: .interval) { answer in
        answer.score.map { [([answer.sentence, answer.outputs[0]], $0)] } ?? []
      },
      JudgementAspect(name: "scores as z", key: "standardised_scores", level: .interval) { answer in
        answer.score.flatMap(scales[answer.judge].standardized)
          .map { [([answer.sentence, answer.outputs[0]], $0)] } ?? []
      },
    ]
  }

  func counts(of system: Int) -> [NamedCount] {
    [NamedCount("judgements", judgementCounts[system])]
  }

  func counts(_ first: Int, _ second: Int) -> [NamedCount] { [] }

  func differences(_ first: Int, _ second: Int) -> [Double?] {
    zip(standardized[first], standardized[second]).map { first, second in
      first.flatMap { first in second.map { first - $0 } }
    }
  }

  func otherPValue(_ first: Int, _ second: Int) -> Double? {
    RankSumTest(
      standardized[first].compactMap(\.self), standardized[second].compactMap(\.self)
    ).pValue
  }

  /// How a judge uses the scale.
  private struct Scale {
    let mean: Double
    let deviation: Double

    init(_ scores: [Double]) {
      let count = Double(scores.count)
      let mean = scores.reduce(0, +) / max(1, count)
      let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      self.mean = mean
      deviation = scores.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    }

    func standardized(_ score: Double) -> Double? {
      deviation > 0 ? (score - mean) / deviation : nil
    }
  }
}

extension Judgements.Given {
  /// The score, if it is one.
  var score: Double? { if case .score(let score) = judgement { score } else { nil } }
}

/// Means over judges, sentence by sentence, for each system; equal outputs have one judgement.
struct SentenceMeans {
  /// `[systems][sentences]`; `nil` where nobody has judged.
  private(set) var values: [[Double?]]
  /// How many judgements there are of each system.
  private(set) var counts: [Int]

  /// Takes the value of each answer to one output.
  init(
    _ study: JudgingStudy, _ answers: [Judgements.Given],
    _ value: (Judgements.Given) -> Double?
  ) {
    var sums = study.sentences.map { $0.outputs.map { _ in (sum: 0.0, count: 0) } }
    for answer in answers {
      guard let value = value(answer), let output = answer.outputs.first else { continue }
      sums[answer.sentence][output].sum += value
      sums[answer.sentence][output].count += 1
    }
    let entries = study.systems.indices.map { system in
      study.sentences.enumerated().map { index, sentence in
        sums[index][sentence.representative(of: system)]
      }
    }
    values = entries.map { $0.map { $0.count > 0 ? $0.sum / Double($0.count) : nil } }
    counts = entries.map { $0.reduce(0) { $0 + $1.count } }
  }
}
