/// Finds the blocks of two versions of a document that translate each other: blocks of one kind, in
/// the same order.
///
/// Where both have the same sequence of kinds, each block belongs to the one at its place; the
/// translation may have a further section at the end, which names the translators. Elsewhere the
/// sequences are aligned so that the likeness of all pairs is largest: that of their lengths, and of
/// the words that both have, such as names, numbers and commands.
///
/// Reference: Needleman and Wunsch 1970, doi:10.1016/0022-2836(70)90057-4.
package enum BlockAlignment {
  /// The most cells of the table; longer documents of different sequences are left out.
  static let largestTable = 1 << 22
  /// Where sequences differ, the likeness has to be larger: equal lengths alone give 1.
  private static let leastLikeness: Float = 1

  /// The pairs of positions.
  ///
  /// - Complexity: O(*n* *m*) in the numbers of blocks where their kinds differ, O(*n*) elsewhere.
  package static func pairs(
    _ english: [TextBlock], _ other: [TextBlock]
  ) -> [(english: Int, other: Int)] {
    let isSame = zip(english, other).allSatisfy { $0.kind == $1.kind }
    let further = other.dropFirst(english.count).first
    if isSame && english.count <= other.count && further.map(\.isHeading) != false {
      return english.indices.map { ($0, $0) }
    }
    guard english.count * other.count <= largestTable else { return [] }
    return path(english.map(Sketch.init), other.map(Sketch.init))
  }

  /// The pairs of the alignment whose sum of likenesses is largest.
  private static func path(
    _ english: [Sketch], _ other: [Sketch]
  ) -> [(english: Int, other: Int)] {
    let width = other.count + 1
    // [E+1, O+1]: the best sum for the blocks from there to the ends.
    var best = [Float](repeating: 0, count: (english.count + 1) * width)
    for row in english.indices.reversed() {
      for column in other.indices.reversed() {
        let cell = row * width + column
        let likeness = english[row].likeness(to: other[column])
        let matched = likeness > leastLikeness ? likeness + best[cell + width + 1] : 0
        best[cell] = max(matched, best[cell + width], best[cell + 1])
      }
    }
    var pairs: [(english: Int, other: Int)] = []
    var (row, column) = (0, 0)
    while row < english.count && column < other.count {
      let cell = row * width + column
      if best[cell] == best[cell + width] {
        row += 1
      } else if best[cell] == best[cell + 1] {
        column += 1
      } else {
        pairs.append((row, column))
        (row, column) = (row + 1, column + 1)
      }
    }
    return pairs
  }

  /// What is compared of a block.
  private struct Sketch {
    let kind: String
    let length: Int
    /// The longer words, as hashes, sorted.
    let words: [UInt64]

    init(_ block: TextBlock) {
      kind = block.kind
      length = block.text.utf8.count
      let words = block.text.utf8.split { $0 == 0x20 }.filter { $0.count >= 3 }
      self.words = Set(words.map { Fingerprint.of(String(decoding: $0, as: UTF8.self)) }).sorted()
    }

    /// From 0 to 2; 0 for blocks of different kinds.
    func likeness(to other: Sketch) -> Float {
      guard kind == other.kind else { return 0 }
      let (short, long) = (min(length, other.length), max(length, other.length))
      let lengths = long == 0 ? 1 : Float(short) / Float(long)
      let most = min(words.count, other.words.count)
      return lengths + (most == 0 ? 0 : Float(shared(with: other)) / Float(most))
    }

    private func shared(with other: Sketch) -> Int {
      var (count, one, two) = (0, 0, 0)
      while one < words.count && two < other.words.count {
        if words[one] == other.words[two] { count += 1 }
        let isSmaller = words[one] <= other.words[two]
        if words[one] >= other.words[two] { two += 1 }
        if isSmaller { one += 1 }
      }
      return count
    }
  }
}
