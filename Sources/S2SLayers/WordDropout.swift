import S2SRandom
import S2STensors

/// Dropout of whole words: in training the embedding of a word is zero with probability `rate`, wherever the
/// word stands in the batch, else divided by 1 - rate.
///
/// Reference: Gal and Ghahramani 2016, arXiv:1512.05287, section 4.2.
package struct WordDropout: Sendable {
  /// The probability of zero, in `0..<1`.
  package let rate: Float
  /// Tells the dropout layers of a model apart.
  package let site: UInt64

  /// Makes a layer; `site` has to differ from that of the model's other dropout layers.
  package init(rate: Float, site: UInt64) {
    self.rate = rate
    self.site = site
  }

  /// Turns embeddings `[N, E]` of words into outputs, or the gradient of the outputs into that of the
  /// embeddings, in place.
  package func apply(to values: Matrix, words: [Int32], in pass: Pass) {
    guard rate > 0, let seed = pass.dropoutSeed else { return }
    for (row, word) in words.enumerated() {
      var generator = SeededGenerator(seed: seed, site, UInt64(UInt32(bitPattern: word)))
      // 24 random bits are all that a number of 32 bits can hold.
      let isDropped = Float(generator.next() >> 40) * 0x1p-24 < rate
      Kernels.scale(values.rows(row..<row + 1), by: isDropped ? 0 : 1 / (1 - rate))
    }
  }
}
