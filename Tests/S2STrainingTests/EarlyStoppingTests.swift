import Foundation
import S2SOptions
import S2STraining
import Testing

@Suite struct EarlyStoppingTests {
  @Test func stopsAfterThePatienceOnLoss() throws {
    var stopping = try EarlyStopping(patience: 2)
    let losses = [3.0, 2.0, 2.0, 1.5, 1.6, 1.5]
    let improved = losses.enumerated().map {
      stopping.record(ValidationResult(loss: $1), step: 10 * ($0 + 1))
    }
    #expect(improved == [true, true, false, true, false, false])
    #expect(stopping.best == 1.5)
    #expect(stopping.bestStep == 40)
    #expect(stopping.validationsSinceBest == 2)
    #expect(stopping.shouldStop)
  }

  @Test func takesHigherBLEUForBetter() throws {
    var stopping = try EarlyStopping(metric: "bleu", patience: 1)
    let scores = [(1.0, 10.0), (2.0, 11.0), (0.0, 10.9)]
    let improved = scores.map { loss, bleu in
      stopping.record(ValidationResult(loss: loss, scores: [Score("bleu", bleu)]), step: Int(bleu))
    }
    #expect(improved == [true, true, false])
    #expect(stopping.shouldStop)
    #expect(stopping.best == 11 && stopping.bestStep == 11)
  }

  @Test func takesALowerScoreForBetterWhereItIs() throws {
    var stopping = try EarlyStopping(metric: "ter", patience: 2)
    let improved = [50.0, 40, 45].map { value in
      let score = Score("ter", value, isHigherBetter: false)
      return stopping.record(ValidationResult(loss: 1, scores: [score]), step: 1)
    }
    #expect(improved == [true, true, false] && stopping.best == 40)
  }

  @Test func neverTakesWhatIsNoNumberForBetter() throws {
    var stopping = try EarlyStopping(patience: nil)
    let losses = [Double.nan, -.infinity, 5, .nan]
    #expect(
      losses.map { stopping.record(ValidationResult(loss: $0), step: 7) } == [
        false, false, true, false,
      ])
    #expect(stopping.best == 5)
  }

  @Test func improvesNothingWhenWhatDecidesIsMissing() throws {
    var stopping = try EarlyStopping(metric: "bleu", patience: nil)
    let isBest = stopping.record(ValidationResult(loss: 1), step: 1)
    #expect(!isBest)
    #expect(stopping.best == nil && stopping.bestStep == nil)
  }

  @Test func neverStopsWithoutPatience() throws {
    var stopping = try EarlyStopping(patience: nil)
    for step in 1...100 { _ = stopping.record(ValidationResult(loss: 1), step: step) }
    #expect(stopping.validationsSinceBest == 99)
    #expect(!stopping.shouldStop)
  }

  @Test func goesOnExactlyAfterAStop() throws {
    for losses in [[], [2.5], [1.0 / 3, 2]] {
      var stopping = try EarlyStopping(patience: 3)
      for (step, loss) in losses.enumerated() {
        _ = stopping.record(ValidationResult(loss: loss), step: step + 1)
      }
      let stored = try JSONEncoder().encode(stopping)
      #expect(try JSONDecoder().decode(EarlyStopping.self, from: stored) == stopping)
    }
  }

  @Test func refusesWhatCannotBe() {
    #expect(throws: OptionError.self) { try EarlyStopping(patience: 0) }
    for text in [
      #"{"metric":"loss","patience":0,"validationsSinceBest":0}"#,
      #"{"metric":"loss","patience":1,"validationsSinceBest":-1}"#,
      #"{"metric":"loss","best":1,"validationsSinceBest":0}"#,
    ] {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(EarlyStopping.self, from: Data(text.utf8))
      }
    }
  }
}
