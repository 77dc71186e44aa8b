import Foundation
import S2SJudging
import S2SMetrics
import Testing

/// What comes out of answers that were made up so that the results are known.
@Suite struct JudgementResultsTests {
  private typealias System = JudgementResults.System

  /// Answers by what they are about: the judge, the sentence, the outputs shown, whether it is a repeat.
  private func judgements(
    _ study: JudgingStudy,
    _ answer: (Int, JudgingStudy.Sheet.Item) -> Judgement?
  ) -> Judgements {
    Judgements(
      study,
      answers: study.sheets.enumerated().map { judge, sheet in
        sheet.items.map { answer(judge, $0) }
      })
  }

  /// The quality of a system's output: the study's first system is the best.
  private func quality(_ output: Int, _ sentence: Int) -> Double {
    [80, 60, 20][output] + Double(sentence % 5)
  }

  @Test func scoresAreMeansOverSentences() throws {
    let study = try StudyExample.study(.direct, count: 8, systems: 2) { $0.judgeCount = 2 }
    // The second judge is ten points more severe.
    let judgements = judgements(study) { judge, item in
      .score(quality(item.outputs[0], item.sentence) - Double(10 * judge))
    }
    let results = try JudgementResults(judgements)
    #expect(results.systems.map(\.name) == ["Zebra-One", "Quagga-Two"])
    // Where both say the same, the one answer counts for both.
    let values = study.sentences.enumerated().map { index, sentence in
      (0..<2).map { system in
        let shown = sentence.outputs[system] == sentence.outputs[0] ? 0 : system
        return quality(shown, index) - 5
      }
    }
    for system in 0..<2 {
      let mean = values.reduce(0) { $0 + $1[system] } / Double(values.count)
      #expect(abs(try #require(results.systems[system].estimates[0].value) - mean) < 1e-9)
    }
    // z is free of a judge's severity: both give the same ones.
    #expect(abs(try #require(results.agreements[1].alpha) - 1) < 1e-9)
    #expect(try #require(results.agreements[0].alpha) < 0.99)
    let interval = try #require(results.systems[0].estimates[0].interval)
    let value = try #require(results.systems[0].estimates[0].value)
    #expect(interval.low < value && value < interval.high)
    #expect(results.judges.map(\.missingCount) == [0, 0])
  }

  @Test func zIsByJudge() throws {
    let study = try StudyExample.study(.direct, count: 2, systems: 2) {
      $0.judgeCount = 1
      $0.repeatShare = 0
    }
    let scores: [[Double]] = [[90, 50], [70, 30]]
    let results = try JudgementResults(
      judgements(study) { _, item in .score(scores[item.sentence][item.outputs[0]]) })
    // Mean 60, deviation the root of 2000 / 3.
    let deviation = (2_000.0 / 3).squareRoot()
    #expect(abs(try #require(results.systems[0].estimates[1].value) - 20 / deviation) < 1e-12)
    #expect(abs(try #require(results.pairs[0].difference.value) - 40 / deviation) < 1e-12)
    #expect(results.pairs[0].pValue == 0.5, "two sentences have four signs, and two are as far")
    #expect(results.agreements.allSatisfy { $0.alpha == nil && $0.unitCount == 0 })
  }

  @Test func ranksGiveExpectedWins() throws {
    let study = try StudyExample.study(.ranking, count: 4) {
      $0.judgeCount = 1
      $0.repeatShare = 0
    }
    // Sentences 0 to 2 have three outputs, in 3 the first two systems agree.
    let ranks: [[Int]] = [[1, 2, 3], [1, 1, 2], [2, 1, 3], [1, 1, 2]]
    let results = try JudgementResults(
      judgements(study) { _, item in
        let own = ranks[item.sentence]
        return .ranks(item.outputs.map { own[$0] })
      })
    let first = try #require(results.systems.first { $0.name == "Zebra-One" })
    // Against the second 1 win, 1 tie, 1 loss, and one sentence with the same text; against the third 4.
    #expect(first.counts.map(\.count) == [5, 1, 1])
    #expect(try #require(first.estimates[0].value) == (0.5 + 1) / 2)
    let last = try #require(results.systems.last)
    #expect(last.name == "Okapi-Three" && last.estimates[0].value == 0)
    let pair = try #require(
      results.pairs.first { Set([$0.first, $0.second]) == ["Zebra-One", "Quagga-Two"] })
    #expect(pair.counts.map(\.count) == [1, 1, 1, 1])
    #expect(pair.difference.value == 0 && pair.pValue == 1 && pair.otherPValue == 1)
  }

  /// Judges who agree about a system that nearly always wins agree, though chance would, too, if the
  /// order of the two meant something.
  @Test func agreementDoesNotDependOnWhoIsCalledFirst() throws {
    let study = try StudyExample.study(.ranking, count: 40) { $0.repeatShare = 0 }
    let results = try JudgementResults(
      judgements(study) { judge, item in
        // They differ about one sentence.
        let isTurned = judge == 1 && item.sentence == 0
        return .ranks(
          item.outputs.map { isTurned ? 3 - $0 : 1 + $0 }.map {
            max(1, min($0, item.outputs.count))
          })
      })
    #expect(try #require(results.agreements[0].alpha) > 0.8)
    #expect(try #require(results.judgePairs[0].kappa) > 0.8)
    // Pairs of outputs, not twice as many.
    let pairs = study.sheets[0].items.reduce(0) {
      $0 + $1.outputs.count * ($1.outputs.count - 1) / 2
    }
    #expect(results.judgePairs[0].count == pairs && results.agreements[0].unitCount == pairs)
  }

  @Test func errorsCostTheirWeights() throws {
    let study = try StudyExample.study(.errors, count: 4, systems: 2) {
      $0.judgeCount = 1
      $0.repeatShare = 0
    }
    let answers = judgements(study) { _, item in
      item.outputs[0] == 0
        ? .errors([])
        : .errors([MarkedError(.style, .minor), MarkedError(.mistranslation, .critical)])
    }
    let results = try JudgementResults(answers)
    #expect(results.lowerIsBetter && results.systems[0].name == "Zebra-One")
    // In one of four sentences both systems say the same, which is without errors.
    #expect(results.systems[1].estimates.last?.value == 3 * 26 / 4.0)
    // A source has two words.
    #expect(results.systems[1].estimates[0].value == 100 * 3 * 26 / 8.0)
    #expect(results.systems[1].counts.map(\.count) == [3, 0, 3, 4])
    #expect(results.errorCounts.map(\.counts) == [[0, 3], [0, 3]])
    #expect(results.pairs[0].difference.value == 3 * 26 / 4.0)
    var options = JudgementResults.Options()
    options.weights.critical = 10
    #expect(try JudgementResults(answers, options).systems[1].estimates.last?.value == 3 * 11 / 4.0)
  }

  /// Missing answers are missing, not zero, and the others still count.
  @Test func missingAnswersAreLeftOut() throws {
    let study = try StudyExample.study(.direct, count: 20)
    let results = try JudgementResults(
      judgements(study) { judge, item in
        judge == 1 && item.sentence % 2 == 0
          ? nil : .score(quality(item.outputs[0], item.sentence))
      })
    #expect(results.judges[0].missingCount == 0 && results.judges[1].missingCount > 0)
    #expect(try #require(results.agreements[0].alpha) == 1)
    #expect(results.text().contains("; missing: judge 2 "))
  }

  @Test func carelessJudgesAreFound() throws {
    let study = try StudyExample.study(.direct, count: 40) {
      $0.judgeCount = 3
      $0.sentenceCount = 40
    }
    var seen: [[Int]: Int] = [:]
    let answers = judgements(study) { judge, item in
      // One judge is careful, one never looks, and one gives 50 to everything.
      let place = seen[[judge], default: 0]
      seen[[judge]] = place + 1
      return .score(
        judge == 0
          ? quality(item.outputs[0], item.sentence) : judge == 1 ? Double(place * 37 % 101) : 50)
    }
    let results = try JudgementResults(answers)
    #expect(results.judges.map(\.verdict) == [.consistent, .inconsistent, .uniform])
    #expect(results.text().contains("Judge 3 gave one answer to everything; the answers count."))
    var options = JudgementResults.Options()
    options.leavesOutInconsistent = true
    let without = try JudgementResults(answers, options)
    #expect(without.judgePairs.isEmpty && without.judges.count == 3)
    #expect(without.systems[0].counts[0].count < results.systems[0].counts[0].count)
    let none = judgements(study) { judge, _ in judge == 2 ? .score(50) : nil }
    #expect(throws: JudgingError.noJudges) { try JudgementResults(none, options) }
  }

  /// A ranking that comes again is one repeat, and one answer, however many texts it has.
  @Test func rankingsAreCountedAsItems() throws {
    let study = try StudyExample.study(.ranking) { $0.judgeCount = 1 }
    let repeats = study.sheets[0].items.count { $0.first != nil }
    try #require((2..<JudgementResults.leastRepeats).contains(repeats))
    let results = try JudgementResults(
      judgements(study) { _, item in .ranks(Array(1...item.outputs.count)) })
    #expect(results.judges[0].repeatCount == repeats && results.judges[0].verdict == .unclear)
    let small = try StudyExample.study(.ranking, count: 3) {
      $0.judgeCount = 1
      $0.repeatShare = 0
    }
    let ties = try JudgementResults(
      judgements(small) { _, item in .ranks(item.outputs.map { _ in 1 }) })
    #expect(ties.judges[0].answerCount == 3 && ties.judges[0].verdict == .unclear)
  }

  /// Wins, ties, losses and the same text are all of judgements, so they add up.
  @Test func countsOfPairsAddUp() throws {
    let study = try StudyExample.study(.ranking, count: 8) {
      $0.judgeCount = 2
      $0.repeatShare = 0
    }
    let results = try JudgementResults(
      judgements(study) { _, item in .ranks(Array(1...item.outputs.count)) })
    let answers = study.sheets.reduce(0) { $0 + $1.items.count }
    for pair in results.pairs {
      #expect(pair.counts.reduce(0) { $0 + $1.count } == answers, "\(pair.counts)")
    }
    #expect(results.pairs.contains { $0.counts[3].count > 2 })
  }

  /// A system may have the better mean and be worse on the sentences of both: the sign follows the order.
  @Test func theFirstOfAPairIsBetterByItsDifference() throws {
    let study = try StudyExample.study(.direct, count: 3, systems: 2) {
      $0.judgeCount = 1
      $0.repeatShare = 0
    }
    let results = try JudgementResults(
      judgements(study) { _, item in
        guard item.outputs[0] == 1 else { return .score(item.sentence == 2 ? 100 : 50) }
        return item.sentence == 2 ? nil : .score(60)
      })
    #expect(results.systems.map(\.name) == ["Zebra-One", "Quagga-Two"])
    #expect(results.pairs[0].first == "Quagga-Two" && results.pairs[0].second == "Zebra-One")
    #expect(try #require(results.pairs[0].difference.value) > 0)
    #expect(results.text().contains("by: the difference of z on a sentence"))
  }

  @Test(arguments: JudgementKind.allCases) func reportsAreValid(kind: JudgementKind) throws {
    let study = try StudyExample.study(kind)
    let results = try JudgementResults(
      judgements(study) { judge, item in
        switch kind {
        case .direct: .score(quality(item.outputs[0], item.sentence + judge))
        case .ranking: .ranks(item.outputs.map { min($0 + 1, item.outputs.count) })
        case .errors:
          .errors(item.outputs[0] == 0 ? [] : [MarkedError(.other, .major, words: "<b>")])
        }
      })
    let object = try JSONSerialization.jsonObject(with: Data(results.json().utf8))
    let fields = try #require(object as? [String: Any])
    #expect(fields["kind"] as? String == kind.rawValue && fields["missing"] as? Int == 0)
    #expect((fields["systems"] as? [[String: Any]])?.count == 3)
    #expect((fields["pairs"] as? [[String: Any]])?.count == 3)
    let html = results.report().html
    #expect(!html.contains("<b>") && !html.contains("nan") && !html.contains("https:"))
    #expect(html.components(separatedBy: "<svg").count == results.measureNames.count + 2)
    #expect(results.text().hasSuffix("\n") && !results.text().contains("nan"))
    // Kappa says what it is of.
    let aspect = ["scores", "which of two is better", "worst severity"]
    #expect(aspect.contains(results.agreements[0].name))
    #expect(results.text().contains("Cohen's kappa of \(results.agreements[0].name)"))
  }
}
