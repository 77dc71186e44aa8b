import S2SRandom
import S2STensors
import Testing

@Suite struct InitializerTests {
  /// Sizes around the width of a vector, and fewer rows than columns.
  @Test(arguments: [(1, 1), (7, 7), (8, 8), (9, 9), (64, 64), (3, 20), (1, 5)])
  func orthogonalRowsAre(rows: Int, columns: Int) {
    let workspace = Workspace()
    let matrix = workspace.matrix(rows, columns)
    var generator = SeededGenerator(seed: 3)
    matrix.fillOrthogonal(using: &generator)
    for row in 0..<rows {
      for other in 0..<rows {
        let product = (0..<columns).reduce(0.0) {
          $0 + Double(matrix[row, $1]) * Double(matrix[other, $1])
        }
        // Each element is a double rounded once.
        #expect(abs(product - (row == other ? 1 : 0)) < 2e-7)
      }
    }
  }

  /// Every direction is as likely: over many draws the elements' mean is 0 and their mean square
  /// 1 / columns, in the first row and in the last, which is all but determined by the others.
  @Test func noDirectionIsPreferred() {
    let (size, draws) = (6, 2_000)
    let workspace = Workspace()
    let matrix = workspace.matrix(size, size)
    var generator = SeededGenerator(seed: 5)
    var sums = [Double](repeating: 0, count: size * size)
    var squares = sums
    for _ in 0..<draws {
      matrix.fillOrthogonal(using: &generator)
      for (index, value) in matrix.elements.enumerated() {
        sums[index] += Double(value)
        squares[index] += Double(value) * Double(value)
      }
    }
    // Five standard errors: an element's variance is 1/6, its square's below 2/36.
    for index in sums.indices {
      #expect(abs(sums[index] / Double(draws)) < 5 * (1.0 / 6 / Double(draws)).squareRoot())
      let mean = squares[index] / Double(draws)
      #expect(abs(mean - 1.0 / 6) < 5 * (2.0 / 36 / Double(draws)).squareRoot())
    }
  }
}
