import S2STensors

/// The regulariser of vanishing gradients: Ω = Σ (‖∂E/∂h_{t+1} · ∂h_{t+1}/∂h_t‖ / ‖∂E/∂h_{t+1}‖ - 1)²
/// over all steps of all sequences but the first of each.
///
/// For a cell h_{t+1} = g(a), a = U h_t + ..., the product is δ U with δ = ∂E/∂a. As in the paper,
/// states and errors count as constants, so Ω has a gradient for U alone:
///
///     ∂Ω/∂U = Σ 2 (‖δ U‖ / ‖e‖ - 1) / (‖e‖ ‖δ U‖) δᵀ (δ U)        e = ∂E/∂h_{t+1}
///
/// Zoneout adds to δ U the part of e that passes no cell.
///
/// Reference: Pascanu et al. 2013, arXiv:1211.5063, equations 9 and 10.
struct GradientRegularizer {
  /// U.
  private let slot: ParameterSlot
  /// The factor of Ω, the loss's own scale included.
  private let weight: Float
  /// ‖e‖, `[N, 1]`.
  private let norms: Matrix
  /// δ U, `[N, H]`.
  private let products: Matrix

  /// Smaller norms are not measured.
  private static let smallest = 1e-30

  /// `nil` if the pass gives it no weight, or if it is not defined for the cell.
  init?(_ cell: any RecurrentCell, rowCount: Int, in pass: Pass) {
    guard pass.gradientRegularizer > 0, let slot = cell.regularizedWeight else { return nil }
    self.slot = slot
    weight = pass.gradientRegularizer
    norms = pass.workspace.matrix(rowCount, 1)
    products = pass.workspace.matrix(rowCount, cell.hiddenSize)
  }

  /// Remembers the error that arrives at the states of some rows.
  func read(_ gradient: Matrix, rows: Range<Int>) {
    for (index, row) in rows.enumerated() {
      norms[row, 0] = Float(Self.norm(gradient, index))
    }
  }

  /// Remembers the error that the step passes to the one before.
  func read(passedOn gradient: Matrix, rows: Range<Int>) {
    products.rows(rows).copy(from: gradient)
  }

  /// Adds the gradient of Ω.
  ///
  /// - Parameters:
  ///   - errors: δ, `[N, H]`.
  ///   - first: the rows that are the first of a sequence.
  func accumulate(
    _ errors: Matrix, except first: [Int], gradients: ParameterBuffer, in pass: Pass
  ) {
    let scaled = pass.workspace.matrix(errors.rows, errors.columns)
    scaled.copy(from: errors)
    for row in first { norms[row, 0] = 0 }
    for row in 0..<errors.rows {
      let (before, after) = (Double(norms[row, 0]), Self.norm(products, row))
      let isMeasured = before > Self.smallest && after > Self.smallest
      // Both factors apart, because the product of two small norms may be none.
      let slope = 2 * Double(weight) * (after / before - 1)
      Kernels.scale(products.rows(row..<row + 1), by: isMeasured ? Float(slope / after) : 0)
      Kernels.scale(scaled.rows(row..<row + 1), by: isMeasured ? Float(1 / before) : 0)
    }
    pass.accumulate(scaled, products, into: gradients[slot])
  }

  private static func norm(_ matrix: Matrix, _ row: Int) -> Double {
    Kernels.sumOfSquares(matrix.rows(row..<row + 1)).squareRoot()
  }
}
