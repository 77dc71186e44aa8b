import S2SModels
import S2SSearch
import S2STensors
import S2SText

/// Scores given translations by forcing the decoder along them.
///
/// A pair is taken whole, as in training: it is not split into sentences.
struct TranslationScoring: TextScoring {
  let needsSource = true
  private let bundle: TranslationBundle
  private let decoder: TranslationDecoder
  private let options: ScoringOptions
  private let workers: Workers
  /// The most subwords per side that the model learned from, where it says so.
  private let longest: Int

  /// The most source tokens of a batch, unless one pair has more.
  private static let batchTokens = 640

  /// Loads the model in a file.
  ///
  /// - Throws: as `TranslationBundle`; `ModelError`, `OptionError` when its facts are damaged.
  init(_ file: String, _ options: ScoringOptions) throws {
    bundle = try TranslationBundle(path: file)
    try SearchMemory.check([bundle])
    decoder = TranslationDecoder(model: bundle.model)
    let learned: TranslatorOptions? = try TrainingFacts(bundle.facts).options()
    longest = learned?.learning.maximumLength ?? .max
    self.options = options
    workers = Workers(count: options.threads ?? defaultThreadCount())
  }

  /// A pair in tokens, and its place.
  private struct Encoded {
    let index: Int
    let source: [Int32]
    let target: [Int32]
  }

  func score(
    _ pairs: [TextPair], isCancelled: @Sendable () -> Bool, progress: @Sendable (Double) -> Void
  ) throws -> [TextScore] {
    let encoder = PairEncoder(source: bundle.sourceText, target: bundle.targetText)
    var encoded: [Encoded] = []
    var scores = pairs.map { TextScore(ofEmptySource: $0.text) }
    for (index, pair) in pairs.enumerated() where !pair.source.isBlank {
      let (source, target) = encoder.encode(pair.source, pair.text)
      if !source.isEmpty { encoded.append(Encoded(index: index, source: source, target: target)) }
    }
    try checkMemory(encoded)
    encoded.sort { ($0.target.count, $0.source.count) < ($1.target.count, $1.source.count) }
    let (sorted, batches) = (encoded, batches(of: encoded))
    let found = try workers.map(
      batches.count, isCancelled: isCancelled, with: {},
      progress: { progress(Double($0) / Double(batches.count)) }
    ) { index, _ in score(sorted[batches[index]]) }
    for (pair, score) in zip(sorted, found.joined()) { scores[pair.index] = score }
    return scores
  }

  private func score(_ batch: ArraySlice<Encoded>) -> [TextScore] {
    let found = TargetScorer(options.normalization)
      .score(batch.map(\.target), of: batch.map(\.source), with: decoder)
    return zip(batch, found).map { pair, hypothesis in
      TextScore(
        tokens: bundle.targetText.pieces(pair.target + [TranslationModel.eos]),
        tokenLogProbabilities: hypothesis.tokenLogProbabilities,
        logProbability: hypothesis.logProbability, normalization: options.normalization,
        isLong: max(pair.source.count, pair.target.count) > longest)
    }
  }

  /// Cuts sorted pairs into batches.
  private func batches(of pairs: [Encoded]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (first, tokens) = (0, 0)
    for (index, pair) in pairs.enumerated() {
      let isFull =
        index - first == options.batchSentences || tokens + pair.source.count > Self.batchTokens
      if isFull && index > first {
        batches.append(first..<index)
        (first, tokens) = (index, 0)
      }
      tokens += pair.source.count
    }
    return first < pairs.count ? batches + [first..<pairs.count] : batches
  }

  /// Refuses a pair that has no room, before it is asked for.
  private func checkMemory(_ pairs: [Encoded]) throws {
    guard let longest = pairs.map(\.source.count).max() else { return }
    let bytes = DecodingMemory(bundle.configuration)
      .bytes(rows: 1, sourceTokens: longest, longest: longest)
    let left = AvailableMemory.left / 4 * 3
    guard bytes <= left else {
      throw TranslationError.pairTooLarge(sourceTokens: longest, bytes: bytes, left: left)
    }
  }
}

extension TranslationTask {
  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    try TranslationScoring(modelFile, options)
  }
}
