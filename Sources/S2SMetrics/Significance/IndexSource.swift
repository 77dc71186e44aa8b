/// A stream of sets of sentences, which can only be drawn in order.
protocol IndexSource: Sendable {
  /// Appends the sentences of the next set.
  mutating func appendNext(to indices: inout [UInt32])
}

/// Resamples: as many sentences as there are, drawn with replacement.
struct ResampleSource: IndexSource {
  var generator: PCG64
  let sentenceCount: UInt32

  mutating func appendNext(to indices: inout [UInt32]) {
    generator.appendIndices(Int(sentenceCount), below: sentenceCount, to: &indices)
  }
}

/// Shuffles: each sentence with an even chance.
struct ShuffleSource: IndexSource {
  var generator: PCG64
  var tosses = CoinTosses()
  let sentenceCount: Int

  mutating func appendNext(to indices: inout [UInt32]) {
    tosses.appendHeads(sentenceCount, from: &generator, to: &indices)
  }
}
