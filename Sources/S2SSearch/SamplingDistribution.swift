import Glibc
import S2SRandom

/// The tokens that may be drawn after a row, with their probabilities.
///
/// Forbidden tokens are taken out first, then come temperature, top-k and top-p, in this order, as
/// in Hugging Face's `generate`. The probabilities of the rest are scaled to sum up to 1.
struct SamplingDistribution {
  /// The tokens, the most probable first where top-k or top-p is in use.
  private(set) var tokens: [Int32] = []
  /// The natural logarithm of each one's probability.
  private(set) var logProbabilities: [Double] = []
  private let options: SamplingOptions
  private var top = TopTokens(limit: 1)
  private var normalizer = 0.0
  private var bestRepeat = -Float.infinity

  init(_ options: SamplingOptions) { self.options = options }

  /// Looks at a row of logits.
  ///
  /// Where they are no numbers, nothing may be drawn.
  ///
  /// - Complexity: O(*V*), and the sorting of what top-p may keep.
  mutating func look(at logits: UnsafeBufferPointer<Float>, _ rules: TokenRules) {
    tokens.removeAll(keepingCapacity: true)
    logProbabilities.removeAll(keepingCapacity: true)
    normalizer = logSumExp(logits)
    bestRepeat = rules.bestRepeat(logits)
    guard normalizer.isFinite else { return }
    if let limit = options.topK {
      top.removeAll(limit: min(limit, logits.count))
      top.offer(logits, row: 0, logProbability: 0, rules: rules)
      for candidate in top.candidates {
        append(candidate.token, candidate.tokenLogProbability)
      }
    } else {
      for token in 0..<Int32(logits.count) where rules.allows(token) {
        append(token, Double(logits[Int(token)]) - normalizer)
      }
    }
    normalize()
    if options.topP < 1 { keepNucleus() }
  }

  /// Draws one of the tokens; returns its index.
  ///
  /// - Precondition: there is one.
  func draw(using generator: inout SeededGenerator) -> Int {
    var rest = generator.openUniform()
    for (index, logProbability) in logProbabilities.enumerated() {
      rest -= exp(logProbability)
      if rest < 0 { return index }
    }
    return logProbabilities.count - 1
  }

  /// A token as the continuation of a row's hypothesis; its log-probabilities are the model's.
  func candidate(
    _ index: Int, row: Int, after logProbability: Double, _ logits: UnsafeBufferPointer<Float>
  ) -> Candidate {
    let logit = logits[Int(tokens[index])]
    let own = Double(logit) - normalizer
    return Candidate(
      row: row, token: tokens[index], tokenLogProbability: own,
      logProbability: logProbability + own, rank: logProbability + own,
      drawnLogProbability: logProbabilities[index], isSecondChoice: bestRepeat > logit)
  }

  private mutating func append(_ token: Int32, _ logProbability: Double) {
    guard logProbability.isFinite else { return }
    tokens.append(token)
    logProbabilities.append(logProbability / options.temperature)
  }

  /// Makes the probabilities sum up to 1.
  private mutating func normalize() {
    let largest = logProbabilities.max() ?? 0
    let sum = logProbabilities.reduce(0) { $0 + exp($1 - largest) }
    let shift = largest + log(sum)
    for index in logProbabilities.indices { logProbabilities[index] -= shift }
  }

  /// Keeps the smallest set of most probable tokens that reaches top-p; ties to smaller tokens.
  private mutating func keepNucleus() {
    // All tokens less probable than this sum up to less than the probability that is left out.
    let bar = log((1 - options.topP) / Double(max(1, tokens.count)))
    let sorted = tokens.indices.filter { logProbabilities[$0] >= bar }.sorted {
      (-logProbabilities[$0], tokens[$0]) < (-logProbabilities[$1], tokens[$1])
    }
    var sum = 0.0
    var count = 0
    while count < sorted.count && sum < options.topP {
      sum += exp(logProbabilities[sorted[count]])
      count += 1
    }
    let kept = sorted.prefix(count)
    (tokens, logProbabilities) = (kept.map { tokens[$0] }, kept.map { logProbabilities[$0] })
    normalize()
  }
}

extension SeededGenerator {
  /// A number between 0 and 1, neither of them itself, with 53 random bits.
  mutating func openUniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// The key of a seed, a source, and how often it came before in its text; its samples depend on
  /// nothing else.
  static func key(seed: UInt64, _ source: [Int32], occurrence: Int) -> UInt64 {
    let key = source.reduce(seed) { key, token in
      var generator = SeededGenerator(seed: key, UInt64(UInt32(bitPattern: token)))
      return generator.next()
    }
    guard occurrence > 0 else { return key }
    // Above all tokens, so that no longer source has the key.
    var generator = SeededGenerator(seed: key, ~UInt64(occurrence))
    return generator.next()
  }
}
