import ArgumentParser
import S2SCorpora

/// Which lines of a text are left out when a model makes pairs of them, as options.
struct PairFilterArguments: ParsableArguments {
  @Flag(help: "Keep lines that occurred before, in the text or in the real pairs")
  var keepRepeats = false
  @Flag(help: "Keep lines of four words or more whose translation is the line itself")
  var keepCopies = false
  @Flag(help: "Keep translations that reached the length limit, or began to repeat themselves")
  var keepRunaways = false
  @Option(
    help: "The most words of a side; s2s train takes at most 200 (default: 200)",
    transform: ArgumentKind.count(1...1_000_000))
  var maxWords: Int?
  @Option(
    help: """
      How many times as long as the other a side may be, in characters; s2s train takes at most 6 \
      (default: 6)
      """, transform: ArgumentKind.number(1...1_000))
  var maxRatio: Double?
  @Option(
    help: """
      The least mean log-probability of a translation's subwords, such as -2.5 (default: none)
      """, transform: ArgumentKind.number(-1_000...0))
  var minLogProbability: Double?

  /// The filter that they describe.
  var filter: MachinePairFilter {
    var filter = MachinePairFilter()
    filter.keepsRepeats = keepRepeats
    filter.keepsCopies = keepCopies
    filter.keepsRunaways = keepRunaways
    filter.maximumWords = maxWords ?? filter.maximumWords
    filter.maximumRatio = maxRatio ?? filter.maximumRatio
    filter.minimumLogProbability = minLogProbability
    return filter
  }
}
