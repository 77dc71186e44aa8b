import S2SMetrics

/// What marked errors give: a penalty for each translation, the sum of what its errors cost.
///
/// A sentence counts with the mean over its judges, and a system with the mean over its sentences. Beside
/// it stands the penalty for each hundred words, of the source where judges see it, else of the
/// reference: texts that are the same for all systems.
///
/// Reference: Freitag et al. 2021, "Experts, Errors, and Context: A Large-Scale Study of Human Evaluation
/// for Machine Translation", doi:10.1162/tacl_a_00437, for the mean over sentences.
struct ErrorScores: KindScores {
  let measures: [JudgementMeasure]
  let aspects: [JudgementAspect]
  let lowerIsBetter = true
  let disagreement = CohenKappa.Disagreement.quadratic
  let otherTest: String? = nil
  let differenceNote =
    "by: how much less a sentence's penalty is, as the mean over sentences with both."

  private let penalties: [[Double?]]
  private let judgementCounts: [Int]
  private let errors: [[MarkedError]]

  init(_ judgements: Judgements, _ weights: SeverityWeights) {
    let study = judgements.study
    let answers = judgements.firsts
    let means = SentenceMeans(study, answers) { $0.penalty(weights) }
    penalties = means.values
    judgementCounts = means.counts
    errors = study.systems.indices.map { system in
      answers.filter { answer in
        study.sentences[answer.sentence].representative(of: system) == answer.outputs.first
      }.flatMap { $0.errors ?? [] }
    }
    let words = Self.words(study)
    let values = means.values
    measures = [
      JudgementMeasure("per 100 words", key: "penalty_per_100_words", digits: 2) {
        system, sentences in
        var (sum, count) = (0.0, 0)
        for sentence in sentences {
          guard let value = values[system][Int(sentence)] else { continue }
          sum += value
          count += words[Int(sentence)]
        }
        return count > 0 ? 100 * sum / Double(count) : nil
      },
      JudgementMeasure("penalty", key: "penalty", digits: 2, values: means.values),
    ]
    aspects = [
      JudgementAspect(name: "worst severity", key: "worst_severity", level: .ordinal) { answer in
        answer.worstSeverity.map { [([answer.sentence, answer.outputs[0]], $0)] } ?? []
      },
      JudgementAspect(name: "penalties", key: "penalties", level: .interval) { answer in
        answer.penalty(weights).map { [([answer.sentence, answer.outputs[0]], $0)] } ?? []
      },
    ]
  }

  /// The words of each sentence that have a letter or a digit, as its language writes them.
  private static func words(_ study: JudgingStudy) -> [Int] {
    study.sentences.map { sentence in
      let language = sentence.source == nil ? study.targetLanguage : study.sourceLanguage
      let words = WordCutter(language: language).words(
        of: sentence.source ?? sentence.reference ?? "")
      return words.count(where: WordCutter.isSpoken)
    }
  }

  func counts(of system: Int) -> [NamedCount] {
    ErrorSeverity.allCases.map { severity in
      NamedCount(severity.rawValue, errors[system].count { $0.severity == severity })
    } + [NamedCount("judgements", judgementCounts[system])]
  }

  func counts(_ first: Int, _ second: Int) -> [NamedCount] { [] }

  func differences(_ first: Int, _ second: Int) -> [Double?] {
    zip(penalties[first], penalties[second]).map { first, second in
      first.flatMap { first in second.map { $0 - first } }
    }
  }

  func otherPValue(_ first: Int, _ second: Int) -> Double? { nil }

  /// How many errors of a category and a severity each system has.
  func counts(_ category: ErrorCategory, _ severity: ErrorSeverity) -> [Int] {
    errors.map { $0.count { $0.category == category && $0.severity == severity } }
  }
}

extension Judgements.Given {
  /// The errors, if the answer is of them.
  var errors: [MarkedError]? { if case .errors(let errors) = judgement { errors } else { nil } }

  /// What the errors cost.
  func penalty(_ weights: SeverityWeights) -> Double? {
    errors?.reduce(0) { $0 + weights[$1.severity] }
  }

  /// 0 without errors, else 1 to 3 for the worst.
  var worstSeverity: Double? {
    errors?.reduce(0) { worst, error in
      let place = ErrorSeverity.allCases.firstIndex(of: error.severity) ?? 0
      return max(worst, Double(place + 1))
    }
  }
}
