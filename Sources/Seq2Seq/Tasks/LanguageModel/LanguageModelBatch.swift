import S2SRandom

/// What a language model learns from at once: lines, or a window of a stream.
enum LanguageModelBatch: TaskBatch {
  /// Lines, each on its own.
  case lines(ExampleBatch)
  /// Parts of a stream, which go on where the window before ended.
  case window(StreamWindow)

  var tokenCount: Int {
    switch self {
    case .lines(let lines): lines.tokenCount
    case .window(let window): window.count
    }
  }

  /// The tokens that are predicted, end marks included.
  var targetTokenCount: Int {
    switch self {
    case .lines(let lines): lines.targetTokenCount
    case .window(let window): window.count
    }
  }

  /// The tokens of lines that are computed at once; a larger part takes several passes.
  static let linePassTokens = 640
  /// The tokens of a window that are computed at once: its lanes are equally long, and more of them
  /// make the products of a step faster.
  static let windowPassTokens = 1_280

  /// The parts that are computed one after the other.
  var passes: [LanguageModelBatch] {
    let most =
      switch self {
      case .lines: Self.linePassTokens
      case .window: Self.windowPassTokens
      }
    return dealt(to: (tokenCount + most - 1) / most)
  }

  /// Parts that are about equal in work; a lane of a stream stays whole.
  func dealt(to count: Int) -> [LanguageModelBatch] {
    switch self {
    case .lines(let lines): lines.dealt(to: count).map { .lines($0) }
    case .window(let window): window.dealt(to: count).map { .window($0) }
    }
  }
}

/// Lines as examples of a language model.
struct EncodedLines: BatchSource {
  let examples: EncodedExamples

  var count: Int { examples.count }
  var tokensPerEpoch: Int { examples.tokensPerEpoch }
  var partCount: Int { examples.partCount }

  func batches(ofEpoch epoch: Int, part: Int) -> [LanguageModelBatch] {
    examples.batches(ofEpoch: epoch, part: part).map { .lines($0) }
  }
}

/// A stream as examples of a language model: every epoch reads all of it from the beginning.
///
/// The first window of an epoch is shorter by a number drawn from the seed and the epoch, so that the
/// places where gradients end differ from epoch to epoch.
struct StreamedText: BatchSource {
  let stream: TokenStream
  /// The lines that the stream was made from.
  let count: Int
  let laneCount: Int
  let windowSize: Int
  let seed: UInt64

  var tokensPerEpoch: Int { stream.count }
  var partCount: Int { 1 }

  func batches(ofEpoch epoch: Int, part: Int) -> [LanguageModelBatch] {
    var generator = SeededGenerator(seed: seed, UInt64(epoch))
    let first = 1 + generator.below(windowSize)
    return StreamWindow(
      stream: stream, firstLane: 0, parts: stream.lanes(laneCount), begins: true
    ).cut(to: windowSize, first: first).map { .window($0) }
  }
}
