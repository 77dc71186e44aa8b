import Glibc

/// Running means of the measurements of updates: recent ones for display, and since the last
/// record.
///
/// The recent means forget with time: a measurement that is 5 seconds old counts half, for batches
/// of any size. Time in which nothing is trained, as in a validation, counts for neither.
public struct TrainingMeter: Sendable {
  /// Sums over updates, some of which may have been scaled down.
  package struct Sums: Codable, Equatable, Sendable {
    var updates = 0.0
    var loss = 0.0
    var tokens = 0.0
    var gradientNorm = 0.0
    var seconds = 0.0

    /// Scales everything down and adds an update.
    mutating func add(_ update: StepMeasure, seconds dt: Double, keeping share: Double) {
      updates = updates * share + 1
      loss = loss * share + update.lossSum
      tokens = tokens * share + Double(update.tokenCount)
      gradientNorm = gradientNorm * share + update.gradientNorm
      seconds = seconds * share + dt
    }

    var means: Means {
      Means(
        loss: loss / max(tokens, 1), tokensPerSecond: seconds > 0 ? tokens / seconds : 0,
        gradientNorm: gradientNorm / max(updates, 1))
    }
  }

  /// The means over some updates.
  public struct Means: Sendable, Equatable {
    /// The negative log-likelihood of a token, in nats.
    public var loss: Double
    /// The target tokens in a second of training.
    public var tokensPerSecond: Double
    /// The gradient's norm before clipping.
    public var gradientNorm: Double

    /// Groups the means.
    public init(loss: Double, tokensPerSecond: Double, gradientNorm: Double) {
      self.loss = loss
      self.tokensPerSecond = tokensPerSecond
      self.gradientNorm = gradientNorm
    }
  }

  /// The age, in seconds, at which an update counts half.
  private static let halfLife = 5.0

  private var recentSums = Sums()
  private var intervalSums = Sums()
  private var last: Double

  /// Starts to measure.
  ///
  /// - Parameter seconds: the time on the clock that the updates are measured with.
  public init(at seconds: Double) {
    last = seconds
  }

  /// Takes in an update that ended now.
  public mutating func add(_ update: StepMeasure, at seconds: Double) {
    let dt = max(seconds - last, 0)
    last = seconds
    recentSums.add(update, seconds: dt, keeping: exp2(-dt / Self.halfLife))
    intervalSums.add(update, seconds: dt, keeping: 1)
  }

  /// Leaves out the time since the last update, in which nothing was trained.
  public mutating func skip(to seconds: Double) {
    last = max(last, seconds)
  }

  /// What the interval has so far, for a run that goes on later.
  package var intervalState: Sums {
    get { intervalSums }
    set { intervalSums = newValue }
  }

  /// Begins a new interval.
  public mutating func beginInterval() {
    intervalSums = Sums()
  }

  /// The means of the last seconds.
  public var recent: Means { recentSums.means }

  /// The means since the interval began.
  public var interval: Means { intervalSums.means }
}
