/// Edit distances from one hypothesis, and from rearrangements of it, to one reference.
///
/// The matrix is kept from both ends: of a rearrangement only the rows need computing that lie
/// between the first and the last word that moved. Distances inside of a band are shortest paths
/// through it, so that joining both halves gives what a whole matrix would.
struct BandedEditDistance {
  /// More than any distance; two of them can be added.
  private static let infinity = Int32.max / 4

  private var band = EditBand()
  private var hypothesisCount = 0
  private var referenceCount = 0
  /// The reference with a word that no hypothesis has on both sides.
  private var reference: [UInt32] = []
  /// `[N + 3, stride]`: edits from the start to each cell; two rows more for rearrangements.
  private var fromStart: [Int32] = []
  /// `[N + 1, stride]`: edits from each cell to the end; the first row is not computed.
  private var toEnd: [Int32] = []

  /// Begins with another pair of texts.
  ///
  /// - Precondition: the hypothesis has words, none of them `WordTable.missing`.
  mutating func reset(hypothesisCount: Int, reference words: [UInt32]) {
    self.hypothesisCount = hypothesisCount
    referenceCount = words.count
    reference.removeAll(keepingCapacity: true)
    reference.append(WordTable.missing)
    reference.append(contentsOf: words)
    reference.append(WordTable.missing)
    band.reset(hypothesisCount: hypothesisCount, referenceCount: referenceCount)
    Self.clear(&fromStart, (hypothesisCount + 3) * band.stride)
    Self.clear(&toEnd, (hypothesisCount + 1) * band.stride)
    for column in band.lower[0]..<band.upper[0] {
      fromStart[band.offset(0, column)] = Int32(column)
    }
    let last = hypothesisCount * band.stride
    for column in band.lower[hypothesisCount]..<band.upper[hypothesisCount] {
      toEnd[last + band.offset(hypothesisCount, column)] = Int32(referenceCount - column)
    }
  }

  private static func clear(_ cells: inout [Int32], _ count: Int) {
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: repeatElement(infinity, count: count))
  }

  /// The distance of a hypothesis; what follows refers to it.
  ///
  /// - Precondition: it has as many words as `reset` was given.
  mutating func measure(_ hypothesis: [UInt32]) -> Int {
    for row in 1..<hypothesisCount + 1 {
      let start = row * band.stride
      _ = fillRow(row, hypothesis[row - 1], from: start - band.stride, to: start)
    }
    for row in (1..<hypothesisCount).reversed() { fillRowToEnd(row, hypothesis[row]) }
    return Int(edits(hypothesisCount, referenceCount))
  }

  /// The distance of the measured hypothesis with other words from `start` on, as many as it had
  /// there; nil if it is over `limit`.
  ///
  /// - Precondition: `words` is not empty.
  mutating func distance(replacing start: Int, by words: [UInt32], limit: Int) -> Int? {
    var previous = start * band.stride
    var row = start
    for word in words {
      row += 1
      let next = (hypothesisCount + 1 + row & 1) * band.stride
      let least = fillRow(row, word, from: previous, to: next)
      if Int(least) > limit { return nil }
      previous = next
    }
    var least = Self.infinity
    let rest = row * band.stride
    for column in band.lower[row]..<band.upper[row] {
      let offset = band.offset(row, column)
      least = min(least, fromStart[previous + offset] + toEnd[rest + offset])
    }
    return Int(least) > limit ? nil : Int(least)
  }

  /// Computes a row of `fromStart` from the row before it.
  ///
  /// - Parameters:
  ///   - row: which row it is.
  ///   - word: the last word of the hypothesis so far.
  ///   - previous: where the row before it begins.
  ///   - start: where it begins itself.
  /// - Returns: what no distance by way of this row is below.
  private mutating func fillRow(
    _ row: Int, _ word: UInt32, from previous: Int, to start: Int
  ) -> Int32 {
    let columns = band.lower[row]..<band.upper[row]
    var above = previous + band.offset(row - 1, columns.lowerBound)
    var cell = start + band.offset(row, columns.lowerBound)
    // What remains at least: the difference of the lengths of both rests.
    var excess = Int32(
      truncatingIfNeeded: hypothesisCount - row - (referenceCount - columns.lowerBound))
    var diagonal = fromStart[above - 1]
    var left = Self.infinity
    var least = Self.infinity
    for column in columns {
      let up = fromStart[above]
      let match = diagonal + (reference[column] == word ? 0 : 1)
      left = min(match, min(up, left) + 1)
      fromStart[cell] = left
      least = min(least, left + abs(excess))
      diagonal = up
      above += 1
      cell += 1
      excess += 1
    }
    // Where another row was longer.
    while cell < start + band.stride {
      fromStart[cell] = Self.infinity
      cell += 1
    }
    return least
  }

  /// Computes a row of `toEnd` from the row after it.
  private mutating func fillRowToEnd(_ row: Int, _ word: UInt32) {
    let columns = band.lower[row]..<band.upper[row]
    var cell = row * band.stride + band.offset(row, columns.upperBound)
    var below = (row + 1) * band.stride + band.offset(row + 1, columns.upperBound)
    var right = Self.infinity
    for column in columns.reversed() {
      cell -= 1
      below -= 1
      let match = toEnd[below + 1] + (reference[column + 1] == word ? 0 : 1)
      right = min(match, min(toEnd[below], right) + 1)
      toEnd[cell] = right
    }
  }
}

extension BandedEditDistance {
  /// Which words of the measured hypothesis and of the reference belong together.
  ///
  /// Where several alignments are as good, a pair is preferred to a word of the hypothesis alone,
  /// and that to one of the reference alone, from the end on, as in tercom.
  func align(_ hypothesis: [UInt32], into alignment: inout WordAlignment) {
    alignment.reset(hypothesisCount: hypothesisCount, referenceCount: referenceCount)
    var (row, column) = (hypothesisCount, referenceCount)
    while row > 0 || column > 0 {
      let edits = edits(row, column)
      let cost: Int32 = row > 0 && hypothesis[row - 1] == reference[column] ? 0 : 1
      if row > 0 && column > 0 && edits == self.edits(row - 1, column - 1) + cost {
        alignment.pair(hypothesis: row - 1, reference: column - 1, isWrong: cost > 0)
        row -= 1
        column -= 1
      } else if row > 0 && edits == self.edits(row - 1, column) + 1 {
        alignment.insert(hypothesis: row - 1)
        row -= 1
      } else {
        alignment.omit(reference: column - 1, before: row)
        column -= 1
      }
    }
  }

  private func edits(_ row: Int, _ column: Int) -> Int32 {
    if row == 0 { return Int32(truncatingIfNeeded: column) }
    guard band.lower[row]..<band.upper[row] ~= column else { return Self.infinity }
    return fromStart[row * band.stride + band.offset(row, column)]
  }
}
