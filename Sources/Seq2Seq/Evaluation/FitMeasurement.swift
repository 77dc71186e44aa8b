import S2SMetrics
import S2SSearch
import S2STensors

/// Measures how well a decoder predicts targets of sources, in batches of about equal length.
struct FitMeasurement<Decoder: StepDecoder & Sendable>: Sendable {
  /// What predicts.
  let decoder: Decoder
  /// The targets that a worker takes at once.
  let batchSize: Int
  /// The threads.
  let workers: Workers

  /// Measures targets; one with an empty side is not measured and has no tokens.
  ///
  /// - Parameters:
  ///   - targets: token ids without marks; as many as sources.
  ///   - isCancelled: as of `Translator.translate`.
  ///   - report: is called after each batch.
  /// - Throws: `CancellationError`.
  /// - Complexity: linear in the tokens; nothing is searched.
  func fit(
    _ targets: [[Int32]], of sources: [[Int32]], isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> ModelFit {
    let order = targets.indices
      .filter { !sources[$0].isEmpty && !targets[$0].isEmpty }
      .sorted { a, b in
        (targets[a].count, sources[a].count, a) < (targets[b].count, sources[b].count, b)
      }
    let starts = Array(stride(from: 0, to: order.count, by: batchSize))
    let fits = try workers.map(
      starts.count, isCancelled: isCancelled, with: {},
      progress: { report(.measured($0, of: starts.count)) }
    ) { index, _ in
      let batch = order[starts[index]..<min(order.count, starts[index] + batchSize)]
      return TargetScorer().fit(
        batch.map { targets[$0] }, of: batch.map { sources[$0] }, with: decoder)
    }
    var sentences = [ModelFit.Sentence](repeating: .init(), count: targets.count)
    for (place, fit) in zip(order, fits.joined()) { sentences[place] = .init(fit) }
    return ModelFit(sentences)
  }
}

extension ModelFit.Sentence {
  /// What the scorer found.
  init(_ fit: TargetFit) {
    self.init(
      negativeLogLikelihood: fit.negativeLogLikelihood, tokenCount: fit.tokenCount,
      correctCount: fit.correctCount)
  }
}
