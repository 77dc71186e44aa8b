import S2SCorpora
import S2SMetrics
import S2STraining

/// Accuracy and macro F1 of held-out texts, while a model trains.
struct ClassifierScorer: TaskScorer {
  let examples: LabelledTexts
  let classifier: Classifier
  let threads: Int

  func scores() throws -> [Score] {
    let confusion = try classifier.results(
      of: examples, threads: threads, isCancelled: { false }
    ).confusion
    return [
      Score(ClassifierTask.accuracy, 100 * confusion.accuracy),
      Score(ClassifierTask.macroF1, 100 * confusion.macroF1),
    ]
  }

  /// The texts that a rehearsal classifies at most.
  private static let rehearsedTexts = 256

  func rehearse() throws -> Double {
    let part = examples.selecting(Array(examples.texts.indices).evenly(Self.rehearsedTexts))
    let start = MonotonicClock.seconds()
    _ = try classifier.results(of: part, threads: threads, isCancelled: { false })
    return (MonotonicClock.seconds() - start) * Double(examples.texts.count)
      / Double(part.texts.count)
  }
}
