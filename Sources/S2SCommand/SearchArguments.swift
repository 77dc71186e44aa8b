import ArgumentParser
import S2SSearch

/// How `s2s translate` searches, as options.
struct SearchArguments: ParsableArguments {
  @Option(
    help: "Hypotheses kept at each step, the beam size; 1 is greedy (default: 5)",
    transform: ArgumentKind.count(1...1_000))
  var beam: Int?
  @Option(
    help: "Translations per line, best first; each takes an output line",
    transform: ArgumentKind.count(1...1_000))
  var nbest = 1
  @Option(
    help: "Divide the beam into groups that avoid each other's words",
    transform: ArgumentKind.count(1...1_000))
  var beamGroups: Int?
  @Option(
    help: "The cost of a word that an earlier group took in the same step (default: 0.5)",
    transform: ArgumentKind.decimalNumber)
  var diversity: Double?
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
  @Option(
    help: "The exponent of length normalisation: score = log p / d(length)^exponent",
    transform: ArgumentKind.decimalNumber)
  var lengthPenalty = 1.0
  @Option(help: "The formula of length normalisation, d; gnmt is (5 + length) / 6")
  var lengthFormula = LengthNormalization.Formula.length
  @Option(
    help: "The factor of GNMT's coverage penalty for source subwords without attention weight",
    transform: ArgumentKind.decimalNumber)
  var coveragePenalty = 0.0
  @Option(
    help: "The most output tokens per input token; 10 more are always allowed",
    transform: ArgumentKind.decimalNumber)
  var maxLengthRatio = 2.0
  @Option(
    help: "How often a phrase may repeat in a row, a subword twice as often; 0 is no limit",
    transform: ArgumentKind.count(0...100))
  var maxRepeats = 4

  /// Refuses options that have no effect together.
  func validate() throws {
    if sample {
      if beam != nil || beamGroups != nil {
        throw ValidationError(
          "--sample keeps no beam; leave out --beam and --beam-groups, or --sample.")
      }
    } else if let name = samplingOption {
      throw ValidationError("\(name) needs --sample; give both or neither.")
    }
    if diversity != nil && beamGroups == nil {
      throw ValidationError("--diversity needs --beam-groups; give both or neither.")
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

  /// The options of the search.
  var options: SearchOptions {
    var options = SearchOptions()
    options.beamSize = beam ?? options.beamSize
    options.nbest = nbest
    options.groups = beamGroups ?? options.groups
    options.diversity = diversity ?? options.diversity
    options.sampling = sample ? sampling : nil
    options.normalization = LengthNormalization(exponent: lengthPenalty, formula: lengthFormula)
    options.coverageWeight = coveragePenalty
    options.maximumLengthRatio = maxLengthRatio
    options.maximumRepeats = maxRepeats
    return options
  }

  private var sampling: SamplingOptions {
    var sampling = SamplingOptions()
    sampling.temperature = temperature ?? sampling.temperature
    sampling.topK = topK
    sampling.topP = topP ?? sampling.topP
    sampling.seed = seed ?? sampling.seed
    sampling.isDistinct = distinct
    return sampling
  }
}

extension LengthNormalization.Formula: ChoiceArgument {}
