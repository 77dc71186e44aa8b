import CKernels

/// Weights of products with few rows, such as those of a recurrent step, in panels of sixteen
/// outputs for both directions of training.
///
/// With the 32 rows of half a batch OpenBLAS, which rearranges its operands in every call, reaches
/// 60 % of what it does with many rows; a product that finds its weight in panels reaches all of it.
package final class PanelWeights: TrainingWeights {
  /// The outputs of a panel.
  private static let width = 16

  private let parameters: ParameterBuffer
  private let weights: [ParameterSlot]
  private let floats: FloatBuffer
  /// Where a weight's panels begin, by its place among the parameters.
  private let starts: [Int: Int]

  /// Reserves memory for weights `[output, input]`.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    var starts: [Int: Int] = [:]
    var count = 0
    for slot in weights {
      starts[slot.offset] = count
      count += Self.forwardCount(slot) + Self.panels(slot.columns) * Self.width * slot.rows
    }
    self.parameters = parameters
    self.weights = weights
    self.starts = starts
    floats = FloatBuffer(zeros: count)
  }

  package func update(part: Int, of count: Int) {
    for slot in weights {
      guard let (forward, back) = places(of: slot) else { continue }
      let weight = parameters[slot]
      let rows = Self.outputs(slot.rows, part, of: count)
      s2s_panel_pack(
        weight.row(rows.lowerBound), weight.stride, rows.count, slot.columns, 0,
        forward + rows.lowerBound * slot.columns, slot.columns * Self.width)
      let columns = Self.outputs(slot.columns, part, of: count)
      s2s_panel_pack(
        weight.base + columns.lowerBound, weight.stride, columns.count, slot.rows, 1,
        back + columns.lowerBound * slot.rows, slot.rows * Self.width)
    }
  }

  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    guard let panels = places(of: weight)?.forward else { return false }
    s2s_panel_product(
      inputs.base, inputs.stride, inputs.rows, panels + columns.lowerBound * Self.width,
      weight.columns * Self.width, columns.count, outputs.base, outputs.stride, outputs.columns,
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
    guard columns.lowerBound % Self.width == 0, let panels = places(of: weight)?.back else {
      return false
    }
    s2s_panel_product(
      gradient.base, gradient.stride, gradient.rows, panels + columns.lowerBound * weight.rows,
      weight.rows * Self.width, weight.rows, inputs.base, inputs.stride, inputs.columns,
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
  private static func panels(_ outputs: Int) -> Int { (outputs + width - 1) / width }

  /// The floats of W with its rows as outputs.
  private static func forwardCount(_ slot: ParameterSlot) -> Int {
    panels(slot.rows) * width * slot.columns
  }

  /// The outputs in a part of the panels.
  private static func outputs(_ count: Int, _ part: Int, of parts: Int) -> Range<Int> {
    let all = panels(count)
    return min(count, all * part / parts * width)..<min(count, all * (part + 1) / parts * width)
  }

  private func places(
    of slot: ParameterSlot
  ) -> (forward: UnsafeMutablePointer<Float>, back: UnsafeMutablePointer<Float>)? {
    guard let start = starts[slot.offset] else { return nil }
    let forward = floats.base + start
    return (forward, forward + Self.forwardCount(slot))
  }
}
