import S2SConsole
import S2SFiles

/// How much of the input is done, on a live line.
struct InputProgress: Sendable {
  /// Some lines of the input.
  struct Part {
    let lines: Int
    let bytes: Int

    init(_ lines: Int, bytes: Int) { (self.lines, self.bytes) = (lines, bytes) }
  }

  let line: WorkProgress
  /// The bytes of all input, where they are known.
  private let bytes: Int?

  /// Begins with nothing of the files done.
  init(_ files: [String]) {
    bytes = TextSize.bytes(of: files)
    // Where lines are typed, they stand in the place of a live line.
    line = WorkProgress(isWanted: !(files.contains("-") && StandardInput.isTyped))
  }

  /// Shows that a fraction of some lines is done, after others.
  func show(_ share: Double, of part: Part, after done: Part) {
    let lines = done.lines + Int(share * Double(part.lines))
    let finished = Double(done.bytes) + share * Double(part.bytes)
    line.show(lines, "line", share: bytes.map { finished / Double(max(1, $0)) })
  }
}
