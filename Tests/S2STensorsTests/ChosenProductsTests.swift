import S2SRandom
import S2STensors
import Testing

/// Products with some rows of a weight alone.
@Suite struct ChosenProductsTests {
  static let widths = [1, 4, 17, 64, 70, 131]
  private let workspace = Workspace()

  private struct Layer {
    let packed: PackedWeights
    let slot: ParameterSlot
    let values: Matrix
    let bias: Matrix
  }

  private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    let matrix = workspace.matrix(rows, columns)
    var generator = SeededGenerator(seed: seed)
    matrix.fillUniform(1, using: &generator)
    return matrix
  }

  /// A layer of 40 outputs, as floats or as bytes.
  private func layer(width: Int, isQuantized: Bool) -> Layer {
    var table = ParameterTable()
    let slot = table.add("weight", rows: 40, columns: width)
    let values = matrix(40, width, seed: 1)
    let bytes = QuantizedMatrix(rounding: values)
    if isQuantized { for row in 0..<40 { bytes.copyRow(row, to: values.row(row)) } }
    return Layer(
      packed: PackedWeights(
        ParameterBuffer(table), weights: [], quantized: isQuantized ? [(slot, bytes, true)] : []),
      slot: slot, values: values, bias: matrix(1, 40, seed: 2))
  }

  /// Outputs that are not chosen keep the value that they had, -7.
  private func product(_ x: Matrix, _ rows: [Int32], _ layer: Layer, _ level: KernelLevel)
    -> [Float]
  {
    let y = workspace.matrix(x.rows, 40)
    y.fill(-7)
    level.run {
      layer.packed.multiply(
        x, byChosen: rows, of: (layer.slot, layer.values), bias: layer.bias, into: y,
        scratch: workspace)
    }
    return y.elements
  }

  @Test(arguments: KernelLevel.available, [false, true])
  func areWhatAllRowsWouldGive(_ level: KernelLevel, isQuantized: Bool) {
    let chosen: [Int32] = [0, 3, 17, 39]
    for width in Self.widths {
      let layer = layer(width: width, isQuantized: isQuantized)
      let x = matrix(5, width, seed: 3)
      // What is rounded to bytes once stays as it is when it is rounded again.
      let rounded = QuantizedMatrix(rounding: x)
      if isQuantized { for row in 0..<5 { rounded.copyRow(row, to: x.row(row)) } }
      let expected = (0..<5).flatMap { row in
        (0..<40).map { output -> Double in
          guard chosen.contains(Int32(output)) else { return -7 }
          return (0..<width).reduce(Double(layer.bias[0, output])) {
            $0 + Double(x[row, $1]) * Double(layer.values[output, $1])
          }
        }
      }
      #expect(
        largestDifference(product(x, chosen, layer, level), expected)
          < Double(width + 2) * Tolerance.unitInTheLastPlace)
    }
  }

  @Test(arguments: [false, true]) func neitherOtherRowsNorOtherChoicesMatter(isQuantized: Bool) {
    for width in Self.widths {
      let layer = layer(width: width, isQuantized: isQuantized)
      let x = matrix(6, width, seed: 4)
      for level in KernelLevel.available {
        let all = product(x, Array(0..<40), layer, level)
        for row in 0..<6 {
          let alone = product(x.rows(row..<row + 1), [5, 31], layer, level)
          #expect(alone[5] == all[row * 40 + 5] && alone[31] == all[row * 40 + 31])
        }
      }
    }
  }

  /// Sums of bytes are exact on every processor.
  @Test func bytesGiveTheSameBitsOnEveryLevel() {
    for width in Self.widths {
      let layer = layer(width: width, isQuantized: true)
      let x = matrix(6, width, seed: 5)
      let results = KernelLevel.available.map { product(x, [2, 38], layer, $0) }
      #expect(results.allSatisfy { $0 == results[0] })
    }
  }
}
