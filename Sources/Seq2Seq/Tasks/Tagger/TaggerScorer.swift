import S2SCorpora
import S2SMetrics
import S2SModels
import S2STensors
import S2STraining

/// The accuracy of tags of held-out sentences, and F1 of what they mark, while a model trains.
struct TaggerScorer: TaskScorer {
  let model: TaggingModel
  let valid: TaggerData.Part
  let texts: Texts
  let options: TaggerOptions
  let threads: Int

  func scores() throws -> [Score] { scores(of: try report(of: valid.units(options.shape))) }

  private func scores(of report: TagReport) -> [Score] {
    [(TaggerTask.accuracy, report.accuracy), (TaggerTask.f1, report.spans?.f1 ?? 0)]
      .map { Score($0, 100 * $1) }
  }

  /// The sentences that a rehearsal tags at most.
  private static let rehearsedSentences = 64

  func rehearse() throws -> Double {
    let units = try valid.units(options.shape)
    let part = units.evenly(Self.rehearsedSentences)
    let start = MonotonicClock.seconds()
    _ = try report(of: part)
    return (MonotonicClock.seconds() - start) * Double(units.count) / Double(max(1, part.count))
  }

  private func report(of units: [TaggedUnits]) throws -> TagReport {
    let texts = TaggerTexts(texts)
    let network = TaggerNetwork(model: model, texts: texts, packed: model.packedWeights())
    var report = TagReport(marksSpans: TagSpan.areMarks(texts.tagNames))
    // A run that is cancelled ends between two updates, where it can be saved.
    let found = try network.tags(of: units.map(\.forms), threads: threads, isCancelled: { false })
    for (units, tags) in zip(units, found) { report.add(gold: units.tags, predicted: tags) }
    return report
  }
}
