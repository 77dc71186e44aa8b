import S2SOptions
import S2STraining

/// How often the decoder reads its own tokens in training; see `ScheduledSampling`.
public struct ScheduledSamplingOptions: Settings {
  /// How the probability of true tokens falls; `nil` for true tokens alone.
  public var decay: ScheduledSampling.Decay?
  /// The probability of true tokens in the end.
  public var floor = ScheduledSampling(.linear).floor
  /// The number of updates to half of the way.
  public var updates = ScheduledSampling(.linear).updates

  /// True tokens alone.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options = OptionTable<Self>([
    .choice(
      "scheduled-sampling", \.decay,
      """
      Let the decoder read its own tokens ever more often: linear, exponential or \
      inverse-sigmoid
      """),
    .number(
      "scheduled-sampling-floor", \.floor, in: OptionRange(0...1),
      "The probability of true tokens in the end (default: 0.75)"),
    .count(
      "scheduled-sampling-updates", \.updates, in: 1...1_000_000_000,
      "The number of steps to half of the way (default: 2000)"),
  ])

  /// How often the decoder reads its own tokens; `nil` for never.
  var sampling: ScheduledSampling? {
    decay.map { decay in
      var sampling = ScheduledSampling(decay)
      sampling.floor = floor
      sampling.updates = updates
      return sampling
    }
  }

  /// Refuses options of sampling without it.
  ///
  /// - Throws: `OptionError` (`needs`).
  func validate() throws {
    guard decay == nil else { return }
    try Self.options.refuseAnyChange(of: self, without: "scheduled-sampling")
  }
}
