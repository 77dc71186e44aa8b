import CKernels

/// Products of numbers rounded to bfloat16, for training: half the bytes, twice the speed.
///
/// Sums are of single precision and in an order that depends on nothing but the depth, so equal
/// runs give equal bits.
package enum BFloat16 {
  /// Whether this processor has the instructions.
  package static var isAvailable: Bool { s2s_bfloat16_is_available() != 0 }

  /// c += aᵀ b: `[K, M]`, `[K, N]` to `[M, N]`; output gradients and inputs to weight gradients.
  package static func accumulate(
    transposed a: Matrix, _ b: Matrix, into c: Matrix, scratch: Workspace
  ) {
    precondition(
      a.rows == b.rows && c.rows == a.columns && c.columns == b.columns, "shapes do not fit")
    let shape = PanelShape(outputs: b.columns, inputs: b.rows, perWord: 2)
    scratch.scoped {
      let panels = pairs(shape.count, in: scratch)
      s2s_bfloat16_pack(b.base, b.stride, b.columns, b.rows, 1, panels, shape.stride)
      s2s_bfloat16_product(
        a.base, a.stride, a.columns, 1, panels, shape.stride, a.rows, c.base, c.stride, c.columns,
        1, chunk(in: scratch))
    }
  }

  /// Room for pairs in place of floats of the same size: a workspace knows nothing else.
  private static func pairs(_ count: Int, in scratch: Workspace) -> UnsafeMutablePointer<UInt32> {
    UnsafeMutableRawPointer(scratch.matrix(1, count).base).assumingMemoryBound(to: UInt32.self)
  }

  /// Room for what a product rounds on the way.
  fileprivate static func chunk(in scratch: Workspace) -> UnsafeMutablePointer<UInt32> {
    pairs(s2s_bfloat16_scratch_count(), in: scratch)
  }
}

/// Weights rounded to bfloat16 in panels, for both directions of training.
///
/// All workers read them; they follow the parameters only when `update` is called.
package final class BFloat16Weights: TrainingWeights {
  private let parameters: ParameterBuffer
  private let weights: [ParameterSlot]
  private let places: WeightPlaces
  /// Two numbers of two bytes in the place of a float.
  private let pairs: FloatBuffer

  /// Reserves memory for weights `[output, input]`.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    self.parameters = parameters
    self.weights = weights
    places = WeightPlaces(weights) { Self.forward($0).count + Self.back($0).count }
    pairs = FloatBuffer(zeros: places.count)
  }

  package func update(part: Int, of count: Int) {
    for slot in weights {
      let rows = Self.forward(slot).outputs(part: part, of: count)
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rowsAtOnce) {
        update(slot, rows: start..<min(start + Self.rowsAtOnce, rows.upperBound))
      }
    }
  }

  /// Few enough to be in the cache when they are read the second time.
  private static let rowsAtOnce = 16 * PanelShape.width

  private func update(_ slot: ParameterSlot, rows: Range<Int>) {
    guard let panels = panels(of: slot) else { return }
    let (forward, back) = (Self.forward(slot), Self.back(slot))
    let weight = parameters[slot].rows(rows)
    s2s_bfloat16_pack(
      weight.base, weight.stride, rows.count, weight.columns, 0,
      panels.forward + rows.lowerBound / PanelShape.width * forward.stride, forward.stride)
    s2s_bfloat16_pack(
      weight.base, weight.stride, weight.columns, rows.count, 1,
      panels.back + rows.lowerBound / 2 * PanelShape.width, back.stride)
  }

  /// - Returns: whether it was done: not when the columns would cut a pair.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    let isWhole =
      columns.lowerBound % 2 == 0
      && (columns.upperBound % 2 == 0 || columns.upperBound == weight.columns)
    guard isWhole, let panels = panels(of: weight)?.forward else { return false }
    let start = columns.lowerBound / 2 * PanelShape.width
    product(
      inputs, panels + start, stride: Self.forward(weight).stride, into: outputs,
      accumulate: accumulate, scratch: scratch)
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
    let stride = Self.back(weight).stride
    product(
      gradient, panels + columns.lowerBound / PanelShape.width * stride, stride: stride,
      into: inputs, accumulate: accumulate, scratch: scratch)
    return true
  }
}

extension BFloat16Weights {
  package func accumulate(
    _ gradient: Matrix, _ inputs: Matrix, into weightGradient: Matrix, scratch: Workspace
  ) -> Bool {
    BFloat16.accumulate(transposed: gradient, inputs, into: weightGradient, scratch: scratch)
    return true
  }
}

// MARK: - Panels

extension BFloat16Weights {
  /// W with its rows as outputs, for y = x Wᵀ.
  private static func forward(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.rows, inputs: slot.columns, perWord: 2)
  }

  /// W with its columns as outputs, for dx = dy W.
  private static func back(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.columns, inputs: slot.rows, perWord: 2)
  }

  private func panels(
    of slot: ParameterSlot
  ) -> (forward: UnsafeMutablePointer<UInt32>, back: UnsafeMutablePointer<UInt32>)? {
    guard let start = places[slot] else { return nil }
    let all = UnsafeMutableRawPointer(pairs.base).assumingMemoryBound(to: UInt32.self)
    return (all + start, all + start + Self.forward(slot).count)
  }

  private func product(
    _ x: Matrix, _ panels: UnsafeMutablePointer<UInt32>, stride: Int, into y: Matrix,
    accumulate: Bool, scratch: Workspace
  ) {
    scratch.scoped {
      s2s_bfloat16_product(
        x.base, x.stride, x.rows, 0, panels, stride, x.columns, y.base, y.stride, y.columns,
        accumulate ? 1 : 0, BFloat16.chunk(in: scratch))
    }
  }
}
