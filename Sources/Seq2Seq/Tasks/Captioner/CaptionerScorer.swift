import S2SMetrics
import S2SModels
import S2SSearch
import S2STensors
import S2STraining

/// BLEU and CIDEr-D of greedy captions of held-out pictures, while a model trains.
struct CaptionerScorer: TaskScorer {
  let pictures: CaptionedPictures
  let model: CaptioningModel
  let texts: Texts
  let threads: Int

  func scores() throws -> [Score] {
    let captions = try captions(of: pictures)
    let options = MetricOptions(language: texts.text.locale)
    func score(_ metric: any Metric) throws -> Double {
      try metric.scores(hypotheses: captions, references: pictures.references).first?.score ?? 0
    }
    return [
      Score(TranslationTask.bleu, try score(BLEU(options.bleu))),
      Score(CaptionerTask.cider, try score(CIDEr(options.cider))),
    ]
  }

  /// The pictures that a rehearsal captions at most.
  private static let rehearsedPictures = 64

  func rehearse() throws -> Double {
    let part = pictures.selecting(
      Array(pictures.rows.indices).evenly(Self.rehearsedPictures * threads))
    let start = MonotonicClock.seconds()
    _ = try captions(of: part)
    return (MonotonicClock.seconds() - start) * Double(pictures.rows.count)
      / Double(part.rows.count)
  }

  private func captions(of pictures: CaptionedPictures) throws -> [String] {
    var search = Captioner.usualSearch
    search.beamSize = 1
    return try Captioner(model, texts).captions(
      of: pictures.usedFeatures(), search: search, threads: threads, isCancelled: { false }
    ).map { $0.first?.text ?? "" }
  }
}

extension CaptionedPictures {
  /// The vectors of the pictures with captions.
  ///
  /// - Throws: `FeatureError`.
  func usedFeatures() throws -> FeatureRows {
    try FeatureRows(rows.flatMap { features[$0] }, width: features.width, name: features.name)
  }
}
