import S2STensors
import Testing

/// Normalisation against its equations in double precision, and zoneout against dropout.
@Suite struct RowKernelTests {
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }
  static let epsilon: Float = 1e-5

  /// The normalised row and its factor.
  private static func twin(_ x: [Float]) -> (normal: [Double], factor: Double) {
    let count = Double(x.count)
    let mean = x.reduce(0) { $0 + Double($1) } / count
    let variance = x.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    let factor = 1 / (variance + Double(epsilon)).squareRoot()
    return (x.map { (Double($0) - mean) * factor }, factor)
  }

  /// Values below 4, of which a few digits go with the mean.
  static let tolerance = 4 * Tolerance.arithmetic

  @Test(arguments: cases) func normalizesRows(_ level: KernelLevel, width: Int) {
    let x = Strided(3, width, gap: 3, seed: 1)
    let factors = Strided(3, 1, gap: 0, seed: 2)
    let twins = (0..<3).map { Self.twin(x.matrix.rows($0..<$0 + 1).elements) }
    level.run { Kernels.normalize(x.matrix, epsilon: Self.epsilon, factors: factors.matrix) }
    #expect(largestDifference(x.matrix.elements, twins.flatMap(\.normal)) < Self.tolerance)
    let quotients = zip(factors.matrix.elements, twins).map { $0 / Float($1.factor) }
    #expect(largestDifference(quotients, [1, 1, 1]) < Self.tolerance)
    #expect(x.gapsAreUntouched)
  }

  /// dx = f (dy - mean(dy) - y mean(dy ⊙ y)).
  @Test(arguments: cases) func normalizesGradients(_ level: KernelLevel, width: Int) {
    let (normal, gradient) = (
      Strided(3, width, gap: 1, seed: 3), Strided(3, width, gap: 2, seed: 4)
    )
    let factors = Strided(3, 1, gap: 0, seed: 5)
    var twins: [Double] = []
    for row in 0..<3 {
      let y = normal.matrix.rows(row..<row + 1).elements.map(Double.init)
      let dy = gradient.matrix.rows(row..<row + 1).elements.map(Double.init)
      let mean = dy.reduce(0, +) / Double(width)
      let slope = zip(dy, y).reduce(0) { $0 + $1.0 * $1.1 } / Double(width)
      let factor = Double(factors.matrix[row, 0])
      twins += zip(dy, y).map { factor * ($0 - mean - slope * $1) }
    }
    level.run {
      Kernels.normalizeBackward(gradient.matrix, normal: normal.matrix, factors: factors.matrix)
    }
    #expect(largestDifference(gradient.matrix.elements, twins) < Self.tolerance)
    #expect(gradient.gapsAreUntouched)
  }

  /// With a row a row, and with one row for all.
  @Test(arguments: cases) func addsProducts(_ level: KernelLevel, width: Int) {
    for rows in [1, 3] {
      let (a, b) = (Strided(3, width, gap: 1, seed: 6), Strided(rows, width, gap: 2, seed: 7))
      let y = Strided(3, width, gap: 3, seed: 8)
      let twins = (0..<3 * width).map { index in
        let (row, column) = (index / width, index % width)
        return Double(y.matrix[row, column])
          + Double(a.matrix[row, column]) * Double(b.matrix[rows == 1 ? 0 : row, column])
      }
      level.run { Kernels.addProducts(a.matrix, b.matrix, to: y.matrix) }
      #expect(largestDifference(y.matrix.elements, twins) < Tolerance.arithmetic)
      #expect(y.gapsAreUntouched)
    }
  }

  /// What dropout by the same key would make zero stays, and the gradient goes where the value
  /// came from.
  @Test(arguments: cases) func keepsWhatDropoutDrops(_ level: KernelLevel, width: Int) {
    let (next, previous) = (
      Strided(3, width, gap: 1, seed: 9), Strided(3, width, gap: 2, seed: 10)
    )
    let mask = Strided(5, width, gap: 0, seed: 11)
    mask.matrix.fill(1)
    let twins = zip(next.matrix.elements, previous.matrix.elements)
    level.run {
      Kernels.dropout(mask.matrix, rate: 0.4, key: 42)
      Kernels.zoneout(next.matrix, previous: previous.matrix, rate: 0.4, key: 42, firstRow: 2)
    }
    let stays = mask.matrix.rows(2..<5).elements.map { $0 == 0 }
    #expect(next.matrix.elements == zip(stays, twins).map { $0 ? $1.1 : $1.0 })
    let gradient = Strided(3, width, gap: 3, seed: 12)
    let whole = gradient.matrix.elements
    level.run {
      Kernels.zoneoutBackward(
        gradient.matrix, previous: previous.matrix, rate: 0.4, key: 42, firstRow: 2)
    }
    #expect(gradient.matrix.elements == zip(stays, whole).map { $0 ? 0 : $1 })
    #expect(previous.matrix.elements == zip(stays, whole).map { $0 ? $1 : 0 })
    #expect(next.gapsAreUntouched && previous.gapsAreUntouched && gradient.gapsAreUntouched)
  }

  @Test(arguments: cases) func mixesByShare(_ level: KernelLevel, width: Int) {
    let (next, previous) = (
      Strided(3, width, gap: 1, seed: 13), Strided(3, width, gap: 2, seed: 14)
    )
    let twins = zip(next.matrix.elements, previous.matrix.elements).map {
      0.75 * Double($0) + 0.25 * Double($1)
    }
    level.run { Kernels.mix(next.matrix, previous: previous.matrix, rate: 0.25) }
    #expect(largestDifference(next.matrix.elements, twins) < Tolerance.arithmetic)
    #expect(next.gapsAreUntouched)
  }
}
