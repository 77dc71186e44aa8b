import S2SFiles
import Seq2Seq

extension TranslationError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .outOfRange(.batchSentences, let value, let allowed):
      "the number of sentences per batch is \(value); it has to be \(allowed.words)."
    case .outOfRange(.threads, let value, let allowed):
      "the number of threads is \(value); it has to be \(allowed.words)."
    case .coverageWithoutAttention:
      "a coverage penalty sums attention weights, and the model has no attention; leave out "
        + "--coverage-penalty, or train with --attention."
    case .coverageOfSpelledWords:
      "a coverage penalty sums the attention weights of source tokens, and this model attends to "
        + "whole words; leave out --coverage-penalty."
    case .noUnknownWords:
      "the model has no vocabulary of words, in whose place it writes <unk>; leave out --replace-unknown."
    case .replacementWithoutAttention:
      "an unknown word is replaced by the source's word with the most attention, and the model has no "
        + "attention; leave out --replace-unknown, or train with --attention."
    case .alignmentWithoutAttention:
      "words are aligned by attention, and the model has none; leave out --alignment, or train with "
        + "--attention."
    case .alignmentOfSpelledWords:
      "words are aligned by attention to the tokens of the source, and this model attends to whole "
        + "words; leave out --alignment."
    case .requiresPlainBeamSearch:
      "only ordinary beam search can require words; leave out --sample and --beam-groups."
    case .demandsDespiteShortlist:
      "a shortlist may lack the words that are demanded; leave out --shortlist."
    case .tooManyRequired(let count, let limit):
      "\(count) phrases are required in one translation; at most \(limit) are allowed."
    case .forbiddenInRequired(let phrase, let forbidden) where phrase == forbidden:
      "\"\(phrase)\" is both required and forbidden; it can be one of the two."
    case .forbiddenInRequired(let phrase, let forbidden):
      "\"\(phrase)\" is required, but \"\(forbidden)\" in it is forbidden; it can be one of the two."
    case .forbiddenInPrefix(let prefix, let forbidden):
      "the prefix \"\(prefix)\" has \"\(forbidden)\", which is forbidden; it can be one of the two."
    case .searchTooLarge(let hypotheses, let sourceTokens, let bytes, let left):
      "\(grouped(hypotheses)) hypotheses for a line of \(grouped(sourceTokens)) subwords take up to "
        + "\(Self.megabytes(bytes)), and \(Self.megabytes(left)) are left; choose a smaller --beam, "
        + "or --nbest with --sample."
    case .pairTooLarge(let sourceTokens, let bytes, let left):
      "to score a line of \(grouped(sourceTokens)) subwords takes up to \(Self.megabytes(bytes)), and "
        + "\(Self.megabytes(left)) are left; split the line."
    case .weightsTooLarge(let bytes, let left):
      "the weights take \(Self.megabytes(bytes)), and \(Self.megabytes(left)) are left; free some "
        + "memory, or use a model of eight bits, as s2s quantize makes it."
    case .emptyPhrase(let demand): "the empty phrase is \(demand.rawValue); leave it out."
    }
  }

  private static func megabytes(_ bytes: Int) -> String {
    "\(grouped((bytes + 999_999) / 1_000_000)) MB"
  }
}
