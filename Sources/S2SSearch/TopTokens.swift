/// A token that may follow, and the log-probability of the whole hypothesis with it.
struct Candidate {
  var row: Int
  var token: Int32
  var tokenLogProbability: Double
  var logProbability: Double
  /// Its rank; the log-probability unless a strategy has its own.
  var rank: Double
  /// The natural logarithm of the probability that the token was drawn with; 0 where none is.
  var drawnLogProbability = 0.0
  /// Whether a likelier token was ruled out as a repetition.
  var isSecondChoice: Bool

  /// Better rank first; ties to the earlier row, then to the smaller token.
  static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    if a.rank != b.rank { return a.rank > b.rank }
    return a.row != b.row ? a.row < b.row : a.token < b.token
  }

  /// Whether both are the same continuation.
  func isSame(as other: Candidate) -> Bool { row == other.row && token == other.token }
}

/// The cost of a token when candidates are ranked, at least 0.
struct TokenPenalty {
  var token: Int32
  var amount: Double
}

/// The best few candidates of some rows, kept in order while more are offered.
///
/// Room for all is reserved once, so offering allocates nothing.
struct TopTokens {
  private(set) var candidates: [Candidate] = []
  private var limit: Int

  init(limit: Int) {
    self.limit = limit
    candidates.reserveCapacity(limit)
  }

  /// Forgets all candidates; from now on the best `limit`, at least 1, are kept.
  mutating func removeAll(limit: Int) {
    candidates.removeAll(keepingCapacity: true)
    self.limit = limit
  }

  /// Forgets all candidates but the best few.
  mutating func keepFirst(_ count: Int) { candidates.removeLast(candidates.count - count) }

  /// Takes candidates, the best first, instead of its own.
  mutating func replace(with others: [Candidate]) { candidates = others }

  /// Offers every token of a row of logits that may follow.
  ///
  /// The probability of forbidden tokens is not given to the others.
  ///
  /// One pass finds log Σ exp, a second compares sixteen logits at a time with the worst kept. A
  /// row without a finite sum offers nothing.
  ///
  /// - Complexity: O(*V*), and O(`limit`) for each token that gets in.
  mutating func offer(
    _ logits: UnsafeBufferPointer<Float>, row: Int, logProbability: Double, rules: TokenRules,
    penalties: [TokenPenalty] = []
  ) {
    let normalizer = logSumExp(logits)
    guard normalizer.isFinite else { return }
    let bestRepeat = rules.bestRepeat(logits)
    var bar = bar(logProbability, normalizer)
    var first = 0
    while first < logits.count {
      let block = first..<min(first + 16, logits.count)
      first = block.upperBound
      if block.count == 16 && !anyExceeds(bar, logits, from: block.lowerBound) { continue }
      for index in block where logits[index] > bar {
        let token = Int32(truncatingIfNeeded: index)
        guard rules.allows(token) else { continue }
        // Never above 0, so that a hypothesis never gains by growing.
        let own = Double(logits[index]) - normalizer
        let cost = penalties.first { $0.token == token }?.amount ?? 0
        insert(
          Candidate(
            row: row, token: token, tokenLogProbability: own,
            logProbability: logProbability + own, rank: logProbability + own - cost,
            isSecondChoice: bestRepeat > logits[index]))
        bar = self.bar(logProbability, normalizer)
      }
    }
  }

  /// The logit that a token has to exceed to get in.
  ///
  /// Lowered by more than rounding could raise it: what exceeds it is compared exactly.
  private func bar(_ logProbability: Double, _ normalizer: Double) -> Float {
    guard candidates.count == limit, let worst = candidates.last else { return -.infinity }
    let bar = worst.rank - logProbability + normalizer
    let margin = 1e-12 * (abs(worst.rank) + abs(logProbability) + abs(normalizer))
    return Float(bar - margin).nextDown
  }

  /// Keeps a candidate if it is among the best.
  mutating func insert(_ candidate: Candidate) {
    if candidates.count == limit {
      guard let worst = candidates.last, Candidate.precedes(candidate, worst) else { return }
      candidates.removeLast()
    }
    var index = candidates.count
    while index > 0 && Candidate.precedes(candidate, candidates[index - 1]) { index -= 1 }
    candidates.insert(candidate, at: index)
  }
}

/// Whether any of the sixteen numbers from `first` on exceeds the bar.
///
/// The processor compares them together; a plain loop that ends at the first is compiled to one
/// comparison per number.
@inline(__always)
private func anyExceeds(
  _ bar: Float, _ numbers: UnsafeBufferPointer<Float>, from first: Int
) -> Bool {
  let block = UnsafeRawBufferPointer(numbers)
    .loadUnaligned(fromByteOffset: first * MemoryLayout<Float>.stride, as: SIMD16<Float>.self)
  return any(block .> bar)
}
