/// Beam search over a batch of sentences; with a beam of 1 it is greedy search.
///
/// At each step every live hypothesis of a sentence is continued by every token, and the best
/// continuations are kept, as many as the beam has places. One that ends takes its place out of
/// the beam, as in Marian, so a sentence is done when K have ended, and the work shrinks until
/// then. Done sentences leave the batch at once. A sentence's result does not depend on the
/// others.
public struct BeamSearch: Sendable {
  /// How to search.
  public let options: SearchOptions

  /// Makes a search.
  public init(_ options: SearchOptions = SearchOptions()) { self.options = options }

  /// The best translations of each source, the best one first, at least one a source.
  ///
  /// - Parameter sources: token ids, no source empty.
  /// - Complexity: O(*T*) steps of at most *B* *K* rows.
  public func search<Decoder: StepDecoder>(
    _ sources: [[Int32]], with decoder: Decoder
  ) -> [[Hypothesis]] {
    guard !sources.isEmpty else { return [] }
    var sentences = sources.map { SentenceBeam(sourceLength: $0.count, options: options) }
    var active = Array(sources.indices)
    var state = decoder.start(sources)
    var logits: [Float] = []
    var top = TopTokens(limit: options.beamSize)
    while !active.isEmpty {
      let tokens = active.flatMap { sentences[$0].lastTokens }
      let size = decoder.vocabularySize
      if logits.count < tokens.count * size {
        logits = [Float](repeating: 0, count: tokens.count * size)
      }
      decoder.step(tokens, state: &state, logits: &logits)
      var kept: [Int] = []
      var row = 0
      logits.withUnsafeBufferPointer { logits in
        for sentence in active {
          let count = sentences[sentence].lastTokens.count
          let own = UnsafeBufferPointer(rebasing: logits[row * size..<(row + count) * size])
          let parents = sentences[sentence].advance(own, vocabularySize: size, top: &top)
          kept.append(contentsOf: parents.map { row + $0 })
          row += count
        }
      }
      active.removeAll { sentences[$0].isDone }
      if kept != Array(0..<row) { decoder.select(kept, of: &state) }
    }
    return sentences.map(\.results)
  }
}

/// The hypotheses of one sentence, live and finished.
///
/// Live ones share their pasts: a step stores its tokens and where they came from.
private struct SentenceBeam {
  private struct Step {
    var tokens: [Int32]
    var parents: [Int]
  }

  private let options: SearchOptions
  private let maximumLength: Int
  private var history: [Step] = []
  private var logProbabilities: [Double] = [0]
  private var finished: [Hypothesis] = []
  private(set) var isDone = false

  init(sourceLength: Int, options: SearchOptions) {
    self.options = options
    maximumLength = options.maximumLength(sourceLength: sourceLength)
  }

  /// What each live hypothesis reads next.
  var lastTokens: [Int32] { history.last?.tokens ?? [SpecialToken.start] }

  /// The best finished hypotheses; an empty one where the logits were no numbers.
  var results: [Hypothesis] {
    if finished.isEmpty {
      return [
        Hypothesis(tokens: [], logProbability: -.infinity, score: -.infinity, isComplete: false)
      ]
    }
    return Array(finished.prefix(options.nbest))
  }

  /// Takes a step; returns the rows, among this sentence's, that live hypotheses came from.
  mutating func advance(
    _ logits: UnsafeBufferPointer<Float>, vocabularySize: Int, top: inout TopTokens
  ) -> [Int] {
    top.removeAll(limit: options.beamSize - finished.count)
    for (row, logProbability) in logProbabilities.enumerated() {
      let own = logits[row * vocabularySize..<(row + 1) * vocabularySize]
      top.offer(
        UnsafeBufferPointer(rebasing: own), row: row, logProbability: logProbability)
    }
    var step = Step(tokens: [], parents: [])
    logProbabilities.removeAll(keepingCapacity: true)
    for candidate in top.candidates {
      if candidate.token == SpecialToken.end {
        finish(candidate)
      } else {
        step.tokens.append(candidate.token)
        step.parents.append(candidate.row)
        logProbabilities.append(candidate.logProbability)
      }
    }
    history.append(step)
    if history.count >= maximumLength { cutLive() }
    isDone = logProbabilities.isEmpty
    return isDone ? [] : step.parents
  }

  /// Puts a live hypothesis that ends among the finished, best first.
  private mutating func finish(_ candidate: Candidate) {
    let tokens = past(of: candidate.row)
    let score = options.normalization.score(
      candidate.logProbability, length: tokens.count + 1)
    let index = finished.firstIndex { $0.score < score } ?? finished.count
    finished.insert(
      Hypothesis(
        tokens: tokens, logProbability: candidate.logProbability, score: score,
        isComplete: true), at: index)
  }

  /// Ends the sentence at its length limit: live hypotheses follow the finished, as they are.
  private mutating func cutLive() {
    for row in logProbabilities.indices {
      let tokens = past(of: row)
      let score = options.normalization.score(logProbabilities[row], length: tokens.count)
      finished.append(
        Hypothesis(
          tokens: tokens, logProbability: logProbabilities[row], score: score,
          isComplete: false))
    }
    logProbabilities.removeAll()
  }

  /// The tokens of the hypothesis in a row of the last step.
  private func past(of row: Int) -> [Int32] {
    var tokens: [Int32] = []
    var row = row
    for step in history.reversed() {
      tokens.append(step.tokens[row])
      row = step.parents[row]
    }
    return tokens.reversed()
  }
}
