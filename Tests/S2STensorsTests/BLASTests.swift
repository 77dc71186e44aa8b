import S2STensors
import Testing

@Suite struct BLASTests {
  struct Shape: CustomStringConvertible {
    let rows, inner, columns: Int
    var description: String { "\(rows) x \(inner) x \(columns)" }
  }

  static let shapes: [Shape] = [
    Shape(rows: 1, inner: 1, columns: 1), Shape(rows: 3, inner: 17, columns: 5),
    Shape(rows: 16, inner: 16, columns: 16), Shape(rows: 33, inner: 40, columns: 65),
    Shape(rows: 1, inner: 30, columns: 70), Shape(rows: 20, inner: 1, columns: 3),
  ]

  /// Rounding of a sum of `inner` products of values below 1, each below 1.
  private func tolerance(_ shape: Shape) -> Double {
    Double(shape.inner + 1) * Tolerance.unitInTheLastPlace
  }

  @Test(arguments: shapes) func multipliesByATransposedMatrix(_ shape: Shape) {
    for (gap, adds) in [(0, false), (3, false), (3, true)] {
      let a = Strided(shape.rows, shape.inner, gap: gap, seed: 1)
      let b = Strided(shape.columns, shape.inner, gap: 2 * gap, seed: 2)
      let c = Strided(shape.rows, shape.columns, gap: gap, seed: 3)
      let twin = product(shape, adding: adds ? c.matrix : nil) { row, k, column in
        (a.matrix[row, k], b.matrix[column, k])
      }
      BLAS.multiply(a.matrix, transposed: b.matrix, into: c.matrix, accumulate: adds)
      #expect(largestDifference(c.matrix.elements, twin) < tolerance(shape))
      #expect(c.gapsAreUntouched)
    }
  }

  @Test(arguments: shapes) func multipliesByAMatrix(_ shape: Shape) {
    for (gap, adds) in [(0, false), (3, false), (3, true)] {
      let a = Strided(shape.rows, shape.inner, gap: gap, seed: 1)
      let b = Strided(shape.inner, shape.columns, gap: 2 * gap, seed: 2)
      let c = Strided(shape.rows, shape.columns, gap: gap, seed: 3)
      let twin = product(shape, adding: adds ? c.matrix : nil) { row, k, column in
        (a.matrix[row, k], b.matrix[k, column])
      }
      BLAS.multiply(a.matrix, b.matrix, into: c.matrix, accumulate: adds)
      #expect(largestDifference(c.matrix.elements, twin) < tolerance(shape))
      #expect(c.gapsAreUntouched)
    }
  }

  @Test(arguments: shapes) func accumulatesATransposedProduct(_ shape: Shape) {
    for gap in [0, 3] {
      let a = Strided(shape.inner, shape.rows, gap: gap, seed: 1)
      let b = Strided(shape.inner, shape.columns, gap: 2 * gap, seed: 2)
      let c = Strided(shape.rows, shape.columns, gap: gap, seed: 3)
      let twin = product(shape, adding: c.matrix) { row, k, column in
        (a.matrix[k, row], b.matrix[k, column])
      }
      BLAS.accumulate(transposed: a.matrix, b.matrix, into: c.matrix)
      #expect(largestDifference(c.matrix.elements, twin) < tolerance(shape))
      #expect(c.gapsAreUntouched)
    }
  }

  /// A weight's columns are multiplied as they lie: the constant input's share of a recurrence.
  @Test func multipliesSomeColumns() {
    let a = Strided(4, 6, gap: 0, seed: 1)
    let b = Strided(5, 10, gap: 0, seed: 2)
    let c = Strided(4, 12, gap: 0, seed: 3)
    let before = c.matrix.elements
    let shape = Shape(rows: 4, inner: 6, columns: 5)
    let twin = product(shape, adding: nil) { row, k, column in
      (a.matrix[row, k], b.matrix[column, 4 + k])
    }
    let into = c.matrix.columns(3..<8)
    BLAS.multiply(a.matrix, transposed: b.matrix.columns(4..<10), into: into)
    #expect(largestDifference(into.elements, twin) < tolerance(shape))
    for row in 0..<4 {
      for column in [0, 1, 2, 8, 9, 10, 11] {
        #expect(c.matrix[row, column] == before[row * 12 + column])
      }
    }
  }

  /// A step at which no sequence runs, or no step at all.
  @Test func acceptsNoRows() {
    let empty = Strided(0, 3, gap: 0, seed: 1)
    let other = Strided(5, 3, gap: 0, seed: 2)
    let into = Strided(0, 5, gap: 0, seed: 3)
    BLAS.multiply(empty.matrix, transposed: other.matrix, into: into.matrix)
    let sum = Strided(3, 3, gap: 0, seed: 4)
    let before = sum.matrix.elements
    BLAS.accumulate(transposed: empty.matrix, empty.matrix, into: sum.matrix)
    #expect(sum.matrix.elements == before)
  }

  @Test func namesTheLibrary() { #expect(BLAS.description.contains("OpenBLAS")) }

  private func product(
    _ shape: Shape, adding start: Matrix?, _ factors: (Int, Int, Int) -> (Float, Float)
  ) -> [Double] {
    var result: [Double] = []
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var sum = Double(start?[row, column] ?? 0)
        for k in 0..<shape.inner {
          let (a, b) = factors(row, k, column)
          sum += Double(a) * Double(b)
        }
        result.append(sum)
      }
    }
    return result
  }
}
