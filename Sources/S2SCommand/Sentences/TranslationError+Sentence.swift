import Seq2Seq

extension TranslationError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .outOfRange(.batchSentences, let value, let allowed):
      "a batch of \(value) sentences cannot be; give \(allowed.words)."
    case .outOfRange(.threads, let value, let allowed):
      "\(value) threads cannot be; give \(allowed.words)."
    case .coverageWithoutAttention:
      "a coverage penalty counts attention, and the model has none; leave out --coverage-penalty, "
        + "or train with --attention."
    case .coverageOfSpelledWords:
      "a coverage penalty counts attention to source tokens, and this model spells words by them "
        + "and looks back at words; leave out --coverage-penalty."
    case .requiresPlainBeamSearch:
      "words can be required of ordinary beam search alone; leave out --sample and --beam-groups."
    case .demandsDespiteShortlist:
      "a shortlist may lack the words that are demanded; leave out --shortlist."
    case .tooManyRequired(let count, let limit):
      "\(count) phrases are required of one translation; \(limit) may be."
    case .forbiddenInRequired(let phrase, let forbidden) where phrase == forbidden:
      "\"\(phrase)\" is both required and forbidden; it can be one of the two."
    case .forbiddenInRequired(let phrase, let forbidden):
      "\"\(phrase)\" is required, but \"\(forbidden)\" in it is forbidden; it can be one of the two."
    case .forbiddenInPrefix(let prefix, let forbidden):
      "the prefix \"\(prefix)\" has \"\(forbidden)\", which is forbidden; it can be one of the two."
    case .emptyPhrase(let demand): "an empty phrase cannot be \(demand.rawValue)."
    }
  }
}
