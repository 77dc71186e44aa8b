import ArgumentParser
import S2SSearch

/// How `s2s translate` searches, as options.
struct SearchArguments: ParsableArguments {
  @Option(help: "Hypotheses kept at each step; 1 is greedy (default: 5)") var beam: Int?
  @Option(help: "Translations a line, best first; each takes an output line") var nbest = 1
  @Option(help: "Groups that the beam is divided into, which avoid each other's words")
  var beamGroups: Int?
  @Option(help: "What a word costs that an earlier group took in the same step (default: 0.5)")
  var diversity: Double?
  @Flag(help: "Draw translations at random, --nbest of them, instead of searching for the best")
  var sample = false
  @Option(help: "Divides log-probabilities before a draw: below 1 tamer, above 1 wilder")
  var temperature: Double?
  @Option(help: "Draw from this many most probable subwords") var topK: Int?
  @Option(help: "Draw from the most probable subwords that reach this probability together")
  var topP: Double?
  @Option(help: "The seed of the draws; equal seeds and lines draw equally (default: 1)")
  var seed: UInt64?
  @Flag(help: "Draw no translation of a line twice") var distinct = false
  @Option(help: "The exponent of length normalisation: score = log p / d(length)^exponent")
  var lengthPenalty = 1.0
  @Option(help: "d(length): length, or gnmt for (5 + length) / 6")
  var lengthFormula = LengthNormalization.Formula.length
  @Option(help: "What source subwords without attention cost a translation's score, as in GNMT")
  var coveragePenalty = 0.0
  @Option(help: "Output tokens for each input token, at most (and 10 more)")
  var maxLengthRatio = 2.0
  @Option(help: "Times that a phrase may come in a row, a subword twice as often; 0 is any number")
  var maxRepeats = 4

  /// Refuses options that say nothing together.
  func validate() throws {
    if sample {
      if beam != nil || beamGroups != nil {
        throw ValidationError(
          "--sample keeps no beam; leave out --beam and --beam-groups, or --sample.")
      }
    } else if let name = samplingOption {
      throw ValidationError("\(name) goes with --sample; give both or neither.")
    }
    if diversity != nil && beamGroups == nil {
      throw ValidationError("--diversity goes with --beam-groups; give both or neither.")
    }
  }

  /// An option that was given and means something to sampling alone.
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

extension LengthNormalization.Formula: ExpressibleByArgument {}
