import CKernels

/// Weights rearranged for translation: panels of sixteen outputs, so that a product with few rows
/// reads memory in order.
///
/// A row's product does not depend on how many rows there are beside it, bit for bit: every
/// element is one sum over the inputs in their order. OpenBLAS picks its summation order by the
/// shape, which is fine for training and not for translations that must not change with the batch.
package final class PackedWeights: @unchecked Sendable {
  private let floats: FloatBuffer
  private let places: WeightPlaces
  /// The weights of eight bits, by their place among the parameters.
  private var quantized: [Int: QuantizedPanels] = [:]
  private var matrices: [Int: QuantizedMatrix] = [:]

  /// Copies weights `[output, input]`; later changes of the parameters are not seen.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    places = WeightPlaces(weights) { Self.shape($0).count }
    floats = FloatBuffer(zeros: places.count)
    for slot in weights {
      guard let start = places[slot] else { continue }
      let weight = parameters[slot]
      s2s_panel_pack(
        weight.base, weight.stride, weight.rows, weight.columns, 0, floats.base + start,
        Self.shape(slot).stride)
    }
  }

  /// Takes weights of eight bits beside those of the parameters that are not.
  ///
  /// - Parameters:
  ///   - weights: the other weights of products.
  ///   - quantized: the rounded weights by slot, and which of them are multiplied by.
  package convenience init(
    _ parameters: ParameterBuffer, weights: [ParameterSlot],
    quantized: [(slot: ParameterSlot, matrix: QuantizedMatrix, isMultiplied: Bool)]
  ) {
    self.init(parameters, weights: weights)
    for item in quantized {
      if item.isMultiplied { self.quantized[item.slot.offset] = QuantizedPanels(item.matrix) }
      matrices[item.slot.offset] = item.matrix
    }
  }

  /// y_c = x · w_c + b_c for some rows c of a weight alone: `[M, K]` to some columns of `[M, N]`.
  package func multiply(
    _ inputs: Matrix, byChosen rows: [Int32], of weight: (slot: ParameterSlot, values: Matrix),
    bias: Matrix, into outputs: Matrix, scratch: Workspace
  ) {
    precondition(
      inputs.columns == weight.slot.columns && outputs.columns == weight.slot.rows
        && outputs.rows == inputs.rows, "shapes do not fit")
    if let matrix = matrices[weight.slot.offset] {
      return matrix.multiply(inputs, byChosen: rows, bias: bias, into: outputs, scratch: scratch)
    }
    s2s_chosen_products(
      inputs.base, inputs.stride, inputs.rows, weight.values.base, weight.values.stride, bias.base,
      rows, rows.count, inputs.columns, outputs.base, outputs.stride)
  }

  /// Row i becomes row `indices[i]` of a table, if that is one of eight bits.
  ///
  /// - Returns: whether it is.
  package func gather(_ indices: [Int32], of table: ParameterSlot, into rows: Matrix) -> Bool {
    guard let matrix = matrices[table.offset] else { return false }
    for (row, index) in indices.enumerated() { matrix.copyRow(Int(index), to: rows.row(row)) }
    return true
  }

  private static func shape(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.rows, inputs: slot.columns)
  }

  /// c = x Wᵀ, or c += x Wᵀ, for some columns of a weight: `[M, K]` to `[M, N]`.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    if let panels = quantized[weight.offset] {
      return panels.multiply(
        inputs, columns: columns, into: outputs, accumulate: accumulate, scratch: scratch)
    }
    guard let start = places[weight] else {
      preconditionFailure("a weight of a product was not packed")
    }
    s2s_panel_product(
      inputs.base, inputs.stride, inputs.rows,
      floats.base + start + columns.lowerBound * PanelShape.width, Self.shape(weight).stride,
      columns.count, outputs.base, outputs.stride, outputs.columns, accumulate ? 1 : 0)
  }
}
