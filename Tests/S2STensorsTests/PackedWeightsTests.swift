import S2SRandom
import S2STensors
import Testing

@Suite struct PackedWeightsTests {
  /// Outputs below, at and beyond panels and blocks of panels; inputs of several depths.
  static let sizes = [(1, 1), (5, 17), (16, 16), (33, 40), (64, 9), (80, 31), (131, 70)]
  /// Rows below, at and beyond every block of rows.
  static let rowCounts = [1, 2, 3, 4, 5, 6, 7, 13]

  private func weight(_ outputs: Int, _ inputs: Int) -> (ParameterBuffer, ParameterSlot) {
    var table = ParameterTable()
    _ = table.add("before", count: 3)
    let slot = table.add("weight", rows: outputs, columns: inputs)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 2)
    parameters.all.fillUniform(1, using: &generator)
    return (parameters, slot)
  }

  @Test(arguments: KernelLevel.available) func multipliesByTheTransposedWeight(_ level: KernelLevel)
  {
    for (outputs, inputs) in Self.sizes {
      let (parameters, slot) = weight(outputs, inputs)
      let packed = PackedWeights(parameters, weights: [slot])
      for (rows, adds) in Self.rowCounts.flatMap({ [($0, false), ($0, true)] }) {
        let x = Strided(rows, inputs, gap: 2, seed: 3)
        let y = Strided(rows, outputs, gap: 3, seed: 4)
        let twin = (0..<rows).flatMap { row in
          (0..<outputs).map { output in
            (0..<inputs).reduce(adds ? Double(y.matrix[row, output]) : 0) {
              $0 + Double(x.matrix[row, $1]) * Double(parameters[slot][output, $1])
            }
          }
        }
        level.run {
          packed.multiply(
            x.matrix, by: slot, columns: 0..<inputs, into: y.matrix, accumulate: adds,
            scratch: Workspace())
        }
        #expect(
          largestDifference(y.matrix.elements, twin)
            < Double(inputs + 1) * Tolerance.unitInTheLastPlace)
        #expect(y.gapsAreUntouched)
      }
    }
  }

  /// What makes translations independent of the batch: a row alone and among others is the same,
  /// bit for bit.
  @Test(arguments: KernelLevel.available) func aRowDoesNotDependOnTheOthers(_ level: KernelLevel) {
    for (outputs, inputs) in Self.sizes {
      let (parameters, slot) = weight(outputs, inputs)
      let packed = PackedWeights(parameters, weights: [slot])
      let x = Strided(13, inputs, gap: 0, seed: 5)
      func product(_ rows: Range<Int>) -> [Float] {
        let y = Strided(rows.count, outputs, gap: 0, seed: 6)
        level.run {
          packed.multiply(
            x.matrix.rows(rows), by: slot, columns: 0..<inputs, into: y.matrix, accumulate: false,
            scratch: Workspace())
        }
        return y.matrix.elements
      }
      let alone = (0..<13).flatMap { product($0..<$0 + 1) }
      for count in Self.rowCounts {
        #expect(product(0..<count) == Array(alone.prefix(count * outputs)))
        #expect(product(13 - count..<13) == Array(alone.suffix(count * outputs)))
      }
    }
  }

  /// The constant input's share of a recurrence uses some columns of a weight.
  @Test func multipliesSomeColumns() {
    let (parameters, slot) = weight(20, 12)
    let packed = PackedWeights(parameters, weights: [slot])
    let x = Strided(3, 5, gap: 0, seed: 7)
    let (y, twin) = (Strided(3, 20, gap: 0, seed: 8), Strided(3, 20, gap: 0, seed: 8))
    packed.multiply(
      x.matrix, by: slot, columns: 4..<9, into: y.matrix, accumulate: false,
      scratch: Workspace())
    BLAS.multiply(x.matrix, transposed: parameters[slot].columns(4..<9), into: twin.matrix)
    let difference = largestDifference(y.matrix.elements, twin.matrix.elements.map(Double.init))
    #expect(difference < 6 * Tolerance.unitInTheLastPlace)
  }
}
