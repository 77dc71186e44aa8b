/// The cells of an edit distance matrix that tercom's beam search visits: a band around the line
/// from corner to corner, a row a word of the hypothesis, a column a word of the reference.
///
/// Rows are stored one after the other, each with room on both sides for what its neighbours read
/// beyond it, so that memory grows with the hypothesis and not with the product of the lengths.
struct EditBand {
  /// Half the width, as in tercom; more where the reference is much longer.
  static let halfWidth = 25

  /// The first column of each row.
  private(set) var lower: [Int] = []
  /// One past the last column of each row.
  private(set) var upper: [Int] = []
  /// Cells a row, room included.
  private(set) var stride = 0
  private var room = 0

  /// Draws the band for texts of the given numbers of words.
  ///
  /// - Precondition: `hypothesisCount` is above 0.
  mutating func reset(hypothesisCount: Int, referenceCount: Int) {
    let ratio = Double(referenceCount) / Double(hypothesisCount)
    // Rows of very different texts would not touch within the usual width.
    let narrow = Double(Self.halfWidth)
    let halfWidth =
      narrow < ratio / 2 ? Int((ratio / 2 + narrow).rounded(.up)) : Self.halfWidth
    lower.removeAll(keepingCapacity: true)
    upper.removeAll(keepingCapacity: true)
    for row in 0..<hypothesisCount + 1 {
      let middle = Int((Double(row) * ratio).rounded(.down))
      lower.append(max(0, middle - halfWidth))
      upper.append(min(referenceCount + 1, middle + halfWidth))
    }
    upper[hypothesisCount] = referenceCount + 1
    // The first row is known everywhere: the second reads of it what it needs.
    upper[0] = upper[1]
    var width = 1
    room = 1
    for row in 0..<hypothesisCount + 1 {
      width = max(width, upper[row] - lower[row])
      guard row > 0 else { continue }
      room = max(room, lower[row] - lower[row - 1], upper[row] - upper[row - 1])
    }
    stride = width + 2 * room
  }

  /// Where a column of a row is, counted from the row's first cell.
  @inline(__always)
  func offset(_ row: Int, _ column: Int) -> Int { room + column - lower[row] }
}
