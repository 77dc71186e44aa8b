import ArgumentParser
import S2SSearch

/// How translations are searched for, as options of every command that translates.
struct SearchArguments: ParsableArguments {
  @Option(
    help: "Hypotheses kept at each step, the beam size; 1 is greedy (default: 5)",
    transform: ArgumentKind.count(1...1_000))
  var beam: Int?
  @Option(
    help: "Divide the beam into groups that avoid each other's words",
    transform: ArgumentKind.count(1...1_000))
  var beamGroups: Int?
  @Option(
    help: "The cost of a word that an earlier group took in the same step (default: 0.5)",
    transform: ArgumentKind.decimalNumber)
  var diversity: Double?
  @Option(
    help: "The exponent of length normalisation: score = log p / d(length)^exponent (default: 1.0)",
    transform: ArgumentKind.decimalNumber)
  var lengthPenalty: Double?
  @Option(
    help: "The formula of length normalisation, d; gnmt is (5 + length) / 6 (default: length)")
  var lengthFormula: LengthNormalization.Formula?
  @Option(
    help: """
      The factor of GNMT's coverage penalty for source subwords without attention weight (default: 0.0)
      """, transform: ArgumentKind.decimalNumber)
  var coveragePenalty: Double?
  @Option(
    help: "The most output tokens per input token; 10 more are always allowed (default: 2.0)",
    transform: ArgumentKind.decimalNumber)
  var maxLengthRatio: Double?
  @Option(
    help: """
      How often a phrase may repeat in a row, a subword twice as often; 0 is no limit (default: 4)
      """,
    transform: ArgumentKind.count(0...100))
  var maxRepeats: Int?

  /// Refuses options that have no effect together.
  func validate() throws {
    if diversity != nil && beamGroups == nil {
      throw ValidationError("--diversity needs --beam-groups; give both or neither.")
    }
  }

  /// The options of the search.
  var options: SearchOptions {
    var options = SearchOptions()
    options.beamSize = beam ?? options.beamSize
    options.groups = beamGroups ?? options.groups
    options.diversity = diversity ?? options.diversity
    options.normalization.exponent = lengthPenalty ?? options.normalization.exponent
    options.normalization.formula = lengthFormula ?? options.normalization.formula
    options.coverageWeight = coveragePenalty ?? options.coverageWeight
    options.maximumLengthRatio = maxLengthRatio ?? options.maximumLengthRatio
    options.maximumRepeats = maxRepeats ?? options.maximumRepeats
    return options
  }
}

extension LengthNormalization.Formula: ChoiceArgument {}
