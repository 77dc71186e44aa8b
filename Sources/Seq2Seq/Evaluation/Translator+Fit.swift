import S2SCorpora
import S2SMetrics
import S2SSearch
import S2SText

extension ModelFit.Sentence {
  /// What the scorer found.
  init(_ fit: TargetFit) {
    self.init(
      negativeLogLikelihood: fit.negativeLogLikelihood, tokenCount: fit.tokenCount,
      correctCount: fit.correctCount)
  }
}

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
    let order = encoded.indices
      .filter { !encoded[$0].source.isEmpty && !encoded[$0].target.isEmpty }
      .sorted { a, b in
        (encoded[a].target.count, encoded[a].source.count, a)
          < (encoded[b].target.count, encoded[b].source.count, b)
      }
    let size = options.batchSentences
    let starts = Array(stride(from: 0, to: order.count, by: size))
    let fits = try workers.map(
      starts.count, isCancelled: isCancelled, with: {},
      progress: { report(.measured($0, of: starts.count)) }
    ) { index, _ in
      let batch = order[starts[index]..<min(order.count, starts[index] + size)]
      return TargetScorer().fit(
        batch.map { encoded[$0].target }, of: batch.map { encoded[$0].source }, with: decoder)
    }
    var sentences = [ModelFit.Sentence](repeating: .init(), count: encoded.count)
    for (place, fit) in zip(order, fits.joined()) { sentences[place] = .init(fit) }
    return ModelFit(sentences)
  }
}
