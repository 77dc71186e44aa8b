/// Lines that are redrawn together: the live one, and what stands above it.
struct LiveBlock: Equatable {
  /// The lines, the live one last; none where nothing is drawn.
  var lines: [String] = []

  /// Whether nothing is drawn.
  var isEmpty: Bool { lines.isEmpty }

  /// Draws the lines in the place of others.
  func drawing(over older: LiveBlock) -> String {
    let start =
      older.isEmpty || older.lines.count == lines.count
      ? LiveLine.start + Self.up(older.lines.count - 1) : older.erasure
    return start + lines.map { $0 + LiveLine.eraseRest }.joined(separator: "\n")
  }

  /// Removes the lines.
  var erasure: String { Self.erasure(rows: lines.count) }

  /// Removes the last lines of a terminal; the cursor comes to stand where the first began.
  static func erasure(rows: Int) -> String {
    rows > 1 ? LiveLine.start + up(rows - 1) + "\u{1B}[J" : LiveLine.erasure
  }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
}
