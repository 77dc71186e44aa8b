/// The measurements of one update, for reports.
public struct StepMeasure: Sendable, Equatable {
  /// The updates done, this one included.
  public var step: Int
  /// The epochs done, a fraction within one.
  public var epoch: Double
  /// The negative log-likelihood of the batch's target tokens, summed, in nats.
  public var lossSum: Double
  /// The batch's target tokens, end marks counted, padding not.
  public var tokenCount: Int
  /// The gradient's norm before clipping.
  public var gradientNorm: Double
  /// The seconds of training, of all parts of a resumed run.
  public var elapsedSeconds: Double

  /// Groups the measures.
  public init(
    step: Int, epoch: Double, lossSum: Double, tokenCount: Int, gradientNorm: Double,
    elapsedSeconds: Double
  ) {
    self.step = step
    self.epoch = epoch
    self.lossSum = lossSum
    self.tokenCount = tokenCount
    self.gradientNorm = gradientNorm
    self.elapsedSeconds = elapsedSeconds
  }
}

/// The limits of a run.
public struct RunLength: Sendable, Equatable {
  /// The total number of epochs.
  public var epochs: Int?
  /// The total number of updates.
  public var steps: Int?
  /// The time limit, on the clock of `StepMeasure.elapsedSeconds`.
  public var seconds: Double?

  /// Groups the limits; `nil` is none.
  public init(epochs: Int? = nil, steps: Int? = nil, seconds: Double? = nil) {
    self.epochs = epochs
    self.steps = steps
    self.seconds = seconds
  }

  /// The fraction of the run that is done, from 0 to 1, by the limit that comes first.
  package func fractionDone(_ now: StepMeasure) -> Double? {
    let shares = [
      share(now.epoch, of: epochs.map(Double.init)),
      share(Double(now.step), of: steps.map(Double.init)),
      share(now.elapsedSeconds, of: seconds),
    ]
    return shares.compactMap { $0 }.max()
  }

  /// The seconds until the first limit, if the run goes on at the speed that it has had so far.
  package func secondsLeft(_ now: StepMeasure) -> Double? {
    let elapsed = now.elapsedSeconds
    let left = [
      share(now.epoch, of: epochs.map(Double.init)).flatMap {
        $0 > 0 ? elapsed / $0 - elapsed : nil
      },
      share(Double(now.step), of: steps.map(Double.init))
        .flatMap { $0 > 0 ? elapsed / $0 - elapsed : nil },
      seconds.map { max($0 - elapsed, 0) },
    ]
    return left.compactMap { $0 }.min()
  }

  private func share(_ done: Double, of total: Double?) -> Double? {
    guard let total, total > 0 else { return nil }
    return min(max(done / total, 0), 1)
  }
}
