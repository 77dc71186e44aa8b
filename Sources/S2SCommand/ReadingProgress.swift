import S2SConsole
import S2SFiles
import S2STraining
import Synchronization

/// The live line of a command that reads much: a bar on a terminal, nothing elsewhere.
final class ReadingProgress: Sendable {
  private let totalBytes: Int
  private let start = MonotonicClock.seconds()
  /// When the line was last drawn; `nil` before that.
  private let lastDrawn = Mutex<Double?>(nil)

  private static let interval = 0.1
  private static let barWidth = 24
  private static let (lineStart, eraseRest) = ("\r", "\u{1B}[K")

  /// Begins with nothing read.
  init(totalBytes: Int) { self.totalBytes = totalBytes }

  /// Draws the line if it is time.
  func show(pairs: Int, bytes: Int) {
    guard Terminal.isLive, totalBytes > 0 else { return }
    let now = MonotonicClock.seconds()
    lastDrawn.withLock { last in
      if let last, now - last < Self.interval { return }
      last = now
      let share = min(1, Double(bytes) / Double(totalBytes))
      let left = share > 0 ? (now - start) * (1 - share) / share : 0
      let line = [
        ProgressLine.bar(share, width: Self.barWidth, unicode: Terminal.isUnicode),
        "\(Int(share * 100))%", "\(grouped(pairs)) pairs read",
        "\(NumberText.short(Double(pairs) / max(0.001, now - start)))/s",
        NumberText.time(left) + " left",
      ].joined(separator: "  ")
      guard line.count < Terminal.columns else { return }
      Terminal.write(Self.lineStart + line + Self.eraseRest)
    }
  }

  /// Removes the line.
  func finish() {
    if lastDrawn.withLock({ $0 }) != nil { Terminal.write(Self.lineStart + Self.eraseRest) }
  }
}
