import S2SCorpora
import S2SMetrics
import S2SModels
import S2SSearch
import S2SText
import S2STensors
import S2STraining

/// Measures a model on held-out pairs while it trains.
final class Validation {
  private let corpus: ParallelCorpus
  private let model: TranslationModel
  private let sourceText: TextPipeline
  private let targetText: TextPipeline
  private let metric: EarlyStopping.Metric
  private let threads: Int
  private let task: TranslationTask
  private let batches: [TranslationBatch]
  /// The seconds that the next measurement will take, as far as is known.
  private(set) var expectedSeconds = 1.0

  /// Encodes the pairs.
  ///
  /// - Throws: `CorpusError` when all of them are too long.
  init(
    _ corpus: ParallelCorpus, model: TranslationModel, sourceText: TextPipeline,
    targetText: TextPipeline, options: TrainingOptions, threads: Int
  ) throws {
    self.corpus = corpus
    self.model = model
    self.sourceText = sourceText
    self.targetText = targetText
    self.threads = threads
    metric = options.metric
    let encoded = EncodedCorpus(
      corpus, maximumLength: max(500, options.maximumLength), threads: threads,
      source: sourceText, target: targetText)
    guard encoded.count > 0 else {
      throw CorpusError(.empty, "no validation pair can be used; all have an empty side.")
    }
    task = TranslationTask(model: model, labelSmoothing: 0)
    batches = BatchSchedule(.tokens(2_048), seed: 0).sortedBatches(of: encoded)
      .map { TranslationBatch(corpus: encoded, positions: $0) }
  }

  /// The loss, and BLEU of greedy translations where BLEU decides.
  func measure(_ training: DataParallel<TranslationTask>) throws -> ValidationResult {
    let start = MonotonicClock.seconds()
    var result = ValidationResult(
      loss: training.loss(batches, of: task).mean)
    if metric == .bleu { result.bleu = try bleu() }
    expectedSeconds = MonotonicClock.seconds() - start
    return result
  }

  private func bleu() throws -> Double {
    let bundle = TranslationBundle(
      source: sourceText.locale, target: targetText.locale, model: model,
      sourceText: sourceText, targetText: targetText)
    var options = TranslationOptions()
    options.search.beamSize = 1
    options.threads = threads
    let translator = try Translator([bundle], options: options)
    let hypotheses = translator.translate(corpus.sources).map(\.text)
    return try BLEU().score(hypotheses: hypotheses, references: [corpus.targets]).score
  }
}
