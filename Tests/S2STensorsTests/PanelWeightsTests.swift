import S2SRandom
import S2STensors
import Testing

/// Weights in panels for training, beside sums in double precision.
@Suite struct PanelWeightsTests {
  private func weights(
    _ outputs: Int, _ inputs: Int, parts: Int
  ) -> (PanelWeights<SinglePrecision>, slot: ParameterSlot, values: Matrix) {
    var table = ParameterTable()
    _ = table.add("before", count: 3)
    let slot = table.add("weight", rows: outputs, columns: inputs)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 2)
    parameters.all.fillUniform(1, using: &generator)
    let panels = PanelWeights<SinglePrecision>(parameters, weights: [slot])
    for part in 0..<parts { panels.update(part: part, of: parts) }
    return (panels, slot, parameters[slot])
  }

  @Test(arguments: [false, true]) func multiplyBothWays(adds: Bool) {
    for (outputs, inputs) in PackedWeightsTests.sizes {
      for (rows, parts) in [(1, 1), (7, 2), (13, 5)] {
        let (panels, slot, values) = weights(outputs, inputs, parts: parts)
        let x = Strided(rows, inputs, gap: 2, seed: 3)
        let y = Strided(rows, outputs, gap: 3, seed: 4)
        let expected = (0..<rows).flatMap { row in
          (0..<outputs).map { output in
            (0..<inputs).reduce(adds ? Double(y.matrix[row, output]) : 0) {
              $0 + Double(x.matrix[row, $1]) * Double(values[output, $1])
            }
          }
        }
        let expectedBack = (0..<rows).flatMap { row in
          (0..<inputs).map { input in
            (0..<outputs).reduce(adds ? Double(x.matrix[row, input]) : 0) {
              $0 + Double(y.matrix[row, $1]) * Double(values[$1, input])
            }
          }
        }
        let tolerance = Double(max(inputs, outputs) + 1) * Tolerance.unitInTheLastPlace
        let back = Strided(rows, inputs, gap: 2, seed: 3)
        #expect(
          panels.multiplyBack(
            y.matrix, by: slot, columns: 0..<inputs, into: back.matrix, accumulate: adds,
            scratch: Workspace()))
        #expect(largestDifference(back.matrix.elements, expectedBack) < tolerance)
        #expect(
          panels.multiply(
            x.matrix, by: slot, columns: 0..<inputs, into: y.matrix, accumulate: adds,
            scratch: Workspace()))
        #expect(largestDifference(y.matrix.elements, expected) < tolerance)
        #expect(y.gapsAreUntouched && back.gapsAreUntouched)
      }
    }
  }

  @Test func multiplySomeColumns() {
    let (panels, slot, values) = weights(20, 40, parts: 2)
    let x = Strided(3, 9, gap: 1, seed: 5)
    let y = Strided(3, 20, gap: 0, seed: 6)
    let isDone = panels.multiply(
      x.matrix, by: slot, columns: 5..<14, into: y.matrix, accumulate: false,
      scratch: Workspace())
    #expect(isDone)
    let workspace = Workspace()
    let twin = workspace.matrix(3, 20)
    BLAS.multiply(x.matrix, transposed: values.columns(5..<14), into: twin)
    #expect(
      largestDifference(y.matrix.elements, twin.elements.map(Double.init))
        < 10 * Tolerance.unitInTheLastPlace)
    // Where columns do not begin with a panel, somebody else has to.
    let back = Strided(3, 9, gap: 0, seed: 7)
    #expect(
      !panels.multiplyBack(
        y.matrix, by: slot, columns: 5..<14, into: back.matrix, accumulate: false,
        scratch: Workspace()))
  }

  @Test func leaveOtherWeightsAlone() {
    let (panels, _, _) = weights(4, 4, parts: 1)
    var table = ParameterTable()
    let other = table.add("other", rows: 4, columns: 4)
    let x = Strided(1, 4, gap: 0, seed: 1)
    let y = Strided(1, 4, gap: 0, seed: 2)
    let before = y.matrix.elements
    #expect(
      !panels.multiply(
        x.matrix, by: other, columns: 0..<4, into: y.matrix, accumulate: false,
        scratch: Workspace()))
    #expect(y.matrix.elements == before)
  }
}
