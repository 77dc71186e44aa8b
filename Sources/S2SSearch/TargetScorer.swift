/// Scores given translations by the probabilities of a decoder, token by token.
public struct TargetScorer: Sendable {
  /// The normalisation that turns log-probabilities into scores.
  public let normalization: LengthNormalization

  /// Makes a scorer.
  public init(_ normalization: LengthNormalization = LengthNormalization()) {
    self.normalization = normalization
  }

  /// Each target as a complete hypothesis, the end mark's probability included.
  ///
  /// Targets that are done leave the batch. A target's result does not depend on the others.
  ///
  /// - Parameters:
  ///   - targets: token ids without marks, each below V; a target may be empty.
  ///   - sources: token ids, no source empty.
  /// - Precondition: as many targets as sources.
  /// - Complexity: as many steps as the longest target has tokens, and one.
  public func score<Decoder: StepDecoder>(
    _ targets: [[Int32]], of sources: [[Int32]], with decoder: Decoder
  ) -> [Hypothesis] {
    var logProbabilities = targets.map { _ in [Double]() }
    forEachToken(along: targets, of: sources, with: decoder) { sentence, next, row in
      logProbabilities[sentence].append(logProbability(of: next, row))
    }
    return zip(targets, logProbabilities).map(hypothesis)
  }

  /// How well each target is predicted, the end mark included; for perplexity and accuracy.
  ///
  /// - Precondition, complexity: as `score`.
  public func fit<Decoder: StepDecoder>(
    _ targets: [[Int32]], of sources: [[Int32]], with decoder: Decoder
  ) -> [TargetFit] {
    var fits = targets.map { _ in TargetFit() }
    forEachToken(along: targets, of: sources, with: decoder) { sentence, next, row in
      fits[sentence].negativeLogLikelihood -= logProbability(of: next, row)
      fits[sentence].tokenCount += 1
      if isMostProbable(next, row) { fits[sentence].correctCount += 1 }
    }
    return fits
  }

  /// Shows, for each step of each target, the token that comes next and the
  /// logits before it.
  private func forEachToken<Decoder: StepDecoder>(
    along targets: [[Int32]], of sources: [[Int32]], with decoder: Decoder,
    _ body: (_ sentence: Int, _ next: Int32, _ row: ArraySlice<Float>) -> Void
  ) {
    let size = decoder.vocabularySize
    forEachStep(along: targets, of: sources, with: decoder) { length, active, _, logits in
      for (row, sentence) in active.enumerated() {
        let target = targets[sentence]
        let next = length < target.count ? target[length] : SpecialToken.end
        body(sentence, next, logits[row * size..<(row + 1) * size])
      }
    }
  }

  /// The weights of attention of its source's positions when a token is chosen, for each token of each target.
  ///
  /// - Precondition: as `score`, and a decoder with attention.
  /// - Complexity: as `score`.
  public func attention<Decoder: StepDecoder>(
    _ targets: [[Int32]], of sources: [[Int32]], with decoder: Decoder
  ) -> [[[Float]]] {
    precondition(decoder.hasAttention, "attention")
    let width = sources.map(\.count).max() ?? 0
    var attention = targets.map { _ in [[Float]]() }
    forEachStep(along: targets, of: sources, with: decoder) { length, active, state, _ in
      var weights = [Float](repeating: 0, count: active.count * width)
      decoder.addAttention(of: state, times: 1, width: width, to: &weights)
      for (row, sentence) in active.enumerated() where length < targets[sentence].count {
        attention[sentence].append(
          Array(weights[row * width..<row * width + sources[sentence].count]))
      }
    }
    return attention
  }

  /// Walks along the targets step by step: shows how many tokens were read, the sentences that are not
  /// done, which are the rows, the decoder's state and the logits of the next token.
  private func forEachStep<Decoder: StepDecoder>(
    along targets: [[Int32]], of sources: [[Int32]], with decoder: Decoder,
    _ body: (_ length: Int, _ active: [Int], _ state: Decoder.State, _ logits: [Float]) -> Void
  ) {
    precondition(targets.count == sources.count, "a target a source")
    guard !sources.isEmpty else { return }
    let size = decoder.vocabularySize
    var state = decoder.start(sources)
    var logits = [Float](repeating: 0, count: sources.count * size)
    var active = Array(targets.indices)
    var length = 0
    while !active.isEmpty {
      let tokens = active.map { length == 0 ? SpecialToken.start : targets[$0][length - 1] }
      decoder.step(tokens, state: &state, logits: &logits)
      body(length, active, state, logits)
      let kept = active.indices.filter { length < targets[active[$0]].count }
      if kept.count < active.count && !kept.isEmpty { decoder.select(kept, of: &state) }
      active = kept.map { active[$0] }
      length += 1
    }
  }

  /// The sum is of numbers that are not rounded, as a search adds them.
  private func hypothesis(_ tokens: [Int32], _ logProbabilities: [Double]) -> Hypothesis {
    let sum = logProbabilities.reduce(0, +)
    return Hypothesis(
      tokens: tokens, tokenLogProbabilities: logProbabilities.map { Float($0) },
      logProbability: sum,
      score: normalization.score(sum, length: logProbabilities.count), isComplete: true,
      blockedRepeats: 0)
  }
}

/// The log-probability of a token after a row of logits.
private func logProbability(of token: Int32, _ row: ArraySlice<Float>) -> Double {
  precondition(token >= 0 && Int(token) < row.count, "tokens of the target vocabulary")
  return row.withUnsafeBufferPointer { Double($0[Int(token)]) - logSumExp($0) }
}

/// Whether no other token has a larger logit, nor an earlier one the same.
private func isMostProbable(_ token: Int32, _ row: ArraySlice<Float>) -> Bool {
  row.withUnsafeBufferPointer { row in
    let own = row[Int(token)]
    return row.indices.allSatisfy { row[$0] < own || row[$0] == own && $0 >= Int(token) }
  }
}

/// How well a target is predicted, given its source and its own past.
public struct TargetFit: Sendable, Equatable {
  /// In natural logs, summed over the tokens.
  public var negativeLogLikelihood = 0.0
  /// The tokens, the end mark included.
  public var tokenCount = 0
  /// The tokens that were the most probable ones.
  public var correctCount = 0

  /// The fit of nothing.
  public init() {}
}
