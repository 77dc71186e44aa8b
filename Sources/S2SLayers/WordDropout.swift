import S2SRandom
import S2STensors

/// Dropout of whole rows: in training each token's vector is zero with probability `rate`, else it is
/// divided by 1 - rate; in inference nothing happens.
///
/// References: Iyyer et al. 2015, doi:10.3115/v1/P15-1162; Gal and Ghahramani 2016,
/// arXiv:1512.05287.
package struct WordDropout: Sendable {
  /// The probability of zero, in `0..<1`.
  package let rate: Float
  /// Tells the random layers of a model apart; see `Dropout`.
  package let site: UInt64

  /// Makes a layer; `site` has to differ from those of the model's other random layers.
  package init(rate: Float, site: UInt64) {
    self.rate = rate
    self.site = site
  }

  /// Changes the inputs `[N, D]` in place.
  package func forward(_ inputs: Matrix, in pass: Pass) { apply(to: inputs, in: pass) }

  /// Turns the gradient of the outputs into that of the inputs, in place.
  package func backward(_ gradient: Matrix, in pass: Pass) { apply(to: gradient, in: pass) }

  private func apply(to rows: Matrix, in pass: Pass) {
    guard rate > 0, let seed = pass.dropoutSeed else { return }
    var generator = SeededGenerator(seed: seed, site)
    pass.workspace.scoped {
      let factors = pass.workspace.matrix(rows.rows, 1)
      for row in 0..<rows.rows { factors[row, 0] = 1 }
      Kernels.dropout(factors, rate: rate, key: generator.next())
      for row in 0..<rows.rows {
        Kernels.scale(rows.rows(row..<row + 1), by: factors[row, 0])
      }
    }
  }
}
