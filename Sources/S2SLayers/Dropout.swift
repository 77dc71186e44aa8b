import S2SRandom
import S2STensors

/// Inverted dropout: in training each element is zero with probability `rate`, else divided by
/// 1 - rate; in inference nothing happens.
///
/// Variational dropout draws once for each sequence and column; its mask is the same at every step.
///
/// References: Srivastava et al. 2014, JMLR 15; Gal and Ghahramani 2016, arXiv:1512.05287.
package struct Dropout: Sendable {
  /// The probability of zero, in `0..<1`.
  package let rate: Float
  /// Tells the dropout layers of a model apart, so that their masks are independent.
  package let site: UInt64
  /// Whether a sequence's mask is the same at every step.
  package let isVariational: Bool

  /// Makes a layer; `site` has to differ from that of the model's other dropout layers.
  package init(rate: Float, site: UInt64, isVariational: Bool = false) {
    self.rate = rate
    self.site = site
    self.isVariational = isVariational
  }

  /// `[N, D]` to `[N, D]` in packed order; the inputs stay as they are.
  package func forward(_ inputs: Matrix, layout: PackedLayout, in pass: Pass) -> Matrix {
    applied(to: inputs, .all(layout), in: pass)
  }

  /// The step of `forward` whose rows begin at the pass's first row.
  package func step(_ inputs: Matrix, in pass: Pass) -> Matrix {
    applied(to: inputs, .step(first: pass.firstRow), in: pass)
  }

  /// Turns the gradient of the outputs into that of the inputs, in place.
  package func backward(_ gradient: Matrix, layout: PackedLayout, in pass: Pass) {
    apply(to: gradient, .all(layout), in: pass)
  }

  /// Whether anything is dropped.
  func isActive(in pass: Pass) -> Bool { rate > 0 && pass.dropoutSeed != nil }

  /// Turns inputs into outputs, or the gradient of the outputs into that of the inputs, in place.
  ///
  /// Masks depend only on an element's position. Ordinary dropout counts positions over all packed
  /// rows; variational dropout counts them within a step, so a sequence gets the same mask at
  /// every step.
  func apply(to values: Matrix, _ rows: PackedRows, in pass: Pass) {
    guard let key = key(in: pass) else { return }
    switch rows {
    case .all(let layout):
      precondition(values.rows == layout.rowCount, "one row per step of a sequence")
      guard isVariational else { return Kernels.dropout(values, rate: rate, key: key) }
      for step in 0..<layout.stepCount {
        Kernels.dropout(values.rows(layout.rows(at: step)), rate: rate, key: key)
      }
    case .step(let first):
      Kernels.dropout(values, rate: rate, key: key, firstRow: isVariational ? 0 : first)
    }
  }

  private func applied(to inputs: Matrix, _ rows: PackedRows, in pass: Pass) -> Matrix {
    guard isActive(in: pass) else { return inputs }
    let outputs = pass.workspace.matrix(inputs.rows, inputs.columns)
    outputs.copy(from: inputs)
    apply(to: outputs, rows, in: pass)
    return outputs
  }

  private func key(in pass: Pass) -> UInt64? {
    guard rate > 0, let seed = pass.dropoutSeed else { return nil }
    var generator = SeededGenerator(seed: seed, site)
    return generator.next()
  }
}

/// The rows of a packed batch that a matrix has.
package enum PackedRows {
  /// All rows.
  case all(PackedLayout)
  /// Those of one step, which begin at `first`.
  case step(first: Int)
}
