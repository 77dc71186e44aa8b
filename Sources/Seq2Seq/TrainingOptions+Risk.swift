import S2SText
import S2STraining

/// Options of minimum-risk training.
extension TrainingOptions {
  /// Takes what suits a model that translates already: small steps, and BLEU to judge them.
  mutating func chooseForMinimumRisk() {
    metric = .bleu
    learningRate = 1e-4
  }

  /// How the expected risk is lowered; `nil` where it is not.
  func risk(_ target: TextPipeline) -> MinimumRisk? {
    guard minimumRisk == true else { return nil }
    var risk = MinimumRisk(text: target)
    risk.candidates = minimumRiskCandidates ?? risk.candidates
    risk.sharpness = minimumRiskSharpness ?? risk.sharpness
    risk.includesReference = minimumRiskReference ?? risk.includesReference
    risk.weight = minimumRiskWeight ?? risk.weight
    return risk
  }

  /// What is not the default, for people.
  var riskSummary: String? {
    guard minimumRisk == true else { return nil }
    var words = "minimum risk"
    if let minimumRiskCandidates { words += ", \(minimumRiskCandidates) candidates" }
    if let minimumRiskSharpness { words += ", sharpness \(minimumRiskSharpness)" }
    if minimumRiskReference == false { words += ", without the reference" }
    if let minimumRiskWeight { words += ", weight \(minimumRiskWeight)" }
    return words
  }

  /// Checks these options.
  ///
  /// - Throws: `TrainingError` with code `invalidSetting` that names the option.
  func validateRisk() throws {
    guard minimumRisk == true else {
      for (name, isGiven) in [
        ("--minimum-risk-candidates", minimumRiskCandidates != nil),
        ("--minimum-risk-sharpness", minimumRiskSharpness != nil),
        ("--no-minimum-risk-reference", minimumRiskReference != nil),
        ("--minimum-risk-weight", minimumRiskWeight != nil),
      ] where isGiven {
        throw TrainingError.needs(name, "--minimum-risk")
      }
      return
    }
    let (count, sharpness, weight) = (
      minimumRiskCandidates ?? 8, minimumRiskSharpness ?? 1, minimumRiskWeight ?? 1
    )
    guard (2...1_000).contains(count) else {
      throw TrainingError.outOfRange("--minimum-risk-candidates", "\(count)", "from 2 to 1000")
    }
    guard (1e-6...1e3).contains(sharpness) else {
      throw TrainingError.outOfRange(
        "--minimum-risk-sharpness", "\(sharpness)", "from 0.000001 to 1000")
    }
    guard weight > 0, weight <= 1 else {
      throw TrainingError.outOfRange(
        "--minimum-risk-weight", "\(weight)", "above 0 and at most 1")
    }
    for (name, isGiven) in [
      ("--scheduled-sampling", scheduledSampling != nil),
      ("--gradient-regularizer", gradientRegularizer ?? 0 > 0),
      ("--coverage-loss", coverageLoss ?? 0 > 0),
    ] where isGiven {
      throw TrainingError.excludes("--minimum-risk", name)
    }
    guard labelSmoothing == 0 || weight < 1 else { throw TrainingError.smoothedRisk }
  }
}
