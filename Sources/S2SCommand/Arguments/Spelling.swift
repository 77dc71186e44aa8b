/// Words that differ by slips of the hand.
enum Spelling {
  /// The word that needs the fewest slips to become another; `nil` where all need too many.
  ///
  /// One slip in three letters is likely, more are another word.
  static func nearest(to word: String, among words: [String]) -> String? {
    let typed = Array(normalized(word).utf8)
    let allowed = max(1, typed.count / 3)
    let near = words.map { ($0, slips(typed, Array($0.utf8))) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= allowed, typed.count > 1 else { return nil }
    return near.0
  }

  /// A name as the names of options are written: small letters, words joined by `-`.
  static func normalized(_ word: String) -> String {
    String(word.drop { $0 == "-" }).lowercased().replacing("_", with: "-")
      .replacing(".", with: "-")
  }

  /// The insertions, deletions, replacements and exchanges of neighbours from one word to another.
  ///
  /// Reference: optimal string alignment, Damerau 1964, doi:10.1145/363958.363994.
  static func slips(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var best = min(last[j + 1], row[j]) + 1
        best = min(best, last[j] + (one[i] == other[j] ? 0 : 1))
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          best = min(best, before[j - 1] + 1)
        }
        row.append(best)
      }
      (before, last) = (last, row)
    }
    return last[other.count]
  }
}
