import CKernels
import S2SRandom
import S2STensors
import Testing

@Suite struct DropoutKernelTests {
  static let count = 20_000

  /// 0 where an element is dropped, else the factor.
  private func mask(
    _ count: Int = count, rate: Float, key: UInt64 = 42, first: UInt64 = 0
  ) -> [Float] {
    var ones = [Float](repeating: 1, count: count)
    s2s_dropout(&ones, count, key, first, rate)
    return ones
  }

  /// Of n elements n p are dropped, give or take √(n p (1 - p)); five times that is one miss in
  /// a million, and the keys are fixed.
  @Test(arguments: [Float(0.1), 0.3, 0.5, 0.9]) func dropsTheShareAskedFor(_ rate: Float) {
    for key in [UInt64(0), 1, 0xdead_beef_0000_0000] {
      let mask = mask(rate: rate, key: key)
      let (expected, total) = (Double(rate) * Double(Self.count), Double(Self.count))
      let deviation = (total * Double(rate) * Double(1 - rate)).squareRoot()
      let dropped = mask.count { $0 == 0 }
      #expect(abs(Double(dropped) - expected) < 5 * deviation)
      #expect(mask.allSatisfy { $0 == 0 || $0 == 1 / (1 - rate) })
    }
  }

  @Test func isTheSameForTheSameKey() {
    #expect(mask(rate: 0.3) == mask(rate: 0.3))
    for level in KernelLevel.available {
      #expect(level.run { mask(rate: 0.3) } == mask(rate: 0.3))
    }
  }

  /// Masks of different keys, and an element and its neighbours, agree as often as chance:
  /// a share of r² + (1 - r)², give or take five times √(1/4 / n).
  @Test func isIndependentOfOtherKeysAndOfNeighbours() {
    let (rate, size) = (0.3, Double(Self.count))
    let chance = rate * rate + (1 - rate) * (1 - rate)
    let bound = 5 * (0.25 / size).squareRoot()
    let base = mask(rate: 0.3)
    func agreement(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Double {
      Double(zip(a, b).count { ($0 == 0) == ($1 == 0) }) / size
    }
    var generator = SeededGenerator(seed: 5)
    let near: [UInt64] = [43, 42 | 1 << 32, 42 | 1 << 63]
    let keys = near + (0..<3).map { _ in generator.next() }
    for key in keys {
      let other = mask(rate: 0.3, key: key)
      #expect(abs(agreement(base, other) - chance) < bound, "key \(key)")
    }
    for distance in [1, 2, 16, 64, 256, 4096] {
      let shifted = mask(rate: 0.3, first: UInt64(distance))
      #expect(abs(agreement(base, shifted) - chance) < bound, "distance \(distance)")
    }
  }

  /// The mask belongs to the position, not to the call, so that rows may be split over workers.
  @Test func dependsOnThePositionAlone() {
    let whole = mask(100, rate: 0.4)
    #expect(mask(63, rate: 0.4, first: 37) == Array(whole[37...]))
    let matrix = Strided(4, 25, gap: 3, seed: 1)
    matrix.matrix.fill(1)
    Kernels.dropout(matrix.matrix, rate: 0.4, key: 42)
    #expect(matrix.matrix.elements == whole)
    #expect(matrix.gapsAreUntouched)
  }

  /// On average the sum of a layer's inputs does not change.
  @Test func keepsTheMean() {
    for rate in [Float(0.1), 0.5] {
      let mean = mask(rate: rate).reduce(0) { $0 + Double($1) } / Double(Self.count)
      let deviation = (Double(rate / (1 - rate)) / Double(Self.count)).squareRoot()
      #expect(abs(mean - 1) < 5 * deviation)
    }
  }

  @Test func doesNothingAtRateZero() {
    #expect(mask(rate: 0).allSatisfy { $0 == 1 })
  }
}
