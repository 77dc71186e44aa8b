import S2SFiles
import S2SMetrics
import S2SSearch

extension SearchOptions {
  /// The beams and their scores, by the names of the command's options.
  var beamSettings: [Evaluation.Setting] {
    let groups: [Evaluation.Setting] =
      groups > 1
      ? [.init("beam-groups", "\(groups)"), .init("diversity", "\(diversity)")] : []
    return [.init("beam", "\(beamSize)")] + groups + [
      .init("length-penalty", "\(normalization.exponent)"),
      .init("length-formula", normalization.formula.rawValue),
    ]
  }
}

extension TranslationOptions {
  /// What decides about translations, by the names of the command's options; how fast they are made
  /// does not.
  var settings: [Evaluation.Setting] {
    var settings: [Evaluation.Setting] =
      search.beamSettings + [
        .init("coverage-penalty", "\(search.coverageWeight)"),
        .init("max-length-ratio", "\(search.maximumLengthRatio)"),
        .init("max-repeats", "\(search.maximumRepeats)"),
        .init("split-sentences", sentenceSplitting.rawValue),
        .init("placeholders", usesPlaceholders ? "yes" : "no"),
        .init("shortlist", usesShortlist ? "yes" : "no"),
      ]
    for (name, words) in [("forbid", forbidden), ("require", required)] where !words.isEmpty {
      settings.append(.init(name, words.map(ShellWord.quoted).joined(separator: " ")))
    }
    return settings
  }
}
