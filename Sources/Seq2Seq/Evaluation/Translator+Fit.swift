import S2SCorpora
import S2SMetrics
import S2SSearch
import S2SText

extension Translator {
  /// Measures the model, or the ensemble, on pairs; no shortlist takes words away from it.
  ///
  /// Pairs with an empty side are not measured and have no subwords.
  ///
  /// - Parameters:
  ///   - isCancelled: as of `translate`.
  ///   - report: is called after each batch.
  /// - Throws: `CancellationError`.
  /// - Complexity: linear in the tokens; nothing is searched.
  public func fit(
    _ pairs: ParallelCorpus, isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    report: @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> ModelFit {
    let full =
      options.usesShortlist
      ? bundles.map { TranslationDecoder(model: $0.model) } : decoders
    return full.count > 1
      ? try fit(pairs, with: Ensemble(full), isCancelled: isCancelled, report: report)
      : try fit(pairs, with: full[0], isCancelled: isCancelled, report: report)
  }

  private func fit<Decoder: StepDecoder & Sendable>(
    _ pairs: ParallelCorpus, with decoder: Decoder, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> ModelFit {
    let encoder = PairEncoder(source: bundles[0].sourceText, target: bundles[0].targetText)
    let encoded = zip(pairs.sources, pairs.targets).map(encoder.encode)
    return try FitMeasurement(
      decoder: decoder, batchSize: options.batchSentences, workers: workers
    ).fit(
      encoded.map(\.target), of: encoded.map(\.source), isCancelled: isCancelled, report: report)
  }
}
