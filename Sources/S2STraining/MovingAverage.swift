import S2STensors

/// An optimiser that also keeps an exponential moving average of the parameters.
///
///     a = d a + (1 - d) θ        d = min(D, (1 + t) / (10 + t)), after update t
///
/// or, begun after some update T, the plain mean of the parameters since (averaged SGD):
///
///     a = (θ_T + ... + θ_t) / (t - T + 1)        before it a = θ
///
/// The smaller decays of the first updates let the average forget the first parameters. The
/// average is a moment: checkpoints hold it, and the layout is that of the parameters.
///
/// References: Polyak and Juditsky 1992, doi:10.1137/0330046; the decay as in Marian's
/// `--exponential-smoothing`; the mean begun by validations (NT-ASGD) as in Merity et al. 2017,
/// arXiv:1708.02182, algorithm 1.
package struct MovingAverage: Optimizer {
  /// What is averaged.
  package enum Kind: Sendable, Equatable {
    /// All updates, with a largest decay D in `0..<1`.
    case moving(decay: Double)
    /// Those since the average began; `UpdateStep` says when.
    case mean
  }

  /// What is averaged.
  package let kind: Kind
  /// The average; its owner sets it to the parameters' first values before the first update.
  package let values: ParameterBuffer
  private let base: any Optimizer

  /// Follows what `base` does to parameters of the same layout as `values`.
  package init(of base: any Optimizer, _ kind: Kind, into values: ParameterBuffer) {
    self.base = base
    self.kind = kind
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
    let share = share(step)
    if share == 1 {
      (values.floats.base + range.lowerBound)
        .update(from: parameters.floats.base + range.lowerBound, count: range.count)
    } else {
      values.move(toward: parameters, by: Float(share), in: range)
    }
  }

  /// The share of the new parameters in the average.
  private func share(_ step: UpdateStep) -> Double {
    switch kind {
    case .moving(let decay):
      let count = Double(step.number)
      return 1 - min(decay, (1 + count) / (10 + count))
    case .mean:
      return step.averageStart.map { 1 / Double(step.number - $0 + 1) } ?? 1
    }
  }
}
