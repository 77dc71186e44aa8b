import CKernels

/// Normalisation of rows. No result depends on other rows.
extension Kernels {
  /// Every row of x becomes (x - mean) f, with f = 1 / √(variance + ε) written to its row of
  /// `factors` `[N, 1]`.
  package static func normalize(_ x: Matrix, epsilon: Float, factors: Matrix) {
    precondition(factors.rows == x.rows && factors.columns == 1, "a factor a row")
    for row in 0..<x.rows {
      factors.row(row).pointee = s2s_normalize(x.row(row), x.columns, epsilon)
    }
  }

  /// The gradient of `normalize` in place: from that of its output, `normal`, to its input's.
  package static func normalizeBackward(_ gradient: Matrix, normal: Matrix, factors: Matrix) {
    checkSame(gradient, normal)
    precondition(factors.rows == normal.rows && factors.columns == 1, "a factor a row")
    for row in 0..<normal.rows {
      s2s_normalize_backward(
        gradient.row(row), normal.row(row), factors.row(row).pointee, normal.columns)
    }
  }

  /// y += a ⊙ b, where b may be one row that goes with every row of a.
  package static func addProducts(_ a: Matrix, _ b: Matrix, to y: Matrix) {
    checkSame(a, y)
    precondition(b.columns == a.columns && (b.rows == a.rows || b.rows == 1), "shapes differ")
    for row in 0..<a.rows {
      s2s_add_products(y.row(row), a.row(row), b.row(b.rows == 1 ? 0 : row), a.columns)
    }
  }

  private static func checkSame(_ x: Matrix, _ y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns, "shapes differ")
  }
}
