import CKernels

/// Normalisation of rows, zoneout and norms. No result depends on other rows.
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

  /// Zoneout in place: every element of `next` becomes that of `previous` with probability `rate`,
  /// by a mask that is a function of `key` and the position alone.
  ///
  /// - Parameter firstRow: where the rows stand among those that have one key.
  package static func zoneout(
    _ next: Matrix, previous: Matrix, rate: Float, key: UInt64, firstRow: Int
  ) {
    checkSame(next, previous)
    for row in 0..<next.rows {
      s2s_zoneout(
        next.row(row), previous.row(row), next.columns, key,
        UInt64((firstRow + row) * next.columns), rate)
    }
  }

  /// The gradient of `zoneout` by the same mask: writes that of `previous`, and turns `gradient` from
  /// that of the result into that of what was mixed with it.
  package static func zoneoutBackward(
    _ gradient: Matrix, previous: Matrix, rate: Float, key: UInt64, firstRow: Int
  ) {
    checkSame(gradient, previous)
    for row in 0..<gradient.rows {
      s2s_zoneout_backward(
        gradient.row(row), previous.row(row), gradient.columns, key,
        UInt64((firstRow + row) * gradient.columns), rate)
    }
  }

  /// next += rate (previous - next): what `zoneout` gives on average.
  package static func mix(_ next: Matrix, previous: Matrix, rate: Float) {
    checkSame(next, previous)
    for row in 0..<next.rows { s2s_mix(next.row(row), previous.row(row), next.columns, rate) }
  }

  /// How fast weights learn while a text is read; see `dynamicUpdate`.
  package struct DynamicRates {
    let rate: Float
    let epsilon: Float
    let pull: Float

    /// Groups the three.
    package init(rate: Float, epsilon: Float, pull: Float) {
      self.rate = rate
      self.epsilon = epsilon
      self.pull = pull
    }
  }

  /// y += min(pull roots, 1) (trained - y) - rate gradients / (roots + epsilon), element by element.
  package static func dynamicUpdate(
    _ y: Matrix, gradients: Matrix, trained: Matrix, roots: Matrix, rates: DynamicRates
  ) {
    for other in [gradients, trained, roots] { checkSame(other, y) }
    for row in 0..<y.rows {
      s2s_dynamic_update(
        y.row(row), gradients.row(row), trained.row(row), roots.row(row), y.columns, rates.rate,
        rates.epsilon, rates.pull)
    }
  }

  /// The sum of the squares of a row, in double precision.
  package static func sumOfSquares(_ row: Matrix) -> Double {
    precondition(row.rows == 1, "one row")
    return s2s_sum_of_squares(row.base, row.columns)
  }

  private static func checkSame(_ x: Matrix, _ y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns, "shapes differ")
  }
}
