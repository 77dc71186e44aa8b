import S2SFiles
import S2STraining
import Synchronization

/// The live line of a command that works for a while: how much is done, how fast, and the time left.
///
/// It is there on a terminal only, and goes when the work is done. Any number of threads may report to
/// it. It is redrawn at most ten times a second.
public final class WorkProgress: Sendable {
  /// What stands in the line now.
  private struct State {
    /// When the present activity began, in seconds.
    var start: Double
    var nextDrawing: Double
    var isDrawn = false
  }

  private let columns: (@Sendable () -> Int)?
  private let unicode: Bool
  private let clock: @Sendable () -> Double
  private let output: @Sendable (String) -> Void
  private let state: Mutex<State>

  private static let interval = 0.1

  /// Draws with a clock of seconds onto a screen.
  ///
  /// - Parameter columns: the width of the terminal; `nil` where there is none.
  package init(
    columns: (@Sendable () -> Int)?, unicode: Bool, clock: @escaping @Sendable () -> Double,
    output: @escaping @Sendable (String) -> Void
  ) {
    self.columns = columns
    self.unicode = unicode
    self.clock = clock
    self.output = output
    let now = clock()
    state = Mutex(State(start: now, nextDrawing: now))
  }

  /// Draws on standard error if it is a terminal.
  ///
  /// - Parameter isWanted: `false` for no line at all, as where somebody types.
  public convenience init(isWanted: Bool = true) {
    let columns: @Sendable () -> Int = { Terminal.columns }
    self.init(
      columns: isWanted && Terminal.isLive ? columns : nil, unicode: Terminal.isUnicode,
      clock: { MonotonicClock.seconds() }, output: { Terminal.write($0) })
  }

  /// Begins an activity that says how far it is by `show`, or not at all.
  public func begin(_ activity: String) {
    state.withLock { state in
      let now = clock()
      state.start = now
      state.nextDrawing = now + Self.interval
      draw(LiveLine([LiveLine.Part(text: activity, rank: 0)]), &state)
    }
  }

  /// Shows how far the activity is, if it is time.
  ///
  /// - Parameters:
  ///   - count: how many are done.
  ///   - unit: of what, in the singular, such as `line`.
  ///   - share: the fraction of the work that is done, from 0 to 1; `nil` where nobody knows.
  public func show(_ count: Int, _ unit: String, share: Double? = nil) {
    guard columns != nil else { return }
    state.withLock { state in
      let now = clock()
      guard now >= state.nextDrawing else { return }
      state.nextDrawing = now + Self.interval
      draw(line(count, unit, share: share, seconds: now - state.start), &state)
    }
  }

  /// Removes the line.
  public func finish() { state.withLock { erase(&$0) } }

  /// Removes the line for a moment, in which somebody else may write to the terminal.
  public func rest() {
    state.withLock { state in
      state.nextDrawing = clock() + Self.interval
      erase(&state)
    }
  }

  private func erase(_ state: inout State) {
    guard state.isDrawn else { return }
    state.isDrawn = false
    output(LiveLine.erasure)
  }

  private func line(
    _ count: Int, _ unit: String, share: Double?, seconds: Double
  ) -> LiveLine {
    var parts: [LiveLine.Part] = []
    let share = share.map { min(1, max(0, $0)) }
    if let share {
      parts += [.init(text: nil, rank: 3), .init(text: "\(Int(share * 100))%", rank: 0)]
    }
    parts.append(.init(text: "\(unit) \(grouped(count))", rank: 2))
    if count > 0, seconds > 0 {
      parts.append(.init(text: Self.speed(Double(count) / seconds), rank: 4))
    }
    if let share, share > 0 {
      let left = NumberText.time(seconds * (1 - share) / share)
      parts.append(.init(text: "\(left) left", rank: 1))
    }
    return LiveLine(parts, share: share)
  }

  /// Slow work is as clear as fast work: `0.4/s`, `518/s`.
  private static func speed(_ perSecond: Double) -> String {
    (perSecond < 9.95 ? NumberText.fixed(perSecond, 1) : NumberText.short(perSecond)) + "/s"
  }

  private func draw(_ line: LiveLine, _ state: inout State) {
    guard let columns else { return }
    let text = line.text(columns: max(columns() - LiveLine.margin, 0), unicode: unicode)
    state.isDrawn = true
    output(LiveLine.start + text + LiveLine.eraseRest)
  }
}
