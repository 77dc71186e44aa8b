import S2SCorpora
import S2SMetrics
import S2SSearch
import S2SText

extension ModelFit {
  /// Averages over sentences.
  init(_ fits: [TargetFit]) {
    let tokenCount = fits.reduce(0) { $0 + $1.tokenCount }
    let count = Double(max(1, tokenCount))
    self.init(
      loss: fits.reduce(0) { $0 + $1.negativeLogLikelihood } / count,
      tokenAccuracy: Double(fits.reduce(0) { $0 + $1.correctCount }) / count,
      sentenceAccuracy:
        Double(fits.count { $0.correctCount == $0.tokenCount }) / Double(max(1, fits.count)),
      tokenCount: tokenCount)
  }
}

extension Translator {
  /// Measures the model on pairs; those with an empty side are left out.
  ///
  /// The first model of an ensemble is measured.
  ///
  /// - Parameter isCancelled: as of `translate`.
  /// - Throws: `CancellationError`.
  /// - Complexity: linear in the tokens; nothing is searched.
  public func fit(
    _ pairs: ParallelCorpus, isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> ModelFit {
    let encoder = PairEncoder(source: bundles[0].sourceText, target: bundles[0].targetText)
    let encoded = zip(pairs.sources, pairs.targets).map(encoder.encode)
      .filter { !$0.source.isEmpty && !$0.target.isEmpty }
      .sorted { ($0.target.count, $0.source.count) < ($1.target.count, $1.source.count) }
    let size = options.batchSentences
    let starts = Array(stride(from: 0, to: encoded.count, by: size))
    let fits = try workers.map(starts.count, isCancelled: isCancelled, with: {}) { index, _ in
      let batch = encoded[starts[index]..<min(encoded.count, starts[index] + size)]
      return TargetScorer()
        .fit(batch.map(\.target), of: batch.map(\.source), with: decoders[0])
    }
    // In one order for any number of threads, so that sums round alike.
    return ModelFit(Array(fits.joined()))
  }
}
