import ArgumentParser
import S2SMetrics

/// Whether differences are chance, as options.
struct SignificanceArguments: ParsableArguments {
  @Flag(help: "Give each score the interval that 95 of 100 resamples fall into")
  var confidence = false
  @Option(help: "Another system's translations, compared with the first; repeatable")
  var compare: [String] = []
  @Option(help: "How to compare") var testKind = Significance.Test.bootstrap
  @Option(help: "Resamples (default: 1000) or trials of randomization (default: 10000)")
  var samples: Int?
  @Option(help: "The seed; sacreBLEU's by default") var seed: UInt64 = 12_345

  func validate() throws {
    if let samples, !(1...10_000_000).contains(samples) {
      throw ValidationError("--samples is \(samples); give 1 to 10000000.")
    }
  }

  /// What is asked for, but for the systems.
  var significance: Significance {
    var significance = Significance()
    significance.hasIntervals = confidence
    significance.test = testKind
    significance.samples = samples
    significance.seed = seed
    return significance
  }
}

extension Significance.Test: ExpressibleByArgument {}
