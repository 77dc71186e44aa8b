import ArgumentParser
import S2SMetrics

/// Tests of significance, as options.
struct SignificanceArguments: ParsableArguments {
  @Flag(help: "Give each score its 95 % confidence interval, by resampling")
  var confidence = false
  @Option(
    help: """
      Translations of another system, to compare with the first; repeatable. A model is its \
      translations of the test set. With several runs, the runs of one other system
      """,
    transform: ArgumentKind.path)
  var compare: [String] = []
  @Option(
    help: """
      The test of significance: bootstrap, or randomization, the only one for several runs; multeval \
      is randomization as that program does it (default: bootstrap, of runs randomization)
      """)
  var testKind: Significance.Test?
  @Option(
    help: "Resamples (default: 1000) or trials of randomization (default: 10000)",
    transform: ArgumentKind.count(1...10_000_000))
  var samples: Int?
  @Option(help: "The seed of the resamples (default: sacreBLEU's, 12345)") var seed: UInt64?

  /// What to test, without the systems.
  var significance: Significance {
    var significance = Significance()
    significance.hasIntervals = confidence
    significance.test = testKind ?? significance.test
    significance.samples = samples
    significance.seed = seed ?? significance.seed
    return significance
  }
}

extension Significance.Test: ChoiceArgument {}
