import Glibc

/// The penalty of GNMT for translations that leave out positions of their source.
///
/// It keeps the sum of attention weights of each position so far, for the rows of a batch:
///
///     cp = β Σ over i of log(min(Σ over j of p_ij, 1))
///
/// with p_ij the attention weight of the j-th output token, the end mark included, on the i-th
/// source token. It is added to log p / d(n)^α when a hypothesis is finished; which hypotheses live
/// on is decided without it. A position that got no attention at all counts as 1e-10.
///
/// Reference: Wu et al. 2016, arXiv:1609.08144, equation 14; the paper found β = 0.2 best.
struct CoveragePenalty {
  private let weight: Double
  private let sourceLengths: [Int]
  /// The number of positions per row.
  let width: Int
  /// `[rows, width]`.
  private(set) var sums: [Float]
  private var spare: [Float] = []

  /// A row a beam.
  ///
  /// - Parameter weight: β.
  init(weight: Double, sourceLengths: [Int], beamsPerSentence: Int) {
    self.weight = weight
    self.sourceLengths = sourceLengths
    width = sourceLengths.max() ?? 0
    sums = [Float](repeating: 0, count: sourceLengths.count * beamsPerSentence * width)
  }

  /// Adds the attention weights of a decoder's last step.
  mutating func add<Decoder: StepDecoder>(_ decoder: Decoder, _ state: Decoder.State) {
    decoder.addAttention(of: state, times: 1, width: width, to: &sums)
  }

  /// Keeps rows: the new row i is the old row `rows[i]`.
  mutating func select(_ rows: [Int]) {
    spare.removeAll(keepingCapacity: true)
    for row in rows { spare.append(contentsOf: sums[row * width..<(row + 1) * width]) }
    swap(&sums, &spare)
  }

  /// The penalty of a row's hypothesis, at most 0.
  func penalty(row: Int, sentence: Int) -> Double {
    let own = sums[row * width..<row * width + sourceLengths[sentence]]
    return weight * own.reduce(0) { $0 + log(min(max(Double($1), 1e-10), 1)) }
  }
}
