import CKernels

/// Products of numbers rounded to bfloat16, for training: half the bytes, twice the speed.
///
/// Sums are of single precision and in an order that depends on nothing but the depth, so equal
/// runs give equal bits.
package enum BFloat16: PanelNumber {
  /// Whether this processor has the instructions.
  package static var isAvailable: Bool { s2s_bfloat16_is_available() != 0 }

  package static var perWord: Int { 2 }

  package static func pack(
    _ weight: Matrix, outputs: Int, depth: Int, areColumns: Bool,
    into panels: UnsafeMutablePointer<UInt32>, stride: Int
  ) {
    s2s_bfloat16_pack(
      weight.base, weight.stride, outputs, depth, areColumns ? 1 : 0, panels, stride)
  }

  package static func multiply(
    _ x: Matrix, _ panels: UnsafeMutablePointer<UInt32>, stride: Int, into y: Matrix,
    accumulate: Bool, scratch: Workspace
  ) {
    scratch.scoped {
      s2s_bfloat16_product(
        x.base, x.stride, x.rows, 0, panels, stride, x.columns, y.base, y.stride, y.columns,
        accumulate ? 1 : 0, chunk(in: scratch))
    }
  }

  /// Rounds the matrix into panels first; always done.
  @discardableResult
  package static func multiply(
    _ x: Matrix, _ weight: Matrix, areColumns: Bool, into y: Matrix, accumulate: Bool,
    scratch: Workspace
  ) -> Bool {
    let (outputs, inputs) =
      areColumns ? (weight.columns, weight.rows) : (weight.rows, weight.columns)
    precondition(
      x.columns == inputs && y.rows == x.rows && y.columns == outputs, "shapes do not fit")
    let shape = PanelShape(outputs: outputs, inputs: inputs, perWord: perWord)
    scratch.scoped {
      let panels = scratch.numbers(shape.count, of: UInt32.self)
      pack(
        weight, outputs: outputs, depth: inputs, areColumns: areColumns, into: panels,
        stride: shape.stride)
      multiply(
        x, panels, stride: shape.stride, into: y, accumulate: accumulate, scratch: scratch)
    }
    return true
  }

  /// Output gradients and inputs to weight gradients; always done.
  @discardableResult
  package static func accumulate(
    transposed a: Matrix, _ b: Matrix, into c: Matrix, scratch: Workspace
  ) -> Bool {
    precondition(
      a.rows == b.rows && c.rows == a.columns && c.columns == b.columns, "shapes do not fit")
    let shape = PanelShape(outputs: b.columns, inputs: b.rows, perWord: perWord)
    scratch.scoped {
      let panels = scratch.numbers(shape.count, of: UInt32.self)
      pack(
        b, outputs: b.columns, depth: b.rows, areColumns: true, into: panels, stride: shape.stride)
      s2s_bfloat16_product(
        a.base, a.stride, a.columns, 1, panels, shape.stride, a.rows, c.base, c.stride, c.columns,
        1, chunk(in: scratch))
    }
    return true
  }

  /// Room for what a product rounds on the way.
  private static func chunk(in scratch: Workspace) -> UnsafeMutablePointer<UInt32> {
    scratch.numbers(s2s_bfloat16_scratch_count(), of: UInt32.self)
  }
}
