import Glibc

/// How often each trigram occurs on a side.
struct TrigramCounts {
  private var counts = [Float](repeating: 0, count: LetterTrigrams.hashCount)
  /// The probability that all trigrams share evenly, seen or not; the same for each profile, so
  /// that what none has seen speaks for none.
  private static let evenShare: Float = 0.02

  /// Counts a line's.
  mutating func add(_ text: String) {
    counts.withUnsafeMutableBufferPointer { counts in
      LetterTrigrams.forEach(in: text) { counts[$0] += 1 }
    }
  }

  /// One less of each.
  var discounted: TrigramCounts {
    var result = self
    for index in counts.indices { result.counts[index] = max(0, counts[index] - 1) }
    return result
  }

  /// The logarithms of the probabilities.
  var logarithms: [Float] {
    let total = max(1, counts.reduce(0, +))
    let even = Self.evenShare / Float(counts.count)
    return counts.map { logf((1 - Self.evenShare) * $0 / total + even) }
  }
}

/// The scores of a side's lines under its own profile: the usual mean and spread for each length.
struct LengthNorms: Sendable {
  private var medians = [Float](repeating: 0, count: Self.bucketCount)
  private var spreads = [Float](repeating: .infinity, count: Self.bucketCount)
  private static let bucketCount = 24
  /// Buckets of fewer lines have no norm.
  private static let fewestLines = 50

  /// No norms: nothing deviates.
  init() {}

  /// Learns from the means of lines and their numbers of trigrams.
  init(_ lines: [(mean: Float, count: Int)]) {
    var buckets = [[Float]](repeating: [], count: Self.bucketCount)
    for line in lines { buckets[Self.bucket(line.count)].append(line.mean) }
    for (index, bucket) in buckets.enumerated() where bucket.count >= Self.fewestLines {
      let sorted = bucket.sorted()
      medians[index] = sorted[sorted.count / 2]
      // A quarter of a normal distribution is below 0.6745 standard deviations under its median;
      // what is strange is further out and does not move it.
      spreads[index] = max(1e-3, (medians[index] - sorted[sorted.count / 4]) / 0.6745)
    }
  }

  /// How many standard deviations a line is above its like.
  func deviation(_ mean: Float, count: Int) -> Float {
    let bucket = Self.bucket(count)
    return (mean - medians[bucket]) / spreads[bucket]
  }

  /// Two buckets for each power of two.
  private static func bucket(_ count: Int) -> Int {
    let power = Int.bitWidth - 1 - max(1, count).leadingZeroBitCount
    let half = power > 0 ? count >> (power - 1) & 1 : 0
    return min(bucketCount - 1, power * 2 + half)
  }
}
