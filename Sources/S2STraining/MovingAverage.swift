import S2STensors

/// An optimiser that also keeps an exponential moving average of the parameters.
///
///     a = d a + (1 - d) θ        d = min(D, (1 + t) / (10 + t)), after update t
///
/// The smaller decays of the first updates let the average forget the first parameters. The
/// average is a moment: checkpoints hold it, and the layout is that of the parameters.
///
/// References: Polyak and Juditsky 1992, doi:10.1137/0330046; the decay as in Marian's
/// `--exponential-smoothing`.
package struct MovingAverage: Optimizer {
  /// The largest decay, D, in `0..<1`.
  package let decay: Double
  /// The average; its owner sets it to the parameters' first values before the first update.
  package let values: ParameterBuffer
  private let base: any Optimizer

  /// Follows what `base` does to parameters of the same layout as `values`.
  package init(of base: any Optimizer, decay: Double, into values: ParameterBuffer) {
    self.base = base
    self.decay = decay
    self.values = values
  }

  package var moments: [(name: String, values: ParameterBuffer)] {
    base.moments + [("average", values)]
  }

  package func update(
    _ parameters: ParameterBuffer, gradients: ParameterBuffer, range: Range<Int>,
    step: UpdateStep
  ) {
    base.update(parameters, gradients: gradients, range: range, step: step)
    let count = Double(step.number)
    let share = Float(1 - min(decay, (1 + count) / (10 + count)))
    values.move(toward: parameters, by: share, in: range)
  }
}
