import S2SCorpora
import S2SMetrics
import S2SModels
import S2STensors

extension Captioner {
  /// Captions a test set and scores the result.
  ///
  /// - Throws: `CaptionError`, `FeatureError`, `OriginError`, `MetricError`; what reading files throws;
  ///   `CancellationError`.
  func evaluate(_ request: ModelEvaluation) throws -> Evaluation {
    let files = try testFiles(request.corpus)
    let pictures = try CaptionedPictures(files)
    try pictures.features.check(width: featureWidth)
    let sides = try request.request.sideFiles(language: language)
    try sides.check(sentences: pictures.rows.count, of: files.captions[0])
    var search = request.translation.search
    search.extraLength = Self.usualSearch.extraLength
    let captions = try captions(
      of: pictures.usedFeatures(), search: search, threads: request.translation.threads)
    var subject = EvaluationSubject(
      "\(file), \(language)", hypotheses: captions.map { $0.first?.text ?? "" },
      references: pictures.references)
    subject.language = language
    var evaluation = try request.request.evaluate(subject, sides)
    evaluation.files =
      try [request.request.file(.model, file, count: nil)]
      + [request.request.file(.sources, files.features, count: pictures.features.count)]
      + files.captions.map {
        try request.request.file(.references, $0, count: pictures.features.count)
      } + request.request.files(of: sides)
    if request.request.details.contains(.history) { evaluation.addCurve(beside: file) }
    return evaluation
  }

  /// The named captions, else those of the directory that was named, else the test set beside the
  /// pictures that the model was made from.
  private func testFiles(_ selection: CorpusSelection) throws -> CaptionFiles {
    if let test = selection.test { return try CaptionFiles(captions: test) }
    let corpus: CaptionerCorpus
    if let directory = selection.directory {
      corpus = CaptionerCorpus(directory: directory, target: language)
    } else {
      corpus = try KnownCorpus<CaptionerCorpus>(ofModel: file, facts).testing()
    }
    guard let found = try corpus.pictures(.test) else {
      throw CaptionError.noCaptions(
        .test, directory: corpus.directory ?? "", language: language)
    }
    return found
  }
}
