import S2SConsole
import Synchronization
import Testing

/// A clock that the test sets and a screen that it reads.
private final class Screen: Sendable {
  private let state = Mutex((seconds: 0.0, text: ""))

  var seconds: Double {
    get { state.withLock { $0.seconds } }
    set { state.withLock { $0.seconds = newValue } }
  }

  func print(_ text: String) { state.withLock { $0.text += text } }

  /// What has been printed since the last look.
  func take() -> String {
    state.withLock { state in
      defer { state.text = "" }
      return state.text
    }
  }
}

@Suite struct WorkProgressTests {
  private let screen = Screen()

  private func progress(columns: Int?) -> WorkProgress {
    let screen = screen
    let count = columns ?? 0
    let width: @Sendable () -> Int = { count }
    return WorkProgress(
      columns: columns == nil ? nil : width, unicode: false, clock: { screen.seconds },
      output: { screen.print($0) })
  }

  @Test(arguments: [
    (80, "[======                ]  27%  line 1,234  617/s  0:05 left"),
    (60, "[===]  27%  line 1,234  617/s  0:05 left"),
    (45, "[==      ]  27%  line 1,234  0:05 left"), (33, "27%  line 1,234  0:05 left"),
    (25, "27%  0:05 left"), (17, "27%  0:05 left"), (10, "27%"), (5, ""), (0, ""),
  ])
  func fitsTheTerminal(columns: Int, expected: String) {
    let progress = progress(columns: columns)
    screen.seconds = 2
    progress.show(1_234, "line", share: 0.27)
    let text = screen.take()
    #expect(text.hasPrefix("\r") && text.hasSuffix("\u{1B}[K"))
    let line = text.dropFirst().dropLast(3)
    #expect(line.count <= max(0, columns - 3))
    let words = line.split(separator: "  ").filter { !$0.hasPrefix("[") && !$0.hasSuffix("]") }
    let expectedWords = expected.split(separator: "  ")
      .filter { !$0.hasPrefix("[") && !$0.hasSuffix("]") }
    #expect(words == expectedWords && line.contains("[") == expected.contains("["))
  }

  @Test func needsNoEnd() {
    let progress = progress(columns: 80)
    screen.seconds = 2
    progress.show(1, "line")
    #expect(screen.take() == "\rline 1  0.5/s\u{1B}[K")
    progress.show(7, "line")
    #expect(screen.take() == "", "ten times a second at most")
    screen.seconds = 4
    progress.begin("scoring")
    #expect(screen.take() == "\rscoring\u{1B}[K")
    screen.seconds = 5
    progress.show(5, "metric")
    #expect(screen.take() == "\rmetric 5  5.0/s\u{1B}[K", "each activity has its own clock")
  }

  @Test func leavesNothingBehind() {
    let progress = progress(columns: 80)
    progress.finish()
    #expect(screen.take() == "")
    progress.show(0, "line", share: 0)
    _ = screen.take()
    progress.finish()
    progress.finish()
    #expect(screen.take() == "\r\u{1B}[K")
  }

  @Test func restsWhileOthersWrite() {
    let progress = progress(columns: 80)
    progress.show(1, "line")
    _ = screen.take()
    progress.rest()
    #expect(screen.take() == "\r\u{1B}[K")
    screen.seconds = 0.05
    progress.show(2, "line")
    #expect(screen.take() == "")
    screen.seconds = 0.2
    progress.show(3, "line")
    #expect(screen.take().hasPrefix("\rline 3"))
  }

  @Test func writesNothingElsewhere() {
    let progress = progress(columns: nil)
    progress.begin("translating")
    progress.show(1, "line", share: 1)
    progress.finish()
    #expect(screen.take() == "")
  }
}
