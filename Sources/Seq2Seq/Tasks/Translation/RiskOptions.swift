import S2SOptions
import S2SText
import S2STraining

/// How minimum-risk training lowers the expected risk; see `MinimumRisk`.
public struct RiskOptions: Settings {
  /// Whether training lowers the expected risk of the model's translations, 1 - sentence BLEU.
  public var isOn = false
  /// The number of translations drawn per source.
  public var candidates = 8
  /// Candidates are weighted by their probability to the power of this.
  public var sharpness = 0.005
  /// Whether the reference is one of the candidates.
  public var includesReference = true
  /// The weight of the risk; cross-entropy has the rest of 1.
  public var weight = 1.0

  /// No minimum risk.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options = OptionTable<Self>([
    .flag(
      "minimum-risk", \.isOn,
      """
      Train on sentence BLEU: lower the expected risk of translations drawn from the model of \
      from (sets metric bleu and learning-rate 1e-4 unless they are given)
      """),
    .count(
      "minimum-risk-candidates", \.candidates, in: 2...1_000,
      "Translations drawn per source (default: 8)"),
    .number(
      "minimum-risk-sharpness", \.sharpness, in: OptionRange(1e-6...1e3),
      "Sharpness: candidates are weighted by P^sharpness (default: 0.005)"),
    .flag(
      "minimum-risk-reference", \.includesReference,
      "Use the reference as one of the candidates (default: yes)"),
    .number(
      "minimum-risk-weight", \.weight, in: .above(0, upTo: 1),
      "The weight of the risk; cross-entropy has the rest of 1 (default: 1)"),
  ])

  /// How the expected risk is lowered; `nil` where it is not.
  func risk(_ target: TextPipeline) -> MinimumRisk? {
    isOn ? MinimumRisk(options: self, text: target) : nil
  }

  /// Refuses options of minimum risk without it, and options that it excludes.
  ///
  /// - Throws: `OptionError`, `TrainingError` (`smoothedRisk`).
  func validate(beside options: TranslatorOptions) throws {
    guard isOn else {
      return try Self.options.refuseAnyChange(of: self, without: "minimum-risk")
    }
    for (name, isGiven) in [
      ("scheduled-sampling", options.sampling.decay != nil),
      ("gradient-regularizer", options.gradientRegularizer > 0),
      ("coverage-loss", options.coverageLoss > 0),
    ] where isGiven {
      throw OptionError.excludes(option: "minimum-risk", other: name)
    }
    guard options.learning.labelSmoothing == 0 || weight < 1 else {
      throw TrainingError.smoothedRisk
    }
  }
}
