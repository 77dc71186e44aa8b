import ArgumentParser
import S2SSearch

/// Whether translations are drawn at random, and how, as options of every command that draws them.
struct DrawArguments: ParsableArguments {
  @Flag(help: "Draw translations at random instead of searching for the best") var sample = false
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

  /// Refuses options of a draw where nothing is drawn.
  func validate() throws {
    if !sample, let name = samplingOption { throw Self.needsSample(name) }
  }

  /// What is wrong with an option that only sampling uses.
  static func needsSample(_ option: String) -> ValidationError {
    ValidationError("\(option) needs --sample; give both or neither.")
  }

  /// Refuses to draw with a beam.
  ///
  /// - Throws: `ValidationError`.
  func check(with search: SearchArguments) throws {
    if sample && (search.beam != nil || search.beamGroups != nil) {
      throw ValidationError(
        "--sample keeps no beam; leave out --beam and --beam-groups, or --sample.")
    }
  }

  /// An option that was given and that only sampling uses.
  private var samplingOption: String? {
    if temperature != nil { return "--temperature" }
    if topK != nil { return "--top-k" }
    if topP != nil { return "--top-p" }
    return seed == nil ? nil : "--seed"
  }

  /// How translations are drawn; `nil` for those that are searched for.
  var options: SamplingOptions? {
    guard sample else { return nil }
    var sampling = SamplingOptions()
    sampling.temperature = temperature ?? sampling.temperature
    sampling.topK = topK
    sampling.topP = topP ?? sampling.topP
    sampling.seed = seed ?? sampling.seed
    return sampling
  }
}
