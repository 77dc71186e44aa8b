import S2SCorpora
import S2SMetrics

extension Classifier {
  /// What the model makes of texts whose labels are known.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `CancellationError`.
  public func results(
    of examples: LabelledTexts, threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> ClassificationResults {
    let answers = try classify(examples.texts, threads: threads, isCancelled: isCancelled)
    let known = Set(labels)
    let classes = labels + Set(examples.labels).subtracting(known).sorted()
    let places = Dictionary(zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    return ClassificationResults(
      classes: classes, knownCount: labels.count,
      truth: examples.labels.compactMap { places[$0] }, chosen: answers.map(\.index),
      confidence: answers.map { Double($0.probability) })
  }

  /// Measures the labelled texts of a file, plain or `.gz`: accuracy, macro F1, calibration, and the
  /// confusion matrix.
  ///
  /// The labels are in the column with more of the model's; of two with equally many in the one that the
  /// model learned from.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `LabelError`, `FileError`, `LineError`; `CorpusError.noLines`; `CancellationError`.
  public func evaluate(
    _ path: String, threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    let examples = try LabelledTexts(
      path: path, known: labels, usual: labelColumn, keepsEmpty: true)
    guard !examples.texts.isEmpty else { throw CorpusError.noLines([path]) }
    let results = try results(of: examples, threads: threads, isCancelled: isCancelled)
    var evaluation = Evaluation(name: "\(file), \(text.locale)", results)
    let request = EvaluationRequest()
    evaluation.files = [
      try request.file(.model, file, count: nil),
      try request.file(.labelled, path, count: examples.texts.count),
    ]
    evaluation.addCurve(beside: file)
    return evaluation
  }
}
