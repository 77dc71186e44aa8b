import S2SSearch
import Synchronization

/// From pieces to hypotheses.
extension Translator {
  /// The hypotheses of pieces, the best one first.
  ///
  /// Pieces are sorted by length, so that a batch wastes little, and put back in order.
  ///
  /// - Throws: `CancellationError`.
  func search(
    _ pieces: [SourcePiece], isCancelled: @Sendable () -> Bool
  ) throws -> [[Hypothesis]] {
    let order = pieces.indices.sorted {
      (pieces[$0].tokens.count, $0) < (pieces[$1].tokens.count, $1)
    }
    let found = try searchBatches(of: order.map { pieces[$0] }, isCancelled: isCancelled)
    var hypotheses = [[Hypothesis]](repeating: [], count: pieces.count)
    for (position, index) in order.enumerated() { hypotheses[index] = found[position] }
    return hypotheses
  }

  /// Searches batch by batch, workers side by side.
  ///
  /// - Parameters:
  ///   - sources: sorted by length.
  ///   - isCancelled: asked by every worker before each batch. The caller's thread is a worker, so
  ///     it may ask about the caller's task; one `true` stops all.
  /// - Throws: `CancellationError`.
  private func searchBatches(
    of sources: [SourcePiece], isCancelled: @Sendable () -> Bool
  ) throws -> [[Hypothesis]] {
    let batches = batches(of: sources)
    let results = Mutex<[Int: [[Hypothesis]]]>([:])
    let next = Atomic<Int>(0)
    let isStopped = Atomic<Bool>(false)
    workers.run { _ in
      while true {
        if isCancelled() { isStopped.store(true, ordering: .relaxed) }
        if isStopped.load(ordering: .relaxed) { return }
        // The longest first, so that no worker ends long after the others.
        let taken = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard taken < batches.count else { return }
        let index = batches.count - 1 - taken
        let found = searchBatch(Array(sources[batches[index]]))
        results.withLock { $0[index] = found }
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw CancellationError() }
    return results.withLock { results in batches.indices.flatMap { results[$0] ?? [] } }
  }

  /// The most source tokens of a batch, unless one piece has more: what encoding keeps grows with
  /// them.
  private static let batchTokens = 640

  /// Cuts sorted pieces into batches.
  private func batches(of sources: [SourcePiece]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (first, tokens) = (0, 0)
    for (index, piece) in sources.enumerated() {
      let isFull = index - first == options.batchSentences
      if isFull || (index > first && tokens + piece.tokens.count > Self.batchTokens) {
        batches.append(first..<index)
        (first, tokens) = (index, 0)
      }
      tokens += piece.tokens.count
    }
    return first < sources.count ? batches + [first..<sources.count] : batches
  }

  /// Searches a batch, and once more where the best translation lacks a placeholder of its source:
  /// then the whole beam is looked at, and those that lack fewest come first.
  ///
  /// Samples stay as they were drawn.
  private func searchBatch(_ pieces: [SourcePiece]) -> [[Hypothesis]] {
    var found = hypotheses(of: pieces, options.search)
    let lacking = pieces.indices.filter { index in
      found[index].first.map { lostPlaceholders($0, of: pieces[index]) != 0 } == true
    }
    guard !lacking.isEmpty, options.search.beamSize > 1, options.search.sampling == nil
    else { return found }
    var wide = options.search
    wide.nbest = wide.beamSize
    wide.keepsEqualTexts = true
    for (index, all) in zip(lacking, hypotheses(of: lacking.map { pieces[$0] }, wide)) {
      let ranked = all.enumerated().map { rank, hypothesis in
        // What did not end is worth less than what did.
        let lost = lostPlaceholders(hypothesis, of: pieces[index])
        return (key: (hypothesis.isComplete ? 0 : 1, lost, rank), hypothesis: hypothesis)
      }
      found[index] = ranked.sorted { $0.key < $1.key }.prefix(options.search.nbest)
        .map(\.hypothesis)
    }
    return found
  }

  /// The best translations of each piece, by the ensemble or the only model.
  private func hypotheses(of pieces: [SourcePiece], _ options: SearchOptions) -> [[Hypothesis]] {
    if let ensemble { return decode(pieces, options, with: ensemble) }
    return decode(pieces, options, with: decoders[0])
  }

  private func decode(
    _ pieces: [SourcePiece], _ options: SearchOptions, with decoder: some StepDecoder
  ) -> [[Hypothesis]] {
    let sources = pieces.map(\.tokens)
    let demands = pieces.map(\.demands)
    return options.sampling == nil
      ? BeamSearch(options, text: words.rules).search(sources, demands: demands, with: decoder)
      : Sampling(options, text: words.rules).search(sources, demands: demands, with: decoder)
  }
}
