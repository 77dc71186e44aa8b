/// Names in a room that may be too small for them: those that are too long lose letters in the middle, because
/// the beginning says whose they are, and the end what was measured.
struct ShortNames {
  /// The names, in their order.
  let names: [String]

  /// Shortens names; those that would look the same lose what they begin with together.
  ///
  /// - Parameters:
  ///   - mark: what stands for the letters that are left out.
  ///   - fits: whether there is room for a name.
  init(_ whole: [String], mark: String, fits: (String) -> Bool) {
    let short = whole.map { Self.shortened($0, mark: mark, fits: fits) }
    let groups = Dictionary(grouping: whole.indices) { short[$0] }
    names = whole.indices.map { place in
      let alike = Set((groups[short[place]] ?? []).map { whole[$0] })
      guard alike.count > 1 else { return short[place] }
      let rest = whole[place].dropFirst(max(0, Self.sharedCount(alike) - Self.keptLetters))
      return Self.shortened(mark + String(rest), mark: mark, fits: fits)
    }
  }

  /// The letters before a difference that are shown with it.
  private static let keptLetters = 4

  /// How many letters all texts begin with.
  private static func sharedCount(_ texts: Set<String>) -> Int {
    guard let first = texts.first else { return 0 }
    return texts.map { zip(first, $0).prefix { $0 == $1 }.count }.min() ?? 0
  }

  /// The text, or its beginning and its end where there is no room for all of it.
  static func shortened(_ text: String, mark: String, fits: (String) -> Bool) -> String {
    guard !fits(text) else { return text }
    let letters = Array(text)
    var (head, tail, kept) = (0, 0, mark)
    while head + tail < letters.count {
      if tail <= head { tail += 1 } else { head += 1 }
      let longer = String(letters.prefix(head)) + mark + String(letters.suffix(tail))
      guard fits(longer) else { break }
      kept = longer
    }
    return kept
  }
}

/// The marks that say which series is which where there are no colours.
enum SeriesMark {
  /// All marks, in their order.
  static let all = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  /// The mark of a series by its place, from 0; after as many series as marks they begin again.
  static func mark(_ place: Int) -> Character { all[place % all.count] }

  /// What is to be said of so many series; `nil` where each has a mark of its own.
  static func warning(_ count: Int) -> String? {
    guard count > all.count else { return nil }
    return "There are \(count) and \(all.count) marks, so some share one; draw fewer."
  }
}
