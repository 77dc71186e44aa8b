import CKernels
import Glibc
import S2STensors
import Testing

@Suite struct LSTMKernelTests {
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }

  @Test(arguments: cases) func forwardEqualsItsTwin(_ level: KernelLevel, width: Int) {
    let (rows, gap) = (3, 5)
    let gates = Strided(rows, 4 * width, gap: gap, seed: 1, bound: 6)
    let previous = Strided(rows, width, gap: 3, seed: 2, bound: 2)
    let cell = Strided(rows, width, gap: 2, seed: 3)
    let hidden = Strided(rows, width, gap: 7, seed: 4)
    let twin = LSTMTwin(gates: gates.matrix, previous: previous.matrix)
    level.run {
      Kernels.lstmForward(
        gates: gates.matrix, previousCell: previous.matrix, cell: cell.matrix,
        hidden: hidden.matrix)
    }
    #expect(largestDifference(gates.matrix.elements, twin.gates) < Tolerance.activation)
    #expect(largestDifference(cell.matrix.elements, twin.cell) < Tolerance.gates)
    #expect(largestDifference(hidden.matrix.elements, twin.hidden) < Tolerance.gates)
    #expect(gates.gapsAreUntouched && cell.gapsAreUntouched && hidden.gapsAreUntouched)
  }

  /// Inference writes the new state over the old one.
  @Test(arguments: cases) func worksInPlace(_ level: KernelLevel, width: Int) {
    let gates = Strided(2, 4 * width, gap: 1, seed: 1)
    let state = Strided(2, width, gap: 1, seed: 2)
    let hidden = Strided(2, width, gap: 1, seed: 3)
    let twin = LSTMTwin(gates: gates.matrix, previous: state.matrix)
    level.run {
      Kernels.lstmForward(
        gates: gates.matrix, previousCell: state.matrix, cell: state.matrix,
        hidden: hidden.matrix)
    }
    #expect(largestDifference(state.matrix.elements, twin.cell) < Tolerance.gates)
  }

  @Test(arguments: cases) func backwardEqualsItsTwin(_ level: KernelLevel, width: Int) {
    let rows = 3
    let gates = Strided(rows, 4 * width, gap: 5, seed: 5)
    let previous = Strided(rows, width, gap: 3, seed: 6, bound: 2)
    let cell = Strided(rows, width, gap: 2, seed: 7, bound: 2)
    let hiddenGradient = Strided(rows, width, gap: 1, seed: 8)
    let cellGradient = Strided(rows, width, gap: 6, seed: 9)
    let gateGradient = Strided(rows, 4 * width, gap: 4, seed: 10)
    let twin = LSTMGradientTwin(
      gates: gates.matrix, previous: previous.matrix, cell: cell.matrix,
      hiddenGradient: hiddenGradient.matrix, cellGradient: cellGradient.matrix)
    level.run {
      Kernels.lstmBackward(
        SavedLSTMStep(
          gates: gates.matrix, previousCell: previous.matrix, cell: cell.matrix),
        hiddenGradient: hiddenGradient.matrix, cellGradient: cellGradient.matrix,
        gateGradient: gateGradient.matrix)
    }
    #expect(
      largestDifference(gateGradient.matrix.elements, twin.gateGradient) < Tolerance.gates)
    #expect(
      largestDifference(cellGradient.matrix.elements, twin.previousGradient) < Tolerance.gates)
    #expect(gateGradient.gapsAreUntouched && cellGradient.gapsAreUntouched)
  }

  /// What is no number stays visible, in the state and in every gradient that depends on it.
  @Test(arguments: cases) func keepsWhatIsNoNumber(_ level: KernelLevel, width: Int) {
    for gate in 0..<4 {
      let gates = Strided(1, 4 * width, gap: 0, seed: 1)
      let state = Strided(1, width, gap: 0, seed: 2)
      let hidden = Strided(1, width, gap: 0, seed: 3)
      gates.matrix[0, gate * width + width - 1] = .nan
      level.run {
        Kernels.lstmForward(
          gates: gates.matrix, previousCell: state.matrix, cell: state.matrix,
          hidden: hidden.matrix)
      }
      #expect(hidden.matrix[0, width - 1].isNaN)
      #expect(hidden.matrix.elements.dropLast().allSatisfy { $0.isFinite })
    }
  }
}

/// One step of the LSTM as its equations say, in double precision.
private struct LSTMTwin {
  var gates: [Double] = []
  var cell: [Double] = []
  var hidden: [Double] = []

  init(gates input: Matrix, previous: Matrix) {
    let width = previous.columns
    for row in 0..<previous.rows {
      func value(_ gate: Int, _ column: Int) -> Double {
        let x = Double(input[row, gate * width + column])
        return gate == 2 ? tanh(x) : 1 / (1 + exp(-x))
      }
      for gate in 0..<4 { gates += (0..<width).map { value(gate, $0) } }
      for column in 0..<width {
        let c =
          value(1, column) * Double(previous[row, column]) + value(0, column) * value(2, column)
        cell.append(c)
        hidden.append(value(3, column) * tanh(c))
      }
    }
  }
}

/// The gradient of one step, by the chain rule on the same equations.
private struct LSTMGradientTwin {
  var gateGradient: [Double] = []
  var previousGradient: [Double] = []

  init(
    gates: Matrix, previous: Matrix, cell: Matrix, hiddenGradient: Matrix,
    cellGradient: Matrix
  ) {
    let width = cell.columns
    for row in 0..<cell.rows {
      var gradients = [[Double]](repeating: [], count: 4)
      for column in 0..<width {
        let (i, f, g, o) = (
          Double(gates[row, column]), Double(gates[row, width + column]),
          Double(gates[row, 2 * width + column]), Double(gates[row, 3 * width + column])
        )
        let dh = Double(hiddenGradient[row, column])
        let t = tanh(Double(cell[row, column]))
        let dc = Double(cellGradient[row, column]) + dh * o * (1 - t * t)
        gradients[0].append(dc * g * i * (1 - i))
        gradients[1].append(dc * Double(previous[row, column]) * f * (1 - f))
        gradients[2].append(dc * i * (1 - g * g))
        gradients[3].append(dh * t * o * (1 - o))
        previousGradient.append(dc * f)
      }
      gateGradient += gradients.flatMap { $0 }
    }
  }
}
