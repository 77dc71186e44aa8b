import S2STraining

/// Shows the progress of a run: one live line on a terminal, a line now and then elsewhere.
///
/// On a terminal the line is redrawn at most ten times a second, by one write that overwrites what
/// is there and erases the rest, so that nothing flickers. Elsewhere a line is printed every half a
/// minute. Validations are rows of a table that stays. It costs one reading of the clock per
/// update.
public struct ProgressReporter {
  /// Where the reports go.
  public enum Style: Sendable {
    /// A terminal: its width when asked, and whether it shows more than ASCII.
    case live(columns: @Sendable () -> Int, unicode: Bool)
    /// A file or a pipe.
    case plain
  }

  /// The shortest time between two drawings of the live line, in seconds.
  static let liveInterval = 0.1
  /// The time between two plain lines, in seconds.
  static let plainInterval = 30.0
  /// The updates' time after which the time of all is said, in seconds.
  static let forecastAfter = 5.0
  /// The shortest run whose time is said, in seconds.
  static let forecastFrom = 60.0
  /// The time after which a curve is drawn anew, in seconds.
  static let curveInterval = 0.5
  /// The means of the updates so far.
  package private(set) var meter: TrainingMeter
  /// The curves above the live line; `nil` for none.
  package var curve: LiveCurve?

  private let length: RunLength
  private let table: ValidationTable
  private let style: Style
  private let clock: () -> Double
  private let output: (String) -> Void
  private var measure: StepMeasure?
  private var nextReport: Double
  private var drawn = LiveBlock()
  private var curveLines: [String] = []
  private var nextCurve = 0.0
  private var hasHeader = false
  private var forecastTime: Double?

  /// Starts to report.
  ///
  /// - Parameters:
  ///   - length: what ends the run.
  ///   - scores: the names of the scores that validations measure.
  ///   - style: where the reports go.
  ///   - clock: seconds on a clock that never goes back.
  ///   - output: prints a text as it is.
  public init(
    length: RunLength, scores: [String] = [], style: Style, clock: @escaping () -> Double,
    output: @escaping (String) -> Void
  ) {
    self.length = length
    table = ValidationTable(scores: scores)
    self.style = style
    self.clock = clock
    self.output = output
    let now = clock()
    meter = TrainingMeter(at: now)
    forecastTime = now + Self.forecastAfter
    switch style {
    case .live: nextReport = now
    case .plain: nextReport = now + Self.plainInterval
    }
  }

  /// Starts to report on standard error, in the style that fits it.
  public init(length: RunLength, scores: [String] = []) {
    let style: Style =
      Terminal.isLive
      ? .live(columns: { Terminal.columns }, unicode: Terminal.isUnicode) : .plain
    self.init(
      length: length, scores: scores, style: style, clock: MonotonicClock.seconds,
      output: Terminal.write)
  }

  /// Takes in an update.
  public mutating func didStep(_ measure: StepMeasure) {
    let now = clock()
    meter.add(measure, at: now)
    curve?.didStep(measure.step, loss: meter.recent.loss)
    self.measure = measure
    if let time = forecastTime, now >= time {
      forecastTime = nil
      sayForecast(measure)
    }
    guard now >= nextReport else { return }
    switch style {
    case .live:
      nextReport = now + Self.liveInterval
      draw(activity: nil)
    case .plain:
      nextReport = now + Self.plainInterval
      if let line = line(activity: nil) { output(line.plain + "\n") }
    }
  }

  /// Names an activity other than training on the live line, such as `validating`.
  public mutating func didBegin(_ activity: String) {
    draw(activity: activity)
  }

  /// Prints a validation as a row that stays.
  public mutating func didValidate(_ record: TrainingRecord) {
    curve?.didValidate(record)
    let row = table.row(record)
    print(hasHeader ? [row] : [table.header, row])
    hasHeader = true
    meter.skip(to: clock())
  }

  /// Prints a record of training between validations as a line that stays.
  public mutating func didLog(_ record: TrainingRecord) { print([ProgressLine.logged(record)]) }

  /// Removes the live line, at the end of the run or before something else is printed.
  public mutating func finish() {
    guard !drawn.isEmpty else { return }
    output(drawn.erasure)
    drawn = LiveBlock()
  }

  /// Removes the live line at the end of a run; its curve stays.
  public mutating func end() {
    finish()
    guard case .live(let columns, let unicode) = style else { return }
    let lines = curve?.lines(columns: columns() - 1, unicode: unicode) ?? []
    if !lines.isEmpty { output(lines.map { $0 + "\n" }.joined()) }
  }

  /// Says once how long the run will take, by its first updates.
  private mutating func sayForecast(_ measure: StepMeasure) {
    guard let left = length.secondsLeft(measure), left >= Self.forecastFrom else { return }
    let time = NumberText.time(left)
    output(
      (drawn.isEmpty ? "" : drawn.erasure)
        + "Time: about \(time) from here, if validation improves until the end\n")
    drawn = LiveBlock()
  }

  private func line(activity: String?) -> ProgressLine? {
    measure.map {
      ProgressLine(length: length, measure: $0, means: meter.recent, activity: activity)
    }
  }

  private mutating func draw(activity: String?) {
    guard case .live(let columns, let unicode) = style else { return }
    let room = columns()
    let width = max(room - LiveLine.margin, 0)
    let text = line(activity: activity)?.live(columns: width, unicode: unicode)
    if let curve, clock() >= nextCurve {
      nextCurve = clock() + Self.curveInterval
      curveLines = curve.lines(columns: room - 1, unicode: unicode)
    }
    let shown = LiveBlock(lines: curveLines + [text ?? String((activity ?? "").prefix(width))])
    guard shown != drawn else { return }
    output(shown.drawing(over: drawn))
    drawn = shown
  }

  /// Prints lines in place of the live line, which comes back with the next update.
  private mutating func print(_ lines: [String]) {
    let text = lines.map { $0 + "\n" }.joined()
    output(drawn.isEmpty ? text : drawn.erasure + text)
    drawn = LiveBlock()
    if case .live = style { nextReport = clock() }
    if curve != nil { draw(activity: nil) }
  }
}
