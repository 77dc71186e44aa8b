import S2SCorpora
import S2SMetrics
import S2SSearch
import S2SText
import Synchronization

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
    let results = Mutex<[Int: [TargetFit]]>([:])
    let isStopped = Atomic<Bool>(false)
    workers.run { worker in
      for index in stride(from: worker, to: starts.count, by: workers.count) {
        if isCancelled() { isStopped.store(true, ordering: .relaxed) }
        if isStopped.load(ordering: .relaxed) { return }
        let batch = encoded[starts[index]..<min(encoded.count, starts[index] + size)]
        let fits = TargetScorer()
          .fit(batch.map(\.target), of: batch.map(\.source), with: decoders[0])
        results.withLock { $0[index] = fits }
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw CancellationError() }
    // In one order for any number of threads, so that sums round alike.
    return ModelFit(results.withLock { results in starts.indices.flatMap { results[$0] ?? [] } })
  }
}
