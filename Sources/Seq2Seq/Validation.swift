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
      corpus, limits: options.limits(max(500, options.maximumLength)), threads: threads,
      source: sourceText, target: targetText)
    guard encoded.count > 0 else { throw CorpusError.noValidationPair }
    task = TranslationTask(model: model, labelSmoothing: 0)
    // Small enough to take no more memory than a step of training does.
    batches = BatchSchedule(.tokens(TranslationTask.passTokens / 2), seed: 0)
      .sortedBatches(of: encoded)
      .map { TranslationBatch(corpus: encoded, positions: $0) }
  }

  /// The loss, and BLEU of greedy translations where BLEU decides.
  func measure(_ training: DataParallel<TranslationTask>) throws -> ValidationResult {
    let start = MonotonicClock.seconds()
    var result = ValidationResult(
      loss: training.loss(batches, of: task).mean)
    if metric == .bleu {
      let hypotheses = try translations(of: corpus.sources).map(\.text)
      result.bleu = try BLEU().score(
        hypotheses: hypotheses, references: [corpus.targets]
      ).score
    }
    expectedSeconds = MonotonicClock.seconds() - start
    return result
  }

  private func translations(of sources: [String]) throws -> [Translation] {
    let bundle = TranslationBundle(
      source: sourceText.locale, target: targetText.locale, model: model,
      sourceText: sourceText, targetText: targetText)
    var options = TranslationOptions()
    options.search.beamSize = 1
    options.threads = threads
    return try Translator([bundle], options: options).translate(sources)
  }
}

/// Before a run.
extension Validation {
  /// What a rehearsal computes at most: batches, and sentences a thread.
  private static let (rehearsedBatches, rehearsedSentences) = (24, 64)

  /// Measures a part and tells how many seconds all of it will take.
  func rehearse(_ training: DataParallel<TranslationTask>) throws -> Double {
    // From short to long, as all of them would be, so that memory grows as it would; the longest
    // sentences take the most.
    let part = Self.evenly(batches.reversed(), Self.rehearsedBatches).reversed() as Array
    let start = MonotonicClock.seconds()
    _ = training.loss(part, of: task)
    let seconds = MonotonicClock.seconds() - start
    let share = Double(tokenCount(part)) / Double(max(1, tokenCount(batches)))
    return seconds / share + (metric == .bleu ? try rehearseTranslation() : 0)
  }

  /// A model that has learned little does not end its sentences, so the time goes by the tokens
  /// that it makes, and those of the references.
  private func rehearseTranslation() throws -> Double {
    let start = MonotonicClock.seconds()
    let translations = try translations(
      of: Self.evenly(corpus.sources, Self.rehearsedSentences * threads))
    let seconds = MonotonicClock.seconds() - start
    let made = translations.reduce(0) { $0 + ($1.alternatives.first?.tokens.count ?? 0) + 1 }
    let wanted = batches.reduce(0) { $0 + task.tokenCount(of: $1) }
    return seconds / Double(made) * Double(wanted)
  }

  private func tokenCount(_ batches: [TranslationBatch]) -> Int {
    batches.reduce(0) { $0 + $1.tokenCount }
  }

  /// At most so many elements, the first among them, at equal distances.
  private static func evenly<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    let distance = max(1, (elements.count + count - 1) / count)
    return stride(from: 0, to: elements.count, by: distance).map { elements[$0] }
  }
}
