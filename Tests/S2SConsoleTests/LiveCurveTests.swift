import S2SConsole
import S2STraining
import Testing

/// The curves above the live line.
@Suite struct LiveCurveTests {
  /// What has been printed.
  private final class Screen {
    var text = ""
    var seconds = 0.0

    func take() -> String {
      defer { text = "" }
      return text
    }
  }

  private let screen = Screen()

  private func reporter(rows: Int = 24) -> ProgressReporter {
    let screen = screen
    var reporter = ProgressReporter(
      length: RunLength(epochs: 2), style: .live(columns: { 63 }, unicode: false),
      clock: { screen.seconds }, output: { screen.text += $0 })
    reporter.curve = LiveCurve(terminalRows: { rows })
    return reporter
  }

  private func step(_ reporter: inout ProgressReporter, _ step: Int) {
    screen.seconds = Double(step)
    reporter.didStep(
      StepMeasure(
        step: step, epoch: 0.5, lossSum: 300 / Double(step), tokenCount: 100, gradientNorm: 1,
        elapsedSeconds: 1))
  }

  private static func record(_ step: Int, loss: Double) -> TrainingRecord {
    var record = TrainingRecord(step: step, epoch: 1, seconds: 1)
    record.trainingLoss = loss
    record.validationLoss = loss
    return record
  }

  /// One point is no curve; two are, and are redrawn where they stand.
  @Test func standsAboveTheLine() {
    var reporter = reporter()
    step(&reporter, 1)
    #expect(screen.take().hasPrefix("\repoch 1/2"))
    step(&reporter, 2)
    let first = screen.take()
    #expect(first.hasPrefix("\r\u{1B}[Ka training perplexity by step   b validation\u{1B}[K\n"))
    let rows = first.split(separator: "\n").count
    #expect(rows == 10 && first.hasSuffix("left\u{1B}[K"))
    step(&reporter, 3)
    let second = screen.take()
    #expect(second.hasPrefix("\r\u{1B}[\(rows - 1)Aa training"))
    #expect(second.split(separator: "\n").count == rows)
    reporter.didValidate(Self.record(3, loss: 2))
    let third = screen.take()
    // The row of the table stands where the curve was, which is drawn below it at once.
    #expect(third.hasPrefix("\r\u{1B}[\(rows - 1)A\u{1B}[J epoch"))
    #expect(third.contains("best") || third.contains("\n\ra training"))
    reporter.finish()
    #expect(screen.take() == "\r\u{1B}[\(rows - 1)A\u{1B}[J")
  }

  /// What is left at the end is the curve, without the line below it.
  @Test func staysAtTheEnd() {
    var reporter = reporter()
    for number in 1...5 { step(&reporter, number) }
    _ = screen.take()
    reporter.end()
    let text = screen.take()
    #expect(text.contains("\u{1B}[Ja training perplexity") && text.hasSuffix("\n"))
    #expect(!text.contains("epoch 1/2"))
  }

  /// A terminal too low for it, and a pipe, have none.
  @Test func needsRoom() {
    var low = reporter(rows: 11)
    for number in 1...5 { step(&low, number) }
    low.end()
    #expect(!screen.take().contains("training"))
    var plain = ProgressReporter(
      length: RunLength(epochs: 2), style: .plain, clock: { 0 }, output: { screen.text += $0 })
    plain.curve = LiveCurve(terminalRows: { 24 })
    for number in 1...5 { step(&plain, number) }
    plain.end()
    #expect(screen.take() == "")
  }

  /// A run that goes on has its past in the curve.
  @Test func beginsWithThePast() {
    var curve = LiveCurve(terminalRows: { 24 })
    curve.add([Self.record(10, loss: 3), Self.record(20, loss: 2)])
    let lines = curve.lines(columns: 60, unicode: false)
    #expect(lines.contains { $0.hasSuffix("   18         20") }, "\(lines)")
  }

  /// A long run has no more points than a terminal can show, the last among them.
  @Test func thinsALongRun() {
    var curve = LiveCurve(terminalRows: { 24 })
    for step in 1...100_000 { curve.didStep(step, loss: 1) }
    let lines = curve.lines(columns: 80, unicode: true)
    #expect(lines.contains { $0.contains("100k") }, "\(lines)")
  }
}
