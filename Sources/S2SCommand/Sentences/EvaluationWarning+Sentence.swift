import S2SCorpora
import S2SFiles
import S2SMetrics

extension Evaluation.Warning {
  /// The warning, and what to do about it.
  var sentence: String {
    switch self {
    case .tokenizedHypotheses:
      "100 lines or more end in a full stop on its own: the translations seem to be tokenised, "
        + "and such a score compares with no other. Detokenise them, or silence this by --force."
    case .unreadableHistory(let cause):
      "the page has no plot of the training: \(Self.words(cause, "its history is unreadable"))."
    case .unreadableTrainingText(let cause):
      "there are no scores by frequency: \(Self.words(cause, "the training text is unreadable"))."
    case .unknownCharacters(let characters): characters.sentence(of: "source")
    case .unknownClasses(let count, let names):
      "\(grouped(count)) example\(count == 1 ? " has a label" : "s have labels") that the model does not "
        + "know (\(LabelError.list(names))); \(count == 1 ? "it counts" : "they count") as wrong."
    case .scoresOfSomeRuns(let names):
      "some models have no \(names.joined(separator: ", ")), so \(names.count == 1 ? "it is" : "these are") "
        + "left out; score each model alone to see \(names.count == 1 ? "it" : "them")."
    case .uncaptionedPictures(let count):
      "\(grouped(count)) picture\(count == 1 ? " has" : "s have") no caption in the test set and "
        + "\(count == 1 ? "is" : "are") left out."
    }
  }

  /// A cause without the full stop of its own sentence.
  private static func words(_ cause: any Error, _ otherwise: String) -> String {
    let sentence = Failure(cause).message ?? otherwise
    return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
