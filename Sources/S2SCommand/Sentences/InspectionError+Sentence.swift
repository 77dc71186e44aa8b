import S2SConsole
import Seq2Seq

extension InspectionError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .emptyText, .unknownAnswer, .unequalAnswer, .noRow: .data
    case .noOutput, .noLogits, .noAttention, .noGates, .noRecurrentMatrices, .noSearch, .fewTexts,
      .noPicture, .noText:
      .usage
    }
  }

  package var sentence: String {
    switch self {
    case .emptyText: "there are no words to look at; give a text."
    case .noOutput(let output, let count):
      "there is no output \(grouped(output)); the text has \(grouped(count))."
    case .unknownAnswer(let answer, let known):
      "the model does not have '\(answer)'; it has \(known.prefix(20).joined(separator: ", "))"
        + (known.count > 20 ? " and \(grouped(known.count - 20)) more." : ".")
    case .unequalAnswer(let words, let tags):
      "there are \(grouped(tags)) tags for \(grouped(words)) words; give one for each, between spaces."
    case .noLogits:
      "the outputs of this model are mixed from several distributions, so they have no logits of their "
        + "own to look at."
    case .noAttention:
      "the model has no attention; s2s inspect relevance shows what mattered without it."
    case .noGates: "the cells of this model have no gates."
    case .noRecurrentMatrices: "the cells of this model have no recurrent matrices."
    case .noSearch: "only translators and captioners search; name one with --model."
    case .noPicture:
      "this model describes pictures; name the file of their vectors with --features."
    case .noText: "this model reads texts, not pictures; leave out --features."
    case .noRow(let row, let count):
      "there is no picture '\(row)'; give its row, from 0 to \(grouped(count - 1))."
    case .fewTexts(let count, let needed):
      "\(count == 1 ? "there is 1 text" : "there are \(grouped(count)) texts"); "
        + "this needs \(needed) or more that differ."
    }
  }
}
