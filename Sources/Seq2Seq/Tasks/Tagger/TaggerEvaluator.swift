import S2SCorpora
import S2SMetrics
import S2SModels
import S2STensors

/// Measures a tagger on tagged sentences: the accuracy of tags, and F1 of the spans or words that
/// they mark.
public struct TaggerEvaluator: Sendable {
  /// The tagger that is measured.
  public let tagger: Tagger
  private let file: String

  /// Loads the model in a file or directory.
  ///
  /// - Throws: as `Tagger.init`.
  public init(path: String) throws {
    file = try ModelDirectory.file(at: path)
    tagger = try Tagger(path: file)
  }

  /// Measures the sentences of a file, plain or `.gz`.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `FileError`, `LineError`, `TaggedTextError`; `CorpusError.nothingUsable`;
  ///   `CancellationError`.
  public func evaluate(
    _ path: String, threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    let sentences = try TaggedReader(path: path).readAll()
    guard !sentences.isEmpty else { throw CorpusError.noLines([path]) }
    let units = try sentences.map { try TaggedUnits($0, tagger.shape, path: path) }
    let start = MonotonicClock.seconds()
    let found = try tagger.network.tags(
      of: units.map(\.forms), threads: threads ?? defaultThreadCount(), isCancelled: isCancelled)
    let seconds = MonotonicClock.seconds() - start
    let report = report(sentences, units, found)
    let known = Set(tagger.tagNames)
    let unseen = units.reduce(0) { count, units in
      count + units.tags.count { !known.contains($0) }
    }
    let segmentation = tagger.unit == .characters ? segmentation(sentences, found) : nil
    var evaluation = Evaluation(
      name: "\(file), \(tagger.language)",
      scores: (segmentation?.scores ?? []) + report.scores(unseen: unseen))
    evaluation.language = tagger.language
    evaluation.tables = report.tables
    evaluation.sentencesPerSecond = Double(sentences.count) / max(seconds, 1e-9)
    evaluation.files = [
      try EvaluationRequest().file(.model, file, count: nil),
      try EvaluationRequest().file(.text, path, count: sentences.count),
    ]
    evaluation.addCurve(beside: file)
    return evaluation
  }

  /// Spans of characters are words, which have measures of their own; those with tags are spans of a kind.
  private func report(
    _ sentences: [TaggedSentence], _ units: [TaggedUnits], _ found: [[String]]
  ) -> TagReport {
    let isOfWords = tagger.unit == .words
    var report = TagReport(
      marksSpans: tagger.tagsWords && TagSpan.areMarks(tagger.network.texts.tagNames),
      units: isOfWords ? "words" : "characters")
    for (index, units) in units.enumerated() {
      // Characters are known or not as parts of words, which have a recall of their own.
      let known = isOfWords ? sentences[index].words.map(tagger.network.texts.knows) : nil
      report.add(gold: units.tags, predicted: found[index], isKnown: known)
    }
    return report
  }

  private func segmentation(
    _ sentences: [TaggedSentence], _ found: [[String]]
  ) -> SegmentationReport {
    var report = SegmentationReport()
    for (sentence, places) in zip(sentences, found) {
      let words = sentence.words
      let characters = words.flatMap { $0.map(String.init) }
      report.add(
        gold: words, predicted: WordPlace.words(characters, places).map(\.text),
        isKnown: words.map(tagger.network.texts.knows))
    }
    return report
  }
}
