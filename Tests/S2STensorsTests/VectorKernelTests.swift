import CKernels
import S2STensors
import Testing

@Suite struct VectorKernelTests {
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }

  @Test(arguments: cases) func addsElementByElement(_ level: KernelLevel, width: Int) {
    for gap in [0, 3] {
      let x = Strided(3, width, gap: gap, seed: 1)
      let y = Strided(3, width, gap: 2 * gap, seed: 2)
      let twins = zip(x.matrix.elements, y.matrix.elements).map { $0 + $1 }
      level.run { Kernels.add(x.matrix, to: y.matrix) }
      #expect(y.matrix.elements == twins)
      #expect(y.gapsAreUntouched)
    }
  }

  @Test(arguments: cases) func scalesElementByElement(_ level: KernelLevel, width: Int) {
    let x = Strided(3, width, gap: 2, seed: 1)
    let twins = x.matrix.elements.map { $0 * 0.3 }
    level.run { Kernels.scale(x.matrix, by: 0.3) }
    #expect(x.matrix.elements == twins)
    #expect(x.gapsAreUntouched)
  }

  /// Row after row in the same order as a plain loop, so equal to the bit.
  @Test(arguments: cases) func addsColumnSums(_ level: KernelLevel, width: Int) {
    let x = Strided(5, width, gap: 3, seed: 1)
    let y = Strided(1, width, gap: 1, seed: 2)
    var twins = y.matrix.elements
    for row in 0..<5 { for column in 0..<width { twins[column] += x.matrix[row, column] } }
    level.run { Kernels.addColumnSums(of: x.matrix, to: y.matrix) }
    #expect(y.matrix.elements == twins)
    #expect(y.gapsAreUntouched)
  }

  @Test func repeatsARow() {
    let x = Strided(1, 17, gap: 0, seed: 1)
    let y = Strided(3, 17, gap: 2, seed: 2)
    Kernels.repeatRow(x.matrix, into: y.matrix)
    let row = x.matrix.elements
    #expect(y.matrix.elements == row + row + row)
    #expect(y.gapsAreUntouched)
  }

  /// In double precision a sum over a whole model keeps all its digits.
  @Test(arguments: KernelLevel.available) func sumsSquaresInDouble(_ level: KernelLevel) {
    for count in [0, 1, 15, 16, 17, 31, 33, 10_007] {
      let x = randomFloats(count, bound: 3, seed: 1)
      let twin = x.reduce(0.0) { $0 + Double($1) * Double($1) }
      let sum = level.run { s2s_sum_of_squares(x, count) }
      // The squares are exact; each addition, here and there, rounds at 2^-53.
      #expect(abs(sum - twin) <= Double(count) * 0x1p-53 * twin)
    }
    let large = [Float](repeating: 1e30, count: 17)
    #expect(level.run { s2s_sum_of_squares(large, 17).isFinite })
    var broken = large
    broken[16] = .nan
    #expect(level.run { s2s_sum_of_squares(broken, 17).isNaN })
  }
}
