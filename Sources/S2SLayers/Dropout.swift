import S2SRandom
import S2STensors

/// Inverted dropout: in training each element is zero with probability `rate`, else divided by
/// 1 - rate; in inference nothing happens.
///
/// A variational one draws for each sequence and column once, and its mask holds at every step.
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
    guard let key = key(in: pass) else { return inputs }
    let outputs = pass.workspace.matrix(inputs.rows, inputs.columns)
    outputs.copy(from: inputs)
    apply(to: outputs, layout: layout, key: key)
    return outputs
  }

  /// The step of `forward` whose rows begin at the pass's first row.
  package func step(_ inputs: Matrix, in pass: Pass) -> Matrix {
    guard rate > 0, pass.dropoutSeed != nil else { return inputs }
    let outputs = pass.workspace.matrix(inputs.rows, inputs.columns)
    outputs.copy(from: inputs)
    apply(to: outputs, from: pass.firstRow, in: pass)
    return outputs
  }

  /// Turns the inputs of one step, the rows from `first` on, into its outputs, or the gradient of
  /// its outputs into that of its inputs, in place.
  func apply(to step: Matrix, from first: Int, in pass: Pass) {
    guard let key = key(in: pass) else { return }
    Kernels.dropout(step, rate: rate, key: key, firstRow: isVariational ? 0 : first)
  }

  /// Turns the gradient of the outputs into that of the inputs, in place.
  package func backward(_ gradient: Matrix, layout: PackedLayout, in pass: Pass) {
    guard let key = key(in: pass) else { return }
    apply(to: gradient, layout: layout, key: key)
  }

  /// The mask is a function of the position in what is handed over: all rows, or, where it is to
  /// be the same at every step, a step's, of which a sequence has the same one in each.
  private func apply(to values: Matrix, layout: PackedLayout, key: UInt64) {
    precondition(values.rows == layout.rowCount, "a row a step of a sequence")
    guard isVariational else { return Kernels.dropout(values, rate: rate, key: key) }
    for step in 0..<layout.stepCount {
      Kernels.dropout(values.rows(layout.rows(at: step)), rate: rate, key: key)
    }
  }

  private func key(in pass: Pass) -> UInt64? {
    guard rate > 0, let seed = pass.dropoutSeed else { return nil }
    var generator = SeededGenerator(seed: seed, site)
    return generator.next()
  }
}
