import S2SMetrics
import S2SModels
import S2SSearch
import S2SText
import S2STensors
import S2STraining

/// Writes captions of pictures from their vectors, by a trained model.
///
/// A caption does not depend on the pictures beside it or on the number of threads.
public struct Captioner: Sendable {
  /// The task's name in model files.
  package static let task = CaptionerTask.name
  /// The model's file; empty for a model that is in training.
  let file: String
  let text: TextPipeline
  /// Where the model was made from.
  let facts: [String: String]
  private let scale: FeatureScale
  let model: CaptioningModel
  private let resources: DecodingResources
  private let rules: TextRules

  /// The width of the vectors that it reads.
  public var featureWidth: Int { scale.width }
  /// The language of its captions.
  public var language: String { text.locale }

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  public init(path: String) throws {
    let file = try ModelDirectory.file(at: path)
    let reader = try SafetensorsReader(path: file)
    let header = try ModelHeader(reader)
    try header.check(task: CaptionerTask.name)
    let texts = try CaptionerTask.texts(of: header)
    let model = try CaptioningModel(
      header.shape(), featureWidth: texts.scale().width,
      vocabularySize: texts.text.vocabularySize
    ) { try NetworkStorage(reading: reader, $0) }
    try self.init(model, texts, file: file, facts: header.facts)
  }

  /// Uses a model as it is now.
  init(
    _ model: CaptioningModel, _ texts: Texts, file: String = "", facts: [String: String] = [:]
  ) throws {
    (self.model, self.file, self.facts) = (model, file, facts)
    text = texts.text
    scale = try texts.scale()
    resources = DecodingResources(model)
    let text = text
    rules = TextRules(
      TokenTexts((0..<TokenID(text.vocabularySize)).map { text.spelling(of: $0) }))
  }

  /// A caption of a picture.
  public struct Caption: Sendable, Equatable {
    /// The text.
    public let text: String
    /// The natural logarithm of its probability.
    public let logProbability: Double
    /// Its rank in the search.
    public let score: Double
  }

  /// The search unless another is given: beam 5, captions of at most 100 tokens.
  public static var usualSearch: SearchOptions { search(SearchOptions()) }

  /// A search with the usual limit of captions, 100 tokens, whatever that of its translations is.
  package static func search(_ options: SearchOptions) -> SearchOptions {
    var search = options
    search.extraLength = 100
    // A picture counts as a source of one token, so this adds none.
    search.maximumLengthRatio = 0.5
    return search
  }

  /// The pictures that a worker takes at once.
  private static let batchSize = 64

  /// The captions of each picture, the best one first: `search.nbest` of them at most.
  ///
  /// - Parameters:
  ///   - isCancelled: as of `Translator.translate`.
  ///   - report: is called after each batch.
  /// - Throws: `FeatureError.width`, `SearchError`, `CancellationError`.
  public func captions(
    of pictures: FeatureRows, search: SearchOptions = Self.usualSearch, threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    report: @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> [[Caption]] {
    try search.validate()
    let decoder = try decoder(pictures)
    let workers = Workers(count: threads ?? defaultThreadCount())
    let share = (pictures.count + workers.count - 1) / workers.count
    let size = max(1, min(Self.batchSize, share))
    let batches = (pictures.count + size - 1) / size
    return try workers.map(
      batches, isCancelled: isCancelled, with: { () },
      progress: { report(.measured($0, of: batches)) }
    ) { batch, _ in
      let rows = batch * size..<min(pictures.count, (batch + 1) * size)
      let sources = rows.map { [Int32($0)] }
      let found =
        search.sampling == nil
        ? BeamSearch(search, text: rules).search(sources, with: decoder)
        : Sampling(search, text: rules).search(sources, with: decoder)
      return found.map { $0.map(caption) }
    }.flatMap(\.self)
  }

  /// Measures the model on the first caption of each picture.
  ///
  /// - Throws: `FeatureError`, `CancellationError`.
  func fit(
    _ pictures: CaptionedPictures, threads: Int?, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> ModelFit {
    let encoder = text.makeEncoder()
    return try FitMeasurement(
      decoder: decoder(pictures.features), batchSize: Self.batchSize,
      workers: Workers(count: threads ?? defaultThreadCount())
    ).fit(
      pictures.captions.map { encoder.encode($0[0]) }, of: pictures.rows.map { [Int32($0)] },
      isCancelled: isCancelled, report: report)
  }

  /// The model with pictures to describe.
  ///
  /// - Throws: `FeatureError`: `width`, `notFinite`.
  func decoder(_ pictures: FeatureRows) throws -> CaptionDecoder {
    CaptionDecoder(
      model: model, resources: resources, features: try scale.normalized(pictures))
  }

  private func caption(_ hypothesis: Hypothesis) -> Caption {
    Caption(
      text: text.decode(hypothesis.tokens).onOneLine, logProbability: hypothesis.logProbability,
      score: hypothesis.score)
  }
}
