import S2SFiles

/// What a live line shows, from left to right: when it is too long, the least important parts go first.
package struct LiveLine {
  /// A part of the line.
  struct Part {
    /// What it shows; `nil` for the bar, which takes the room that the others leave.
    let text: String?
    /// Its rank: the parts of the highest ranks go first.
    let rank: Int
  }

  private let parts: [Part]
  /// The filled fraction of the bar.
  private let share: Double

  /// The bar's narrowest and widest forms, in columns.
  private static let barWidths = 8...24
  private static let gap = "  "

  /// The columns that stay free, for the `^C` that a terminal shows when it is typed, and because
  /// some terminals go on to the next line after the last column.
  static let margin = 3
  /// What goes before a line to begin in the first column.
  static let start = "\r"
  /// What goes behind a line to erase what is left of an older one.
  static let eraseRest = "\u{1B}[K"
  /// Removes a line.
  static let erasure = start + eraseRest

  /// Groups parts; the bar among them, if there is one, is filled to a fraction.
  init(_ parts: [Part], share: Double? = nil) {
    self.parts = parts
    self.share = share ?? 0
  }

  /// The line, at most the given number of columns wide.
  ///
  /// - Parameter unicode: whether the terminal shows more than ASCII.
  func text(columns: Int, unicode: Bool) -> String {
    var parts = parts
    while !parts.isEmpty {
      if let line = Self.joined(parts, share: share, columns: columns, unicode: unicode) {
        return line
      }
      let last = parts.map(\.rank).max()
      parts.removeAll { $0.rank == last }
    }
    return ""
  }

  /// The parts in order if they fit.
  private static func joined(
    _ parts: [Part], share: Double, columns: Int, unicode: Bool
  ) -> String? {
    let hasBar = parts.contains { $0.text == nil }
    let taken = parts.reduce(gap.count * (parts.count - 1)) { $0 + ($1.text?.count ?? 0) }
    let room = columns - taken
    guard room >= (hasBar ? barWidths.lowerBound : 0) else { return nil }
    let width = min(room, barWidths.upperBound)
    return parts.map { $0.text ?? bar(share, width: width, unicode: unicode) }
      .joined(separator: gap)
  }

  /// A bar of the given width, filled to a fraction from 0 to 1.
  package static func bar(_ share: Double, width: Int, unicode: Bool) -> String {
    if !unicode {
      let filled = min(Int(share * Double(width - 2)), width - 2)
      let empty = width - 2 - filled
      return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: empty)
        + "]"
    }
    // Half columns, a thin line for what is to come.
    let halves = min(Int(share * Double(2 * width)), 2 * width)
    let middle = halves == 2 * width ? "" : halves % 2 == 1 ? "╾" : "─"
    return String(repeating: "━", count: halves / 2) + middle
      + String(repeating: "─", count: max(width - halves / 2 - 1, 0))
  }
}
