import CKernels

/// Weights rearranged for translation: panels of sixteen outputs, so that a product with few rows
/// reads memory in order.
///
/// A row's product does not depend on how many rows there are beside it, bit for bit: every
/// element is one sum over the inputs in their order. OpenBLAS picks its summation order by the
/// shape, which is fine for training and not for translations that must not change with the batch.
package final class PackedWeights: @unchecked Sendable {
  private let floats: FloatBuffer
  /// Where a weight's panels begin, by its place among the parameters.
  private let starts: [Int: Int]

  /// The outputs of a panel.
  private static let width = 16

  /// Copies weights `[output, input]`; later changes of the parameters are not seen.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    var starts: [Int: Int] = [:]
    var count = 0
    for slot in weights {
      starts[slot.offset] = count
      count += (slot.rows + Self.width - 1) / Self.width * Self.width * slot.columns
    }
    self.starts = starts
    floats = FloatBuffer(zeros: count)
    for slot in weights { pack(parameters[slot], at: starts[slot.offset] ?? 0) }
  }

  private func pack(_ weight: Matrix, at start: Int) {
    for row in 0..<weight.rows {
      let source = weight.row(row)
      let panel = floats.base + start + row / Self.width * Self.width * weight.columns
      for column in 0..<weight.columns {
        panel[column * Self.width + row % Self.width] = source[column]
      }
    }
  }

  /// c = x Wᵀ, or c += x Wᵀ, for some columns of a weight: `[M, K]` to `[M, N]`.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool
  ) {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    guard let start = starts[weight.offset] else {
      preconditionFailure("a weight of a product was not packed")
    }
    s2s_panel_product(
      inputs.base, inputs.stride, inputs.rows,
      floats.base + start + columns.lowerBound * Self.width, weight.columns * Self.width,
      columns.count, outputs.base, outputs.stride, outputs.columns, accumulate ? 1 : 0)
  }
}
