import S2SRandom
import S2STensors

/// Dropout on the recurrent matrices of a network (DropConnect): in training each element is zero with
/// probability `rate`, else divided by 1 - rate, the same in all steps of an update.
///
/// What is multiplied by is a copy of all weights, so cells know nothing of it; gradients of dropped
/// elements are zero.
///
/// Reference: Merity et al. 2017, arXiv:1708.02182, section 2.
package final class WeightDrop: Sendable {
  /// The weights to compute with.
  package let parameters: ParameterBuffer
  /// The weights that are learned.
  private let source: ParameterBuffer
  private let rate: Float

  /// Reserves memory for the copy.
  ///
  /// - Parameter rate: in `0..<1`.
  package init(_ source: ParameterBuffer, rate: Float) {
    self.source = source
    self.rate = rate
    parameters = ParameterBuffer(source.table)
  }

  /// Copies a part of the weights as they are now, and drops by the seed; all parts are all weights.
  package func update(part: Int, of count: Int, seed: UInt64) {
    for (index, entry) in source.table.entries.enumerated() {
      let slot = entry.slot
      let rows = part * slot.rows / count..<(part + 1) * slot.rows / count
      let copy = parameters[slot].rows(rows)
      copy.copy(from: source[slot].rows(rows))
      if let key = key(entry, index, seed) {
        Kernels.dropout(copy, rate: rate, key: key, firstRow: rows.lowerBound)
      }
    }
  }

  /// Turns the gradient of the weights that were computed with into that of those that are learned.
  package func mask(_ gradients: ParameterBuffer, seed: UInt64) {
    for (index, entry) in source.table.entries.enumerated() {
      if let key = key(entry, index, seed) {
        Kernels.dropout(gradients[entry.slot], rate: rate, key: key)
      }
    }
  }

  /// What draws the elements of a recurrent matrix; `nil` for all other weights.
  private func key(_ entry: ParameterTable.Entry, _ index: Int, _ seed: UInt64) -> UInt64? {
    guard case .recurrent = entry.role else { return nil }
    var generator = SeededGenerator(seed: seed, 7_000_000 + UInt64(index))
    return generator.next()
  }
}
