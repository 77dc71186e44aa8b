import S2SRandom

extension EncodedCorpus {
  /// Encodes at most `size` pairs of a corpus, all of them or drawn at random, in its order and
  /// without holding their text; pairs that are empty or too long on a side are left out.
  ///
  /// - Parameter copies: what makes copies of pairs, which are numbered within the sample.
  /// - Throws: as `CleanCorpus.forEach`.
  public init(
    sampleOf corpus: CleanCorpus, size: Int, limits: Limits, threads: Int,
    encoder: EncoderFactory, copies: CopyFactory? = nil
  ) throws {
    var generator = SeededGenerator(seed: 0)
    var (left, wanted) = (corpus.count, size)
    var sample = EncodedCorpus()
    // As `CleanCorpus.sample` draws.
    func isDrawn() -> Bool {
      let isDrawn = generator.below(left) < wanted
      left -= 1
      if isDrawn { wanted -= 1 }
      return isDrawn
    }
    try corpus.forEachBlock(where: isDrawn) { first, block in
      sample.append(
        EncodedCorpus(
          block, from: first, limits: limits, threads: threads, encoder: encoder, copies: copies))
    }
    self = sample
  }
}

extension CleanCorpus {
  /// The pairs that are handed out together.
  private static let blockSize = 1 << 15

  /// Reads the kept pairs that are taken, in their order, some thousands at a time.
  ///
  /// - Parameter body: takes pairs, and the number of the first of them among all that are taken.
  /// - Throws: as `forEach`.
  func forEachBlock(
    where isTaken: () -> Bool = { true },
    _ body: (_ first: Int, _ block: ParallelCorpus) throws -> Void
  ) throws {
    var (first, block) = (0, ParallelCorpus(pairs: []))
    try forEach { source, target in
      guard isTaken() else { return }
      block.append(source, target)
      guard block.count == Self.blockSize else { return }
      try body(first, block)
      (first, block) = (first + block.count, ParallelCorpus(pairs: []))
    }
    try body(first, block)
  }
}
