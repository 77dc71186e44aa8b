import CKernels
import S2SRandom
import S2STensors
import Testing

@Suite struct QuantizedMatrixTests {
  /// Outputs and inputs below, at and beyond panels and blocks of them.
  static let sizes = [
    (1, 1), (5, 17), (16, 16), (33, 40), (64, 9), (80, 31), (131, 70),
    (20, 1031),
  ]

  private func matrix(_ rows: Int, _ columns: Int, seed: UInt64, in workspace: Workspace) -> Matrix
  {
    let matrix = workspace.matrix(rows, columns)
    var generator = SeededGenerator(seed: seed)
    matrix.fillUniform(1, using: &generator)
    return matrix
  }

  /// A weight of eight bits among the parameters of a model, and the same as floats.
  private func packed(
    _ weight: Matrix, in workspace: Workspace
  ) -> (packed: PackedWeights, slot: ParameterSlot, quantized: QuantizedMatrix, rounded: Matrix) {
    var table = ParameterTable()
    let slot = table.add("weight", rows: weight.rows, columns: weight.columns)
    let quantized = QuantizedMatrix(rounding: weight)
    let rounded = workspace.matrix(weight.rows, weight.columns)
    for row in 0..<weight.rows { quantized.copyRow(row, to: rounded.row(row)) }
    let packed = PackedWeights(
      ParameterBuffer(table), weights: [], quantized: [(slot, quantized, true)])
    return (packed, slot, quantized, rounded)
  }

  @Test func roundsToTheNearestOf255Steps() {
    let workspace = Workspace()
    let weight = matrix(9, 31, seed: 1, in: workspace)
    for column in 0..<31 { weight[4, column] = 0 }
    let rounded = packed(weight, in: workspace).rounded
    for row in 0..<9 {
      let largest = (0..<31).map { abs(weight[row, $0]) }.max() ?? 0
      for column in 0..<31 {
        #expect(abs(weight[row, column] - rounded[row, column]) <= largest / 127 * 0.5001)
      }
    }
  }

  /// The inputs are rounded, and after that every sum is exact.
  @Test(arguments: ByteInstructions.available)
  func multipliesWhatWasRounded(_ level: ByteInstructions) {
    let workspace = Workspace()
    for (outputs, inputs) in Self.sizes {
      let weight = packed(matrix(outputs, inputs, seed: 2, in: workspace), in: workspace)
      let x = matrix(35, inputs, seed: 3, in: workspace)
      let rounded = packed(x, in: workspace).rounded
      for adds in [false, true] {
        let y = matrix(35, outputs, seed: 4, in: workspace)
        let expected = (0..<35).flatMap { row in
          (0..<outputs).map { output in
            (0..<inputs).reduce(adds ? Double(y[row, output]) : 0) {
              $0 + Double(rounded[row, $1]) * Double(weight.rounded[output, $1])
            }
          }
        }
        level.run {
          weight.packed.multiply(
            x, by: weight.slot, columns: 0..<inputs, into: y, accumulate: adds,
            scratch: workspace)
        }
        #expect(
          largestDifference(y.elements, expected)
            < Double(inputs + 2) * Tolerance.unitInTheLastPlace)
      }
    }
  }

  /// A row alone and among others is the same, bit for bit; so is every level.
  @Test func neitherOtherRowsNorTheLevelMatter() {
    let workspace = Workspace()
    for (outputs, inputs) in Self.sizes {
      let weight = packed(matrix(outputs, inputs, seed: 5, in: workspace), in: workspace)
      let x = matrix(40, inputs, seed: 6, in: workspace)
      func product(_ rows: Range<Int>, _ level: ByteInstructions) -> [Float] {
        let y = workspace.matrix(rows.count, outputs)
        level.run {
          weight.packed.multiply(
            x.rows(rows), by: weight.slot, columns: 0..<inputs, into: y, accumulate: false,
            scratch: workspace)
        }
        return y.elements
      }
      let expected = (0..<40).flatMap { product($0..<$0 + 1, .baseline) }
      for level in ByteInstructions.available {
        for count in [1, 2, 3, 4, 5, 6, 7, 8, 13, 16, 17, 32, 33, 40] {
          #expect(product(0..<count, level) == Array(expected.prefix(count * outputs)))
        }
      }
    }
  }

  /// The largest products of all: sums of pairs do not fit into sixteen bits.
  @Test(arguments: ByteInstructions.available) func saturatesNowhere(_ level: ByteInstructions) {
    let workspace = Workspace()
    let (weight, x) = (workspace.matrix(17, 64), workspace.matrix(9, 64))
    for (sign, inputs) in [(Float(1), Float(1)), (1, -1), (-1, 1), (-1, -1)] {
      weight.fill(sign)
      x.fill(inputs)
      let layer = packed(weight, in: workspace)
      let y = workspace.matrix(9, 17)
      level.run {
        layer.packed.multiply(
          x, by: layer.slot, columns: 0..<64, into: y, accumulate: false, scratch: workspace)
      }
      #expect(y.elements.allSatisfy { abs($0 - 64 * sign * inputs) < 1e-4 })
    }
  }

  /// A level that was chosen is that of an older processor, which multiplies bytes as that does.
  @Test func aLowerLevelHasNoNewerInstructions() {
    for level in KernelLevel.available.dropLast() {
      let bytes: ByteInstructions =
        switch level {
        case .baseline: .baseline
        case .avx512: .avx512VNNI
        default: .avx2
        }
      #expect(level.run { s2s_byte_instructions().rawValue } == bytes.rawValue)
    }
  }

  @Test func multipliesSomeColumnsAndLooksRowsUp() {
    let workspace = Workspace()
    let weight = packed(matrix(20, 14, seed: 7, in: workspace), in: workspace)
    let x = matrix(3, 6, seed: 8, in: workspace)
    let (y, twin) = (workspace.matrix(3, 20), workspace.matrix(3, 20))
    weight.packed.multiply(
      x, by: weight.slot, columns: 8..<14, into: y, accumulate: false, scratch: workspace)
    BLAS.multiply(x, transposed: weight.rounded.columns(8..<14), into: twin)
    // Only the inputs' rounding is between them.
    #expect(largestDifference(y.elements, twin.elements.map(Double.init)) < 6.0 / 254)
    let rows = workspace.matrix(2, 14)
    #expect(weight.packed.gather([19, 0], of: weight.slot, into: rows))
    #expect(rows.rows(0..<1).elements == weight.rounded.rows(19..<20).elements)
  }
}
