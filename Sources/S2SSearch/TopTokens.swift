import CKernels

/// A token that may follow, and the log-probability of the whole hypothesis with it.
struct Candidate {
  var row: Int
  var token: Int32
  var logProbability: Double

  /// Better probability first; ties to the earlier row, then to the smaller token.
  static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    if a.logProbability != b.logProbability { return a.logProbability > b.logProbability }
    return a.row != b.row ? a.row < b.row : a.token < b.token
  }
}

/// The best few candidates of some rows, kept in order while more are offered.
///
/// Room for all is reserved once, so offering allocates nothing.
struct TopTokens {
  private(set) var candidates: [Candidate] = []
  private(set) var limit: Int

  init(limit: Int) {
    self.limit = limit
    candidates.reserveCapacity(limit + 1)
  }

  /// Forgets all candidates; from now on the best `limit` are kept.
  mutating func removeAll(limit: Int) {
    candidates.removeAll(keepingCapacity: true)
    self.limit = limit
  }

  /// Offers every token of a row of logits but the padding and the start mark.
  ///
  /// One pass finds log Σ exp, a second compares each logit with the worst kept.
  ///
  /// - Complexity: O(*V*) and O(`limit`) for each token that gets in.
  mutating func offer(
    _ logits: UnsafeBufferPointer<Float>, row: Int, logProbability: Double
  ) {
    guard let base = logits.baseAddress else { return }
    let normalizer = s2s_log_sum_exp(base, logits.count)
    let shift = logProbability - Double(normalizer)
    var threshold = bar(shift)
    for token in 0..<logits.count where logits[token] > threshold {
      if token == Int(SpecialToken.padding) || token == Int(SpecialToken.start) { continue }
      insert(
        Candidate(
          row: row, token: Int32(token), logProbability: shift + Double(logits[token])))
      threshold = bar(shift)
    }
  }

  /// The logit that a token of this row has to exceed.
  ///
  /// Later rows and tokens lose ties, so equality is not enough; the bar is lowered by a rounding
  /// error and `insert` decides exactly.
  private func bar(_ shift: Double) -> Float {
    guard candidates.count == limit, let worst = candidates.last else { return -.infinity }
    return Float(worst.logProbability - shift).nextDown
  }

  private mutating func insert(_ candidate: Candidate) {
    if candidates.count == limit {
      guard let worst = candidates.last, Candidate.precedes(candidate, worst) else { return }
      candidates.removeLast()
    }
    var index = candidates.count
    while index > 0 && Candidate.precedes(candidate, candidates[index - 1]) { index -= 1 }
    candidates.insert(candidate, at: index)
  }
}

/// The tokens that mean something to search; the same in every vocabulary.
enum SpecialToken {
  static let padding: Int32 = 0
  static let start: Int32 = 1
  static let end: Int32 = 2
}
