import S2SRandom
import S2STensors

/// Zoneout: in training each element of a state stays as it was before the step with probability
/// `rate`; in inference the state is the mean of both, weighted by the rate.
///
/// Hidden state and cell state have masks of their own. The hidden state is computed from the new
/// cell state, not from the mixed one.
///
/// Reference: Krueger et al. 2017, arXiv:1606.01305.
package struct Zoneout: Sendable {
  /// The probability of staying, in `0..<1`.
  package let rate: Float
  /// Tells the random layers of a model apart; this one uses `site` and `site + 1`.
  package let site: UInt64

  /// Makes a layer; its sites have to differ from those of the model's other random layers.
  package init(rate: Float, site: UInt64) {
    self.rate = rate
    self.site = site
  }

  /// Mixes the state that a cell computed for some rows, in place, with the one before.
  ///
  /// - Parameter firstRow: where the rows stand in the packed batch; the mask depends on it.
  package func forward(
    _ next: RecurrentState, previous: RecurrentState, firstRow: Int, in pass: Pass
  ) {
    var keys = keys(in: pass)
    next.zip(previous) { next, previous in
      if let key = keys?.next() {
        Kernels.zoneout(next, previous: previous, rate: rate, key: key, firstRow: firstRow)
      } else {
        Kernels.mix(next, previous: previous, rate: rate)
      }
    }
  }

  /// Turns the gradient of the mixed state into that of what the cell computed, and writes the part
  /// of the previous state's that does not pass the cell.
  package func backward(
    _ gradient: RecurrentState, previous: RecurrentState, firstRow: Int, in pass: Pass
  ) {
    var keys = keys(in: pass)
    gradient.zip(previous) { gradient, previous in
      if let key = keys?.next() {
        Kernels.zoneoutBackward(
          gradient, previous: previous, rate: rate, key: key, firstRow: firstRow)
      } else {
        previous.copy(from: gradient)
        Kernels.scale(previous, by: rate)
        Kernels.scale(gradient, by: 1 - rate)
      }
    }
  }

  /// The keys of the masks of hidden state and cell state; `nil` outside of training.
  private func keys(in pass: Pass) -> IndexingIterator<[UInt64]>? {
    pass.dropoutSeed.map { seed in
      [site, site + 1].map { site in
        var generator = SeededGenerator(seed: seed, site)
        return generator.next()
      }.makeIterator()
    }
  }
}
