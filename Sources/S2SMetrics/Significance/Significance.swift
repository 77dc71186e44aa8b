/// Whether differences are chance: what is asked for, and how it is answered.
public struct Significance: Sendable {
  /// How chance is imitated where systems are compared.
  public enum Test: String, CaseIterable, Sendable {
    /// Both systems are scored on sentences drawn with replacement.
    case bootstrap
    /// Both systems swap their outputs of half of the sentences.
    case randomization
    /// Randomisation as multeval does it for systems of several runs; see `RunsTest.Shuffle`.
    case multeval
  }

  /// Whether each score has the interval that 95 of 100 resamples fall into.
  public var hasIntervals = false
  /// How systems are compared.
  public var test = Test.bootstrap
  /// Resamples, 1,000 unless others are given, or trials of randomisation, 10,000.
  ///
  /// It has to be 1 or more.
  public var samples: Int?
  /// Where the stream of random numbers starts; sacreBLEU's by default.
  public var seed: UInt64 = 12_345
  /// The systems that are compared with the one that is scored.
  public var systems: [PairedTest.System] = []

  /// Neither intervals nor comparisons.
  public init() {}

  /// What compares systems; `nil` without one.
  public var pairedTest: PairedTest? {
    guard !systems.isEmpty else { return nil }
    switch test {
    case .bootstrap: return .bootstrap(resamples: samples ?? 1_000, seed: seed)
    case .randomization, .multeval:
      return .approximateRandomization(
        trials: samples ?? 10_000, resamples: hasIntervals ? 1_000 : 0, seed: seed)
    }
  }

  /// What compares systems of several runs each.
  public var runsTest: RunsTest {
    RunsTest(test == .multeval ? .multeval : .swaps, trials: samples ?? 10_000, seed: seed)
  }

  /// What makes intervals; `nil` where none were asked for.
  public var bootstrap: Bootstrap? {
    hasIntervals ? Bootstrap(resamples: samples ?? 1_000, seed: seed) : nil
  }
}
