import S2SRandom
import S2STensors

/// Dropout of whole embeddings: in training each is zero with probability `rate`, else divided by
/// 1 - rate; in inference nothing happens.
///
/// Drawn once for each place of a text, or once for each word of a batch wherever it stands.
///
/// References: Iyyer et al. 2015, doi:10.3115/v1/P15-1162, for places; Gal and Ghahramani 2016,
/// arXiv:1512.05287, section 4.2, for words.
package struct WordDropout: Sendable {
  /// The probability of zero, in `0..<1`.
  package let rate: Float
  /// Tells the random layers of a model apart; see `Dropout`.
  package let site: UInt64

  /// Makes a layer; `site` has to differ from those of the model's other random layers.
  package init(rate: Float, site: UInt64) {
    self.rate = rate
    self.site = site
  }

  /// Turns embeddings `[N, E]` into outputs, or the gradient of the outputs into that of the embeddings, in
  /// place.
  ///
  /// - Parameter words: the word of each row, where all places of a word are dropped together.
  package func apply(to values: Matrix, words: [Int32]? = nil, in pass: Pass) {
    guard rate > 0, let seed = pass.dropoutSeed else { return }
    for row in 0..<values.rows {
      let drawn = words.map { UInt64(UInt32(bitPattern: $0[row])) } ?? UInt64(row)
      var generator = SeededGenerator(seed: seed, site, drawn)
      // 24 random bits are all that a number of 32 bits can hold.
      let isDropped = Float(generator.next() >> 40) * 0x1p-24 < rate
      Kernels.scale(values.rows(row..<row + 1), by: isDropped ? 0 : 1 / (1 - rate))
    }
  }
}
