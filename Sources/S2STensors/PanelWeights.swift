import CKernels

/// Weights of products with few rows, such as those of a recurrent step, in panels of sixteen
/// outputs for both directions of training.
///
/// With the 32 rows of half a batch OpenBLAS, which rearranges its operands in every call, reaches
/// 60 % of what it does with many rows; a product that finds its weight in panels reaches all of it.
package final class PanelWeights: TrainingWeights {
  private let parameters: ParameterBuffer
  private let weights: [ParameterSlot]
  private let places: WeightPlaces
  private let floats: FloatBuffer

  /// Reserves memory for weights `[output, input]`.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    self.parameters = parameters
    self.weights = weights
    places = WeightPlaces(weights) { Self.forward($0).count + Self.back($0).count }
    floats = FloatBuffer(zeros: places.count)
  }

  package func update(part: Int, of count: Int) {
    for slot in weights {
      guard let panels = panels(of: slot) else { continue }
      let weight = parameters[slot]
      let (forward, back) = (Self.forward(slot), Self.back(slot))
      let rows = forward.outputs(part: part, of: count)
      s2s_panel_pack(
        weight.row(rows.lowerBound), weight.stride, rows.count, slot.columns, 0,
        panels.forward + rows.lowerBound * forward.depth, forward.stride)
      let columns = back.outputs(part: part, of: count)
      s2s_panel_pack(
        weight.base + columns.lowerBound, weight.stride, columns.count, slot.rows, 1,
        panels.back + columns.lowerBound * back.depth, back.stride)
    }
  }

  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    guard let panels = panels(of: weight)?.forward else { return false }
    s2s_panel_product(
      inputs.base, inputs.stride, inputs.rows, panels + columns.lowerBound * PanelShape.width,
      Self.forward(weight).stride, columns.count, outputs.base, outputs.stride, outputs.columns,
      accumulate ? 1 : 0)
    return true
  }

  /// - Returns: whether it was done: not when the columns begin within a panel.
  package func multiplyBack(
    _ gradient: Matrix, by weight: ParameterSlot, columns: Range<Int>, into inputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && gradient.rows == inputs.rows && gradient.columns == weight.rows, "shapes do not fit")
    guard columns.lowerBound % PanelShape.width == 0, let panels = panels(of: weight)?.back else {
      return false
    }
    s2s_panel_product(
      gradient.base, gradient.stride, gradient.rows, panels + columns.lowerBound * weight.rows,
      Self.back(weight).stride, weight.rows, inputs.base, inputs.stride, inputs.columns,
      accumulate ? 1 : 0)
    return true
  }

  /// Over all steps at once there are rows enough for OpenBLAS.
  package func accumulate(
    _ gradient: Matrix, _ inputs: Matrix, into weightGradient: Matrix, scratch: Workspace
  ) -> Bool { false }
}

// MARK: - Panels

extension PanelWeights {
  /// W with its rows as outputs, for y = x Wᵀ.
  private static func forward(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.rows, inputs: slot.columns)
  }

  /// W with its columns as outputs, for dx = dy W.
  private static func back(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.columns, inputs: slot.rows)
  }

  private func panels(
    of slot: ParameterSlot
  ) -> (forward: UnsafeMutablePointer<Float>, back: UnsafeMutablePointer<Float>)? {
    guard let start = places[slot] else { return nil }
    let forward = floats.base + start
    return (forward, forward + Self.forward(slot).count)
  }
}
