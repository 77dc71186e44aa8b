import S2STensors
import Testing

@Suite struct MatrixTests {
  @Test func viewsRowsAndColumns() {
    let owner = Strided(4, 6, gap: 2, seed: 1)
    let matrix = owner.matrix
    let view = matrix.rows(1..<3).columns(2..<5)
    #expect(view.rows == 2 && view.columns == 3 && view.stride == 8 && view.count == 6)
    #expect(view.elements == (1..<3).flatMap { r in (2..<5).map { matrix[r, $0] } })
    view[1, 0] = 99
    #expect(matrix[2, 2] == 99)
    #expect(matrix.rows(2..<2).count == 0)
  }

  @Test func knowsWhetherItsRowsAdjoin() {
    let apart = Strided(3, 4, gap: 1, seed: 1)
    let close = Strided(3, 4, gap: 0, seed: 1)
    #expect(!apart.matrix.isContiguous)
    #expect(close.matrix.isContiguous)
    #expect(apart.matrix.rows(1..<2).isContiguous)
    #expect(!close.matrix.columns(0..<2).isContiguous)
  }

  @Test func copiesBetweenAnyStrides() {
    for (from, to) in [(0, 0), (0, 3), (3, 0), (2, 5)] {
      let source = Strided(3, 5, gap: from, seed: 1)
      let target = Strided(3, 5, gap: to, seed: 2)
      target.matrix.copy(from: source.matrix)
      #expect(target.matrix.elements == source.matrix.elements)
      #expect(target.gapsAreUntouched)
    }
  }

  @Test func gathersRows() {
    let source = Strided(3, 5, gap: 1, seed: 1)
    let target = Strided(5, 5, gap: 2, seed: 2)
    target.matrix.gather([2, 0, -1, 2, 1], of: source.matrix)
    func row(_ index: Int) -> [Float] { source.matrix.rows(index..<index + 1).elements }
    let zeros = [Float](repeating: 0, count: 5)
    #expect(target.matrix.elements == row(2) + row(0) + zeros + row(2) + row(1))
    #expect(target.gapsAreUntouched)
  }

  @Test func zeroesOnlyItself() {
    let owner = Strided(3, 5, gap: 2, seed: 1)
    owner.matrix.zero()
    #expect(owner.matrix.elements == [Float](repeating: 0, count: 15))
    #expect(owner.gapsAreUntouched)
    owner.matrix.fill(2)
    #expect(owner.matrix.elements == [Float](repeating: 2, count: 15))
    #expect(owner.gapsAreUntouched)
  }

  /// The bounds are those of [-b, b) and the mean is near 0: its deviation is b / √(3 n).
  @Test func drawsFromTheUniformDistribution() {
    let owner = Strided(100, 100, gap: 1, seed: 9, bound: 0.08)
    let elements = owner.matrix.elements
    #expect(elements.allSatisfy { $0 >= -0.08 && $0 < 0.08 })
    #expect((elements.max() ?? 0) > 0.079 && (elements.min() ?? 0) < -0.079)
    let mean = elements.reduce(0) { $0 + Double($1) } / 10_000
    #expect(abs(mean) < 5 * 0.08 / 30_000.0.squareRoot())
    #expect(owner.gapsAreUntouched)
  }
}

@Suite struct FloatBufferTests {
  @Test(arguments: [0, 1, 16, 17, 1000]) func startsAlignedAndZero(_ count: Int) {
    let buffer = FloatBuffer(zeros: count)
    #expect(buffer.count == count)
    #expect(UInt(bitPattern: buffer.base) % 64 == 0)
    #expect((0..<count).allSatisfy { buffer.base[$0] == 0 })
    for index in 0..<count { buffer.base[index] = 1 }
    buffer.zero()
    #expect((0..<count).allSatisfy { buffer.base[$0] == 0 })
  }
}
