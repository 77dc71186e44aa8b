import ArgumentParser
import S2SSearch

/// How many translations there are of a line, and whether they are drawn, as options.
struct SamplingArguments: ParsableArguments {
  @Option(
    help: "Translations per line, best first; each takes an output line",
    transform: ArgumentKind.count(1...1_000))
  var nbest = 1
  @Flag(help: "Draw --nbest translations at random instead of searching for the best")
  var sample = false
  @Option(
    help: "Divide log-probabilities by this before a draw: below 1 tamer, above 1 wilder",
    transform: ArgumentKind.decimalNumber)
  var temperature: Double?
  @Option(
    help: "Draw only from this number of most probable subwords",
    transform: ArgumentKind.count(1...SamplingOptions.largestTopK))
  var topK: Int?
  @Option(
    help: "Draw only from the most probable subwords that together reach this probability",
    transform: ArgumentKind.decimalNumber)
  var topP: Double?
  @Option(help: "The seed of the draws; equal seeds and lines give equal draws (default: 1)")
  var seed: UInt64?
  @Flag(help: "Draw no translation of a line twice") var distinct = false

  /// Refuses options of a draw where nothing is drawn.
  func validate() throws {
    if !sample, let name = samplingOption {
      throw ValidationError("\(name) needs --sample; give both or neither.")
    }
  }

  /// An option that was given and that only sampling uses.
  private var samplingOption: String? {
    if temperature != nil { return "--temperature" }
    if topK != nil { return "--top-k" }
    if topP != nil { return "--top-p" }
    if seed != nil { return "--seed" }
    return distinct ? "--distinct" : nil
  }

  /// Adds the draws to the options of a search.
  func add(to options: inout SearchOptions) {
    options.nbest = nbest
    guard sample else { return }
    var sampling = SamplingOptions()
    sampling.temperature = temperature ?? sampling.temperature
    sampling.topK = topK
    sampling.topP = topP ?? sampling.topP
    sampling.seed = seed ?? sampling.seed
    sampling.isDistinct = distinct
    options.sampling = sampling
  }
}
