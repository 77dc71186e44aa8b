import CKernels

/// Products of few rows, such as those of a recurrent step, in single precision.
///
/// With the 32 rows of half a batch OpenBLAS, which rearranges its operands in every call, reaches
/// 60 % of what it does with many rows; a product that finds its weight in panels reaches all of it.
package enum SinglePrecision: PanelNumber {
  package static var perWord: Int { 1 }

  package static func pack(
    _ weight: Matrix, outputs: Int, depth: Int, areColumns: Bool,
    into panels: UnsafeMutablePointer<Float>, stride: Int
  ) {
    s2s_panel_pack(
      weight.base, weight.stride, outputs, depth, areColumns ? 1 : 0, panels, stride)
  }

  package static func multiply(
    _ x: Matrix, _ panels: UnsafeMutablePointer<Float>, stride: Int, into y: Matrix,
    accumulate: Bool, scratch: Workspace
  ) {
    s2s_panel_product(
      x.base, x.stride, x.rows, panels, stride, x.columns, y.base, y.stride, y.columns,
      accumulate ? 1 : 0)
  }

  /// What is multiplied by once OpenBLAS need not find in panels.
  package static func multiply(
    _ x: Matrix, _ weight: Matrix, areColumns: Bool, into y: Matrix, accumulate: Bool,
    scratch: Workspace
  ) -> Bool { false }

  /// Over all steps at once there are rows enough for OpenBLAS.
  package static func accumulate(
    transposed a: Matrix, _ b: Matrix, into c: Matrix, scratch: Workspace
  ) -> Bool { false }
}
