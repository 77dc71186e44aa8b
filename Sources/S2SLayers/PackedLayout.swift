/// How sequences of different lengths lie in one matrix without padding, time-major.
///
/// Sequences are sorted from long to short, so at step t the ones still running are the first
/// `activeCounts[t]`, and their rows follow each other: `[N, H]` with N the number of real steps.
/// This is the mask: a padded step does not exist, so nothing can be computed for it.
///
///     lengths 3, 2, 1:   step 0 | step 1 | step 2
///                        a b c  | a b    | a
package struct PackedLayout: Sendable, Equatable {
  /// The lengths from long to short, each at least 1.
  package let lengths: [Int]
  /// The original index of each sequence in packed order.
  package let order: [Int]
  /// How many sequences run at each step.
  package let activeCounts: [Int]
  /// The first row of each step, and the total number of rows at the end.
  package let offsets: [Int]

  /// Sorts sequences of the given lengths; equal lengths keep their order.
  ///
  /// - Complexity: O(*B* log *B* + *T*).
  package init(lengths unsorted: [Int]) {
    precondition(unsorted.allSatisfy { $0 >= 1 }, "a sequence needs a step")
    order = unsorted.indices.sorted {
      unsorted[$0] != unsorted[$1] ? unsorted[$0] > unsorted[$1] : $0 < $1
    }
    lengths = order.map { unsorted[$0] }
    var counts: [Int] = []
    var active = lengths.count
    for step in 0..<(lengths.first ?? 0) {
      while active > 0 && lengths[active - 1] <= step { active -= 1 }
      counts.append(active)
    }
    activeCounts = counts
    offsets = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }

  /// The number of sequences, B.
  package var batchSize: Int { lengths.count }
  /// The number of steps of the longest, T.
  package var stepCount: Int { activeCounts.count }
  /// The number of rows, N: all real steps of all sequences.
  package var rowCount: Int { offsets.last ?? 0 }

  /// The rows of a step.
  package func rows(at step: Int) -> Range<Int> { offsets[step]..<offsets[step + 1] }
  /// The row of a sequence's last step.
  package func lastRow(of sequence: Int) -> Int { offsets[lengths[sequence] - 1] + sequence }
  /// The rows of the first sequence in packed order, step by step, then those of the second.
  package var rowsBySequence: [Int] {
    lengths.indices.flatMap { sequence in
      (0..<lengths[sequence]).map { offsets[$0] + sequence }
    }
  }
  /// The sequence of each row, in packed order.
  package var sequenceOfRow: [Int] { activeCounts.flatMap { Array(0..<$0) } }
  /// For each row, that of the sequence's step before; -1 at its first.
  package var previousRows: [Int] {
    (0..<stepCount).flatMap { step in
      (0..<activeCounts[step]).map { step == 0 ? -1 : offsets[step - 1] + $0 }
    }
  }
  /// The packed position of each original index: the inverse of `order`.
  package var positions: [Int] {
    var positions = [Int](repeating: 0, count: order.count)
    for (position, original) in order.enumerated() { positions[original] = position }
    return positions
  }
}

/// Token sequences in packed order.
package struct PackedTokens: Sendable {
  /// Where each sequence lies.
  package let layout: PackedLayout
  /// Token ids, `[N]`.
  package let ids: [Int32]

  /// Packs sequences, none of them empty.
  @inlinable
  package init(_ sequences: [some RandomAccessCollection<Int32>]) {
    layout = PackedLayout(lengths: sequences.map(\.count))
    var ids: [Int32] = []
    ids.reserveCapacity(layout.rowCount)
    for step in 0..<layout.stepCount {
      for row in 0..<layout.activeCounts[step] {
        let sequence = sequences[layout.order[row]]
        ids.append(sequence[sequence.index(sequence.startIndex, offsetBy: step)])
      }
    }
    self.ids = ids
  }

  /// Other tokens in the same places.
  package init(_ ids: [Int32], layout: PackedLayout) {
    precondition(ids.count == layout.rowCount, "one token per row")
    self.layout = layout
    self.ids = ids
  }
}
