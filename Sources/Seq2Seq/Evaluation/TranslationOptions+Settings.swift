import S2SFiles
import S2SMetrics

extension TranslationOptions {
  /// What decides about translations, by the names of the command's options; how fast they are made
  /// does not.
  var settings: [Evaluation.Setting] {
    var settings: [Evaluation.Setting] = [
      .init("beam", "\(search.beamSize)"),
      .init("length-penalty", "\(search.normalization.exponent)"),
      .init("length-formula", search.normalization.formula.rawValue),
      .init("coverage-penalty", "\(search.coverageWeight)"),
      .init("max-length-ratio", "\(search.maximumLengthRatio)"),
      .init("max-repeats", "\(search.maximumRepeats)"),
      .init("split-sentences", sentenceSplitting.rawValue),
      .init("placeholders", usesPlaceholders ? "yes" : "no"),
      .init("shortlist", usesShortlist ? "yes" : "no"),
    ]
    if search.groups > 1 {
      settings.insert(.init("beam-groups", "\(search.groups)"), at: 1)
      settings.insert(.init("diversity", "\(search.diversity)"), at: 2)
    }
    for (name, words) in [("forbid", forbidden), ("require", required)] where !words.isEmpty {
      settings.append(.init(name, words.map(ShellWord.quoted).joined(separator: " ")))
    }
    return settings
  }
}
