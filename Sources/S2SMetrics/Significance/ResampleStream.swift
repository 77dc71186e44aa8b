import Synchronization

/// Resamples of a corpus, one after the other: as many sentences as it has, with repetitions.
struct ResampleStream: Sendable {
  private let count: Int
  private var stream: IndexStream
  private let workers: SentenceWorkers
  /// Indices that are drawn already and belong to the next resample.
  private var left: [UInt32] = []
  private var parts: [Part] = []

  /// What one worker has drawn: the indices at the front of the array.
  private struct Part {
    var indices: [UInt32] = []
    var count = 0
  }

  /// Resamples the given number of sentences, from a generator's state on.
  init(of count: Int, from generator: PCG64, workers: SentenceWorkers) {
    self.count = count
    self.workers = workers
    stream = IndexStream(generator, below: count)
  }

  /// Draws the sentences of the given number of resamples, by all workers.
  mutating func draw(_ resamples: Int, into indices: inout [UInt32]) {
    indices.removeAll(keepingCapacity: true)
    indices += left
    // More than one round is needed where words are rejected.
    while indices.count < resamples * count {
      let words = (resamples * count - indices.count + 1) / 2
      let round = stream
      // Arrays of the last round serve the next: new memory costs more than what goes there.
      let spare = Mutex(parts)
      parts = workers.map(words) { range in
        var part = spare.withLock { $0.popLast() } ?? Part()
        var stream = round.dropping(words: range.lowerBound)
        part.count = stream.read(words: range.count, into: &part.indices)
        return part
      }
      for part in parts { indices += part.indices[..<part.count] }
      stream = stream.dropping(words: words)
    }
    left = Array(indices[(resamples * count)...])
    indices.removeLast(left.count)
  }
}
