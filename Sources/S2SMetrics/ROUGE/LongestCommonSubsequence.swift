/// Longest common subsequences by dynamic programming, with one table for all sentences.
struct LongestCommonSubsequence {
  /// `[R + 1, H + 1]`: lengths for the first words of the reference and of the hypothesis.
  private var table: [Int32] = []
  private var row: [Int32] = []

  /// The length of the longest common subsequence.
  ///
  /// - Complexity: O(*R* *H*) time, O(*H*) memory.
  mutating func length(_ reference: ArraySlice<UInt32>, _ hypothesis: ArraySlice<UInt32>) -> Int {
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: repeatElement(0, count: hypothesis.count + 1))
    for symbol in reference where symbol != WordTable.missing {
      var diagonal: Int32 = 0
      var left: Int32 = 0
      var column = 1
      for other in hypothesis {
        let above = row[column]
        left = symbol == other ? diagonal + 1 : max(above, left)
        row[column] = left
        diagonal = above
        column += 1
      }
    }
    return Int(row[hypothesis.count])
  }

  /// Marks the places in the reference, counted from its start, of one longest common subsequence.
  ///
  /// Among several the one that rouge-score finds: from the end, a step back in the hypothesis
  /// only where that keeps more than a step back in the reference.
  ///
  /// - Complexity: O(*R* *H*) time and memory.
  mutating func mark(
    _ reference: ArraySlice<UInt32>, _ hypothesis: ArraySlice<UInt32>, in marks: inout [Bool]
  ) {
    let reference = Array(reference)
    let hypothesis = Array(hypothesis)
    let width = hypothesis.count + 1
    fill(reference, hypothesis)
    var (i, j) = (reference.count, hypothesis.count)
    while i > 0 && j > 0 {
      if reference[i - 1] == hypothesis[j - 1] {
        marks[i - 1] = true
        i -= 1
        j -= 1
      } else if table[i * width + j - 1] > table[(i - 1) * width + j] {
        j -= 1
      } else {
        i -= 1
      }
    }
  }

  private mutating func fill(_ reference: [UInt32], _ hypothesis: [UInt32]) {
    let width = hypothesis.count + 1
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(0, count: (reference.count + 1) * width))
    for (i, symbol) in reference.enumerated() {
      let above = i * width
      let here = above + width
      for (j, other) in hypothesis.enumerated() {
        table[here + j + 1] =
          symbol == other ? table[above + j] + 1 : max(table[above + j + 1], table[here + j])
      }
    }
  }
}
