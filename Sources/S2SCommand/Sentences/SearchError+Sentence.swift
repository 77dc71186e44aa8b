import S2SSearch

extension SearchError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .countOutOfRange(.maximumRepeats, let value, let allowed):
      "the number of repeats is \(value); it has to be \(allowed.words), or 0 for no limit."
    case .countOutOfRange(let setting, let value, let allowed):
      "\(setting.words) is \(value); it has to be \(allowed.words)."
    case .outOfRange(.temperature, let value, let allowed):
      "the temperature is \(value); it has to be \(allowed.words); --top-k 1 chooses the most "
        + "probable tokens."
    case .outOfRange(let setting, let value, let allowed):
      "\(setting.words) is \(value); it has to be \(allowed.words)."
    case .countOutsideOfBeam(let nbest, let beamSize):
      "the number of translations per line is \(nbest); with a beam of \(beamSize) it has to be "
        + "from 1 to \(beamSize); give fewer, or raise --beam."
    case .unequalGroups(let beamSize, let groups):
      "a beam of \(beamSize) cannot be divided into \(groups) equal groups; give a number that "
        + "divides it."
    case .meaninglessForSamples(.groups):
      "samples keep no beam, so it has no groups; give one of the two."
    case .meaninglessForSamples(let setting):
      "samples are not ranked, so \(setting.words) has no effect on them; give one of the two."
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
    case .beamSize: "the beam size"
    case .nbest: "the number of translations per line"
    case .groups: "the number of groups"
    case .diversity: "the diversity"
    case .coverageWeight: "the coverage penalty"
    case .maximumLengthRatio: "the length ratio"
    case .extraLength: "the extra length"
    case .minimumLength: "the minimum length"
    case .maximumRepeats: "the number of repeats"
    case .lengthExponent: "the length penalty"
    case .temperature: "the temperature"
    case .topK: "--top-k"
    case .topP: "--top-p"
    }
  }
}
