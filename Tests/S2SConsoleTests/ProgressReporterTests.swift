import S2SConsole
import S2STraining
import Testing

/// A clock that the test sets and a screen that it reads.
private final class Stage {
  var seconds = 0.0
  var columns = 100
  var text = ""

  /// What has been printed since the last look.
  func take() -> String {
    defer { text = "" }
    return text
  }
}

private func measure(step: Int, epoch: Double = 0.5, elapsed: Double = 60) -> StepMeasure {
  StepMeasure(
    step: step, epoch: epoch, lossSum: 200, tokenCount: 100, gradientNorm: 1.25,
    elapsedSeconds: elapsed)
}

@Suite struct ProgressReporterTests {
  private let stage = Stage()

  private func reporter(_ style: ProgressReporter.Style) -> ProgressReporter {
    let stage = stage
    return ProgressReporter(
      length: RunLength(epochs: 2), scores: ["bleu"], style: style, clock: { stage.seconds },
      output: { stage.text += $0 })
  }

  private func live() -> ProgressReporter {
    reporter(.live(columns: { 63 }, unicode: false))
  }

  @Test func redrawsALineInPlace() {
    var reporter = live()
    stage.seconds = 1
    reporter.didStep(measure(step: 9))
    #expect(
      stage.take() == "\repoch 1/2  [==        ]  25%  ppl 7.39  100 tok/s  3:00 left\u{1B}[K")
  }

  @Test func redrawsAtMostTenTimesASecond() {
    var reporter = live()
    for step in 0..<1000 {
      stage.seconds = Double(step) / 1000
      reporter.didStep(measure(step: step + 1, epoch: Double(step) / 1000))
    }
    let drawings = stage.take().split(separator: "\r").count
    #expect((9...10).contains(drawings))
  }

  @Test func writesNothingWhenNothingChanged() {
    var reporter = live()
    reporter.didBegin("validating")
    #expect(stage.take() == "\rvalidating\u{1B}[K")
    reporter.didBegin("validating")
    #expect(stage.take() == "")
  }

  @Test func leavesRowsAboveTheLiveLine() {
    var reporter = live()
    var record = TrainingRecord(step: 1234, epoch: 1, seconds: 62)
    record.validationLoss = 3
    record.isBest = true
    reporter.didStep(measure(step: 1))
    _ = stage.take()
    reporter.didValidate(record)
    let table = ValidationTable(scores: ["bleu"])
    let (header, row) = (table.header, table.row(record))
    #expect(stage.take() == "\r\u{1B}[K\(header)\n\(row)\n")
    reporter.didValidate(record)
    #expect(stage.take() == "\(row)\n", "the header comes once")
    reporter.didStep(measure(step: 2))
    #expect(stage.take().hasPrefix("\repoch"), "the live line comes back")
    reporter.didValidate(record)
    #expect(stage.take() == "\r\u{1B}[K\(row)\n")
    reporter.finish()
    #expect(stage.take() == "", "nothing is left to clear")
  }

  @Test func clearsTheLineAtTheEnd() {
    var reporter = live()
    reporter.didStep(measure(step: 1))
    _ = stage.take()
    reporter.finish()
    reporter.finish()
    #expect(stage.take() == "\r\u{1B}[K")
  }

  @Test func printsALineEveryHalfMinuteElsewhere() {
    var reporter = reporter(.plain)
    for second in 1...89 {
      stage.seconds = Double(second)
      reporter.didStep(measure(step: second))
      if second % 10 == 0 { reporter.didBegin("validating") }
    }
    let line = """
      loss 2.000, perplexity 7.39, 100 tokens/s, gradient norm 1.25, 3:00 left

      """
    let forecast = "Time: about 3:00 from here, if validation improves until the end\n"
    let lines = "epoch 1/2, 25%, step 30, \(line)epoch 1/2, 25%, step 60, \(line)"
    #expect(stage.take() == forecast + lines)
    reporter.finish()
    #expect(stage.take() == "")
  }

  /// After the first updates, once, above the live line; a short run says nothing.
  @Test(arguments: [(60.0, true), (10, false)])
  func saysHowLongItWillTake(elapsed: Double, says: Bool) {
    var reporter = live()
    for second in [1.0, 4.9, 5, 6, 7] {
      stage.seconds = second
      reporter.didStep(measure(step: 1, elapsed: elapsed))
    }
    let text = stage.take()
    let words = "Time: about 3:00 from here, if validation improves until the end"
    let sentence = "\u{1B}[K\(words)\n\repoch"
    #expect(text.contains(sentence) == says, "\(text)")
    #expect(text.ranges(of: "Time:").count == (says ? 1 : 0))
  }

  @Test func leavesValidationOutOfTheSpeed() {
    var reporter = live()
    stage.seconds = 1
    reporter.didStep(measure(step: 1))
    stage.seconds = 500
    reporter.didValidate(TrainingRecord(step: 1, epoch: 1, seconds: 500))
    stage.seconds = 501
    reporter.didStep(measure(step: 2))
    #expect(reporter.meter.interval.tokensPerSecond == 100)
  }
}

@Suite struct ProgressLineTests {
  private let means = TrainingMeter.Means(loss: 2, tokensPerSecond: 12_345, gradientNorm: 1.234)

  private func line(_ length: RunLength, activity: String? = nil) -> ProgressLine {
    ProgressLine(
      length: length, measure: measure(step: 12_345, epoch: 2.5, elapsed: 100), means: means,
      activity: activity)
  }

  @Test(arguments: [
    (
      120,
      "epoch 3/10  ━━━━━━──────────────────  25%  step 12,345  loss 2.000  ppl 7.39  "
        + "12.3k tok/s  |g| 1.23  5:00 left"
    ),
    (
      95,
      "epoch 3/10  ━━───────  25%  step 12,345  loss 2.000  ppl 7.39  "
        + "12.3k tok/s  |g| 1.23  5:00 left"
    ),
    (85, "epoch 3/10  ━━───────  25%  step 12,345  loss 2.000  ppl 7.39  12.3k tok/s  5:00 left"),
    (80, "epoch 3/10  ━━━━─────────────  25%  loss 2.000  ppl 7.39  12.3k tok/s  5:00 left"),
    (70, "epoch 3/10  ━━━━╾──────────────  25%  ppl 7.39  12.3k tok/s  5:00 left"),
    (58, "epoch 3/10  ━━━━━───────────────  25%  ppl 7.39  5:00 left"),
    (46, "epoch 3/10  ━━──────  25%  ppl 7.39  5:00 left"),
    (45, "epoch 3/10  25%  ppl 7.39  5:00 left"),
    (36, "epoch 3/10  25%  ppl 7.39  5:00 left"),
    (30, "25%  ppl 7.39  5:00 left"), (20, "25%  5:00 left"), (13, "25%"), (3, "25%"), (2, ""),
    (0, ""),
  ])
  func fitsTheTerminal(columns: Int, expected: String) {
    let text = line(RunLength(epochs: 10)).live(columns: columns, unicode: true)
    #expect(text == expected)
    #expect(text.count <= columns)
  }

  @Test func saysWhatElseIsBeingDone() {
    #expect(
      line(RunLength(epochs: 10), activity: "validating").live(columns: 70, unicode: false)
        == "epoch 3/10  [===            ]  25%  step 12,345  validating  5:00 left")
  }

  @Test func needsNoEnd() {
    #expect(
      line(RunLength()).live(columns: 80, unicode: true)
        == "epoch 3  step 12,345  loss 2.000  ppl 7.39  12.3k tok/s  |g| 1.23")
    #expect(
      line(RunLength()).plain == """
        epoch 3, step 12,345, loss 2.000, perplexity 7.39, 12.3k tokens/s, gradient norm 1.23
        """)
  }

  @Test(arguments: [
    (RunLength(epochs: 10), 0.25, 300), (RunLength(steps: 24_690), 0.5, 100),
    (RunLength(seconds: 400), 0.25, 300), (RunLength(epochs: 10, steps: 24_690), 0.5, 100),
    (RunLength(epochs: 10, seconds: 125), 0.8, 25), (RunLength(epochs: 2, seconds: 99), 1, 0),
  ])
  func endsAtTheFirstLimit(length: RunLength, fraction: Double, seconds: Double) {
    let now = measure(step: 12_345, epoch: 2.5, elapsed: 100)
    #expect(length.fractionDone(now) == fraction)
    #expect(length.secondsLeft(now) == seconds)
  }

  @Test func guessesNothingBeforeTheFirstUpdate() {
    let start = measure(step: 0, epoch: 0, elapsed: 0)
    #expect(RunLength(epochs: 3, steps: 10).secondsLeft(start) == nil)
    #expect(RunLength(epochs: 3).fractionDone(start) == 0)
    #expect(RunLength(epochs: 0).fractionDone(start) == nil)
  }

  @Test(arguments: [
    (0, "────", "[  ]"), (0.124, "────", "[  ]"), (0.125, "╾───", "[  ]"), (0.5, "━━──", "[= ]"),
    (0.99, "━━━╾", "[= ]"), (1, "━━━━", "[==]"),
  ])
  func fillsTheBar(share: Double, unicode: String, ascii: String) {
    #expect(LiveLine.bar(share, width: 4, unicode: true) == unicode)
    #expect(LiveLine.bar(share, width: 4, unicode: false) == ascii)
  }
}

@Suite struct ValidationTableTests {
  @Test func alignsRowsUnderTheirNames() {
    var first = TrainingRecord(step: 800, epoch: 0.5, seconds: 62)
    first.trainingLoss = 6
    first.validationLoss = 5
    first.learningRate = 1e-3
    first.tokensPerSecond = 12_345
    first.isBest = true
    var second = TrainingRecord(step: 1_234_567, epoch: 12, seconds: 7384)
    second.trainingLoss = 2
    second.validationLoss = 2.5
    second.scores["bleu"] = 31.254
    second.learningRate = 6.25e-5
    second.tokensPerSecond = 987
    second.isBest = false
    let nothing = TrainingRecord(step: 1, epoch: 1, seconds: 0)
    let columns = ValidationTable(scores: ["bleu"])
    let table = [columns.header] + [first, second, nothing].map(columns.row)
    #expect(
      table == [
        " epoch      step  train ppl  valid ppl   BLEU        lr   tok/s   elapsed",
        "  0.50       800      403.4      148.4      -     0.001   12.3k      1:02  best",
        "    12 1,234,567       7.39      12.18  31.25  6.25e-05     987   2:03:04",
        "     1         1          -          -      -         -       -      0:00",
      ])
  }
}
