/// The live hypotheses of a batch, one row each, and the finished ones; all strategies share it.
///
/// The rows of a beam are neighbours, and so are the beams of a sentence; both keep their order.
/// Everything is allocated by the first steps and reused by the rest.
struct SearchBatch<Strategy: SearchStrategy> {
  private var strategy: Strategy
  private let options: SearchOptions
  private let vocabularySize: Int
  /// The texts of tokens, where translations of equal text count once.
  private let texts: TextRules?
  private let demands: [SentenceDemands]
  private var coverage: CoveragePenalty?
  private var beams: [SentenceBeam]
  /// The beams that have rows, in their order.
  private var active: [Int]
  private var rows = SearchRows()
  private var nextRows = SearchRows()
  private var tree = HypothesisTree()
  private var top: TopTokens
  private var rules: TokenRules
  /// What looks on; `nil` in most searches.
  private var trace: SearchTrace?
  /// The steps so far, which is the length of every live hypothesis.
  private var length = 0

  /// One row a beam, about to read the start mark.
  init(
    _ task: SearchTask, vocabularySize: Int, options: SearchOptions, _ strategy: Strategy
  ) {
    self.strategy = strategy
    trace = task.trace
    self.options = options
    self.vocabularySize = vocabularySize
    demands = task.demands
    texts = options.nbest > 1 && !options.keepsEqualTexts ? task.text : nil
    rules = TokenRules(options: options, demands: task.demands, text: task.text)
    let count = strategy.beamsPerSentence
    beams = task.sources.indices.flatMap { sentence in
      let beam = SentenceBeam(
        places: strategy.beamSize, wanted: strategy.wanted,
        maximumLength: task.maximumLength(of: sentence, options), options: options)
      return [SentenceBeam](repeating: beam, count: count)
    }
    if options.coverageWeight > 0 {
      coverage = CoveragePenalty(
        weight: options.coverageWeight, sourceLengths: task.sources.map(\.count),
        beamsPerSentence: count)
    }
    active = Array(beams.indices)
    top = TopTokens(limit: strategy.beamSize)
    for beam in active {
      rows.append(
        token: SpecialToken.start, parent: beam / count, past: HypothesisTree.root,
        logProbability: 0)
    }
    isUnmoved = count == 1
  }

  /// The token that each row reads next.
  var tokens: [Int32] { rows.tokens }
  /// The rows, before the last step, that the rows came from; at first the sentences.
  var parents: [Int] { rows.parents }
  /// Whether each row of the last step has one child, in the same order.
  private(set) var isUnmoved: Bool

  /// Takes a step: continuations of each beam's rows become its rows.
  ///
  /// - Parameter logits: `[rows, V]` at the front, of the tokens that may follow each row.
  mutating func advance(_ logits: UnsafeBufferPointer<Float>) {
    length += 1
    nextRows.removeAll()
    var first = 0
    for beam in active {
      let own = first..<first + beams[beam].liveCount
      first = own.upperBound
      choose(logits, rows: own, of: beam)
      take(beam)
      trace?.leave(step(logits, rows: own, of: beam), &rules, chosen: top.candidates)
    }
    isUnmoved = nextRows.parents.elementsEqual(0..<first)
    if !isUnmoved { coverage?.select(nextRows.parents) }
    swap(&rows, &nextRows)
    active.removeAll { beams[$0].liveCount == 0 }
  }

  /// The translations of each sentence, the best one first, at least one per sentence.
  var results: [[Hypothesis]] {
    stride(from: 0, to: beams.count, by: strategy.beamsPerSentence).map { first in
      let found = strategy.merge(beams[first..<first + strategy.beamsPerSentence], in: tree)
      return found.isEmpty ? [.none] : found
    }
  }

  /// Lets the strategy choose among the continuations of a beam's rows.
  private mutating func choose(
    _ logits: UnsafeBufferPointer<Float>, rows own: Range<Int>, of beam: Int
  ) {
    let step = step(logits, rows: own, of: beam)
    top.removeAll(limit: step.places)
    rules.begin(
      sentence: step.sentence, length: length, maximumLength: beams[beam].maximumLength)
    strategy.choose(step, &rules, into: &top)
  }

  /// The rows of a beam, as a strategy sees them.
  private func step(
    _ logits: UnsafeBufferPointer<Float>, rows own: Range<Int>, of beam: Int
  ) -> BeamStep {
    let (sentence, number) = beam.quotientAndRemainder(dividingBy: strategy.beamsPerSentence)
    return BeamStep(
      logits: logits, vocabularySize: vocabularySize, rows: own, live: rows, tree: tree,
      sentence: sentence, beam: number, length: length, places: beams[beam].freePlaces,
      finished: beams[beam].finished)
  }

  /// Makes rows, or finished hypotheses, from the choices of a beam.
  private mutating func take(_ beam: Int) {
    let first = nextRows.count
    let sentence = beam / strategy.beamsPerSentence
    for (index, candidate) in top.candidates.enumerated() {
      let parent = rows.pasts[candidate.row]
      let past = tree.append(candidate, to: parent)
      strategy.follow(candidate, index: index, of: sentence, from: parent)
      let isLast = length == beams[beam].maximumLength
      if candidate.token == SpecialToken.end || isLast {
        let score = finish(candidate, past, of: beam)
        trace?.take(
          candidate, past: past, parent: parent, step: length,
          fate: candidate.token == SpecialToken.end ? .finished : .cut, score: score)
      } else {
        trace?.take(
          candidate, past: past, parent: parent, step: length, fate: .kept, score: nil)
        nextRows.append(
          token: candidate.token, parent: candidate.row, past: past,
          logProbability: candidate.logProbability)
      }
    }
    let best = nextRows.logProbabilities[first...].max() ?? -.infinity
    if beams[beam].isSettled(bestLive: best) {
      trace?.settle(nextRows.pasts[first...])
      nextRows.removeAll(from: first)
    }
    beams[beam].liveCount = nextRows.count - first
  }

  /// Keeps a hypothesis that ended, or that is cut because it may not be longer; its score.
  private mutating func finish(_ candidate: Candidate, _ past: Int, of beam: Int) -> Double {
    let sentence = beam / strategy.beamsPerSentence
    var score = options.normalization.score(candidate.logProbability, length: length)
    if let coverage { score += coverage.penalty(row: candidate.row, sentence: sentence) }
    var hypothesis = FinishedHypothesis(
      past: past, logProbability: candidate.logProbability, score: score, rank: score,
      isComplete: candidate.token == SpecialToken.end)
    hypothesis.rank = strategy.rank(hypothesis, candidate, of: sentence)
    hypothesis.text = texts.map { text(of: past, of: sentence, $0) }
    beams[beam].finish(hypothesis)
    return score
  }

  /// The text of a past, in the form for people; in capitals also what is alike then.
  private func text(of past: Int, of sentence: Int, _ rules: TextRules) -> [UInt8] {
    let spellings = demands.isEmpty ? [:] : demands[sentence].spellings
    let isShouted = !demands.isEmpty && demands[sentence].isShouted
    let texts = isShouted ? rules.capitals : rules.texts
    let bytes = tree.path(to: past).tokens.flatMap { spellings[$0] ?? Array(texts.bytes(of: $0)) }
    // As decoding does it: no space at the start, one line, U+FFFD for what is no UTF-8.
    let line = bytes.first == 0x20 ? bytes.dropFirst() : bytes[...]
    return String(decoding: line, as: UTF8.self).utf8.map { $0 == 10 || $0 == 13 ? 0x20 : $0 }
  }
}

extension SearchBatch {
  /// The translations of each source as a strategy finds them.
  ///
  /// Inlined, so that the strategy is known where this is compiled though the decoder is not.
  @inline(__always)
  static func search<Decoder: StepDecoder>(
    _ task: SearchTask, _ options: SearchOptions, _ strategy: Strategy, with decoder: Decoder
  ) -> [[Hypothesis]] {
    precondition(
      task.demands.isEmpty || task.demands.count == task.sources.count, "demands of each source")
    precondition(
      options.coverageWeight == 0 || decoder.hasAttention, "attention for a coverage penalty")
    guard !task.sources.isEmpty else { return [] }
    var batch = SearchBatch(
      task, vocabularySize: decoder.vocabularySize, options: options, strategy)
    var state = decoder.start(task.sources)
    var logits: [Float] = []
    while !batch.tokens.isEmpty {
      if !batch.isUnmoved { decoder.select(batch.parents, of: &state) }
      let count = batch.tokens.count * decoder.vocabularySize
      if logits.count < count { logits = [Float](repeating: 0, count: count) }
      decoder.step(batch.tokens, state: &state, logits: &logits)
      batch.coverage?.add(decoder, state)
      logits.withUnsafeBufferPointer { batch.advance($0) }
    }
    task.trace?.end(batch.beams.first?.finished.first)
    return batch.results
  }
}

/// A search: the sources, and the required and forbidden phrases of their translations.
struct SearchTask {
  /// Token ids, no source empty.
  let sources: [[Int32]]
  /// Those of each source, or none at all.
  let demands: [SentenceDemands]
  let text: TextRules?
  /// What looks on, at the search of one sentence.
  var trace: SearchTrace?

  /// The most steps of a sentence's output, which leave room for its demands.
  func maximumLength(of sentence: Int, _ options: SearchOptions) -> Int {
    let usual = options.maximumLength(sourceLength: sources[sentence].count)
    let demanded = demands.isEmpty ? 0 : demands[sentence].demandedCount
    return demanded == 0 ? usual : max(usual, demanded + options.extraLength + 1)
  }
}
