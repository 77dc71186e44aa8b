import S2STraining
import Testing

@Suite struct TrainingMeterTests {
  private func measure(loss: Double, tokens: Int, norm: Double = 1) -> StepMeasure {
    StepMeasure(
      step: 1, epoch: 0, lossSum: loss, tokenCount: tokens, gradientNorm: norm, elapsedSeconds: 0)
  }

  @Test func isZeroBeforeTheFirstUpdate() {
    let meter = TrainingMeter(at: 5)
    let nothing = TrainingMeter.Means(loss: 0, tokensPerSecond: 0, gradientNorm: 0)
    #expect(meter.recent == nothing && meter.interval == nothing)
  }

  @Test func weighsTheIntervalByTokens() {
    var meter = TrainingMeter(at: 0)
    meter.add(measure(loss: 300, tokens: 100, norm: 1), at: 1)
    meter.add(measure(loss: 300, tokens: 300, norm: 2), at: 4)
    #expect(meter.interval == .init(loss: 1.5, tokensPerSecond: 100, gradientNorm: 1.5))
    meter.beginInterval()
    meter.add(measure(loss: 10, tokens: 10, norm: 4), at: 5)
    #expect(meter.interval == .init(loss: 1, tokensPerSecond: 10, gradientNorm: 4))
  }

  @Test func halvesWhatIsFiveSecondsOld() {
    var meter = TrainingMeter(at: 0)
    meter.add(measure(loss: 400, tokens: 100, norm: 3), at: 5)
    meter.add(measure(loss: 50, tokens: 100, norm: 0), at: 10)
    // Loss (200 + 50) / (50 + 100), tokens (50 + 100) / (2.5 + 5), norm (1.5 + 0) / (0.5 + 1).
    #expect(meter.recent == .init(loss: 250 / 150, tokensPerSecond: 20, gradientNorm: 1))
  }

  @Test func leavesPausesOut() {
    var meter = TrainingMeter(at: 0)
    meter.add(measure(loss: 10, tokens: 10), at: 1)
    meter.skip(to: 100)
    meter.skip(to: 50)
    meter.add(measure(loss: 10, tokens: 10), at: 101)
    #expect(meter.interval.tokensPerSecond == 10)
  }
}
