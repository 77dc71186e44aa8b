import S2STensors

/// Inverted dropout: in training each element is zero with probability `rate`, else divided by
/// 1 - rate; in inference nothing happens.
///
/// Reference: Srivastava et al. 2014, JMLR 15.
package struct Dropout: Sendable {
  /// The probability of zero, in `0..<1`.
  package let rate: Float
  /// Tells the dropout layers of a model apart, so that their masks are independent.
  package let site: UInt64

  /// Makes a layer; `site` has to differ from that of the model's other dropout layers.
  package init(rate: Float, site: UInt64) {
    self.rate = rate
    self.site = site
  }

  /// `[N, D]` to `[N, D]`; the inputs stay as they are.
  package func forward(_ inputs: Matrix, in pass: Pass) -> Matrix {
    guard let key = key(in: pass) else { return inputs }
    let outputs = pass.workspace.matrix(inputs.rows, inputs.columns)
    outputs.copy(from: inputs)
    Kernels.dropout(outputs, rate: rate, key: key)
    return outputs
  }

  /// Turns the gradient of the outputs into that of the inputs, in place.
  package func backward(_ gradient: Matrix, in pass: Pass) {
    guard let key = key(in: pass) else { return }
    Kernels.dropout(gradient, rate: rate, key: key)
  }

  private func key(in pass: Pass) -> UInt64? {
    guard rate > 0, let seed = pass.dropoutSeed else { return nil }
    var generator = SeededGenerator(seed: seed, site)
    return generator.next()
  }
}
