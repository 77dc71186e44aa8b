import S2SSearch

extension SearchError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .countOutOfRange(.nbest, let value, let allowed):
      "\(value) samples a line cannot be; give \(allowed.words)."
    case .countOutOfRange(.maximumRepeats, let value, let allowed):
      "\(value) repeats cannot be; give \(allowed.words), or 0 for any number of them."
    case .countOutOfRange(.topK, let value, let allowed):
      "the top \(value) tokens cannot be drawn from; give \(allowed.words)."
    case .countOutOfRange(let setting, let value, let allowed):
      "\(setting.words) of \(value) cannot be; give \(allowed.words)."
    case .outOfRange(.temperature, let value, let allowed):
      "a temperature of \(value) cannot be; give \(allowed.words), or --beam 1 for the most "
        + "probable tokens."
    case .outOfRange(let setting, let value, let allowed):
      "\(setting.words) of \(value) cannot be; give \(allowed.words)."
    case .countOutsideOfBeam(let nbest, let beamSize):
      "\(nbest) translations cannot come from a beam of \(beamSize); give 1 to \(beamSize), or "
        + "raise --beam."
    case .unequalGroups(let beamSize, let groups):
      "a beam of \(beamSize) cannot be divided into \(groups) equal groups; give a number that "
        + "divides it."
    case .meaninglessForSamples(.groups):
      "samples keep no beam, so it has no groups; give one of the two."
    case .meaninglessForSamples(let setting):
      "samples are not ranked, so \(setting.words) says nothing about them; give one of the two."
    case .emptyEnsemble: "an ensemble needs at least one model."
    case .unequalVocabularies(let sizes):
      "the models of an ensemble need one vocabulary, but theirs have "
        + sizes.map(String.init).joined(separator: ", ")
        + " tokens; train them with the same one."
    }
  }
}

extension SearchError.Setting {
  fileprivate var words: String {
    switch self {
    case .beamSize: "a beam"
    case .nbest: "a number of translations"
    case .groups: "a number of groups"
    case .diversity: "a diversity"
    case .coverageWeight: "a coverage penalty"
    case .maximumLengthRatio: "a length ratio"
    case .extraLength: "an extra length"
    case .minimumLength: "a minimum length"
    case .maximumRepeats: "a number of repeats"
    case .lengthExponent: "a length penalty"
    case .temperature: "a temperature"
    case .topK: "a top-k"
    case .topP: "a top-p"
    }
  }
}
