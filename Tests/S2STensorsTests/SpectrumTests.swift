import S2STensors
import Testing

@Suite struct SpectrumTests {
  /// A matrix with eigenvalues that can be worked out: [[2, 1], [1, 2]] has 3 and 1.
  @Test func symmetricMatrices() throws {
    let found = try #require(Spectrum.ofSymmetric([2, 1, 1, 2], size: 2))
    #expect(zip(found.values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    for (value, vector) in zip(found.values, found.vectors) {
      let product = [2 * vector[0] + vector[1], vector[0] + 2 * vector[1]]
      #expect(zip(product, vector).allSatisfy { abs($0 - value * $1) < 1e-12 })
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
  }

  /// A rotation by a quarter turn, three times as long, has the eigenvalues 3i and -3i.
  @Test func anyMatrix() throws {
    let found = try #require(Spectrum.magnitudes([0, -3, 3, 0], size: 2))
    #expect(found.allSatisfy { abs($0 - 3) < 1e-12 })
    let triangle = try #require(Spectrum.magnitudes([1, 5, 0, -4], size: 2))
    #expect(zip(triangle, [4, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func whatHasNone() {
    #expect(Spectrum.ofSymmetric([.nan], size: 1) == nil)
    #expect(Spectrum.magnitudes([.infinity], size: 1) == nil)
    #expect(Spectrum.magnitudes([], size: 0) == nil)
  }
}
