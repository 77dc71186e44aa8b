import S2SSearch
import Synchronization

/// From pieces to hypotheses.
extension Translator {
  /// The hypotheses of each piece of each line, the best one first.
  ///
  /// Pieces are sorted by length, so that a batch wastes little, and put back in order.
  ///
  /// - Throws: `CancellationError`.
  func search(
    _ lines: [SourceLine], isCancelled: @Sendable () -> Bool,
    progress: @Sendable (Double) -> Void = { _ in }
  ) throws -> [[[Hypothesis]]] {
    let pieces = lines.flatMap(\.pieces)
    let order = pieces.indices.sorted {
      (pieces[$0].tokens.count, $0) < (pieces[$1].tokens.count, $1)
    }
    let found = try searchBatches(
      of: order.map { pieces[$0] }, isCancelled: isCancelled, progress: progress)
    var hypotheses = [[Hypothesis]](repeating: [], count: pieces.count)
    for (position, index) in order.enumerated() { hypotheses[index] = found[position] }
    var next = 0
    return lines.map { line in
      defer { next += line.pieces.count }
      return Array(hypotheses[next..<next + line.pieces.count])
    }
  }

  /// Searches batch by batch, workers side by side.
  ///
  /// - Parameters:
  ///   - sources: sorted by length.
  ///   - isCancelled: asked by every worker before each batch. The caller's thread is a worker, so
  ///     it may ask about the caller's task; one `true` stops all.
  ///   - progress: called by every worker after each batch, with the fraction that is done.
  /// - Throws: `CancellationError`; `TranslationError.searchTooLarge`.
  private func searchBatches(
    of sources: [SourcePiece], isCancelled: @Sendable () -> Bool,
    progress: @Sendable (Double) -> Void
  ) throws -> [[Hypothesis]] {
    guard let longest = sources.last?.tokens.count else { return [] }
    let share = try memory.share(workers: workers.count, longest: longest)
    let batches = batches(of: sources, within: share.bytes)
    let results = Mutex<[Int: [[Hypothesis]]]>([:])
    let next = Atomic<Int>(0)
    let finished = Atomic<Int>(0)
    let isStopped = Atomic<Bool>(false)
    workers.run { worker in
      while worker < share.workers {
        if isCancelled() { isStopped.store(true, ordering: .relaxed) }
        if isStopped.load(ordering: .relaxed) { return }
        // The longest first, so that no worker ends long after the others.
        let taken = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard taken < batches.count else { return }
        let index = batches.count - 1 - taken
        let pieces = Array(sources[batches[index]])
        let found = attending(searchBatch(pieces), of: pieces)
        results.withLock { $0[index] = found }
        let count = finished.wrappingAdd(found.count, ordering: .relaxed).newValue
        progress(Double(count) / Double(sources.count))
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw CancellationError() }
    return results.withLock { results in batches.indices.flatMap { results[$0] ?? [] } }
  }

  /// The most source tokens of a batch, unless one piece has more: what encoding keeps grows with
  /// them.
  private static let batchTokens = 640

  /// The fewest sentences of a batch that are divided among workers: fewer take hardly less time.
  private static let fewestSentences = 4

  /// Cuts sorted pieces into batches that need at most some bytes each.
  private func batches(of sources: [SourcePiece], within bytes: Int) -> [Range<Int>] {
    // Few pieces are divided evenly, so that no worker waits for another one's full batch.
    let share = (sources.count + workers.count - 1) / workers.count
    let most = min(options.batchSentences, max(share, Self.fewestSentences))
    var batches: [Range<Int>] = []
    var (first, tokens) = (0, 0)
    for (index, piece) in sources.enumerated() {
      let (count, all) = (index - first, tokens + piece.tokens.count)
      let isFull =
        count == most || all > Self.batchTokens
        || memory.bytes(sentences: count + 1, sourceTokens: all, longest: piece.tokens.count)
          > bytes
      if isFull && count > 0 {
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
