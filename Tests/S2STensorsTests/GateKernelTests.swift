import CKernels
import Glibc
import S2STensors
import Testing

/// The kernels of GRU and MUT cells, and the LSTM's without a gate, beside their equations in
/// double precision.
@Suite struct GateKernelTests {
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }
  private let rows = 3

  @Test(arguments: cases) func gruForwardEqualsItsTwin(_ level: KernelLevel, width: Int) {
    let saved = Strided(rows, 6 * width, gap: 5, seed: 1, bound: 4)
    let state = Strided(rows, width, gap: 3, seed: 2)
    let (x, h) = (saved.matrix.parts(of: width), state.matrix.doubles)
    let r = zip(x[0], x[3]).map { sigmoid($0 + $1) }
    let z = zip(x[1], x[4]).map { sigmoid($0 + $1) }
    let n = r.indices.map { tanh(x[2][$0] + r[$0] * x[5][$0]) }
    // The new state in place of the old one, as in inference.
    level.run { Kernels.gruForward(saved.matrix, previous: state.matrix, hidden: state.matrix) }
    for (part, twin) in [r, z, n].enumerated() {
      let found = saved.matrix.part(part, of: width).elements
      #expect(largestDifference(found, twin) < Tolerance.gates)
    }
    let twin = h.indices.map { z[$0] * h[$0] + (1 - z[$0]) * n[$0] }
    #expect(largestDifference(state.matrix.elements, twin) < Tolerance.gates)
    #expect(saved.gapsAreUntouched && state.gapsAreUntouched)
  }

  @Test(arguments: cases) func gruBackwardEqualsItsTwin(_ level: KernelLevel, width: Int) {
    let saved = Strided(rows, 6 * width, gap: 5, seed: 3)
    let previous = Strided(rows, width, gap: 3, seed: 4)
    let gradient = Strided(rows, width, gap: 1, seed: 5)
    let back = Strided(rows, 6 * width, gap: 2, seed: 6)
    let (x, h, d) = (
      saved.matrix.parts(of: width), previous.matrix.doubles, gradient.matrix.doubles
    )
    let (r, z, n) = (x[0], x[1], x[2])
    let dn = d.indices.map { d[$0] * (1 - z[$0]) * (1 - n[$0] * n[$0]) }
    let dr = d.indices.map { dn[$0] * x[5][$0] * r[$0] * (1 - r[$0]) }
    let dz = d.indices.map { d[$0] * (h[$0] - n[$0]) * z[$0] * (1 - z[$0]) }
    level.run {
      Kernels.gruBackward(
        saved.matrix, previous: previous.matrix, gradient: gradient.matrix,
        savedGradient: back.matrix)
    }
    for (part, twin) in [dr, dz, dn, dr, dz, zip(dn, r).map(*)].enumerated() {
      let found = back.matrix.part(part, of: width).elements
      #expect(largestDifference(found, twin) < Tolerance.gates)
    }
    #expect(largestDifference(gradient.matrix.elements, zip(d, z).map(*)) < Tolerance.gates)
    #expect(back.gapsAreUntouched && gradient.gapsAreUntouched)
  }

  @Test(arguments: cases) func resetEqualsItsTwin(_ level: KernelLevel, width: Int) {
    let gate = Strided(rows, width, gap: 5, seed: 1, bound: 4)
    let hidden = Strided(rows, width, gap: 3, seed: 2)
    let product = Strided(rows, width, gap: 1, seed: 3)
    let gateGradient = Strided(rows, width, gap: 1, seed: 4)
    let hiddenGradient = Strided(rows, width, gap: 4, seed: 5)
    let (r, h) = (gate.matrix.doubles.map(sigmoid), hidden.matrix.doubles)
    level.run {
      Kernels.resetForward(
        gate: gate.matrix, hidden: hidden.matrix, product: product.matrix)
    }
    #expect(largestDifference(gate.matrix.elements, r) < Tolerance.gates)
    #expect(largestDifference(product.matrix.elements, zip(r, h).map(*)) < Tolerance.gates)
    let (d, before) = (product.matrix.doubles, hiddenGradient.matrix.doubles)
    level.run {
      Kernels.resetBackward(
        gate: gate.matrix, hidden: hidden.matrix, productGradient: product.matrix,
        gateGradient: gateGradient.matrix, hiddenGradient: hiddenGradient.matrix)
    }
    let dr = d.indices.map { d[$0] * h[$0] * r[$0] * (1 - r[$0]) }
    let dh = d.indices.map { before[$0] + d[$0] * r[$0] }
    #expect(largestDifference(gateGradient.matrix.elements, dr) < Tolerance.gates)
    #expect(largestDifference(hiddenGradient.matrix.elements, dh) < Tolerance.gates)
    #expect(gate.gapsAreUntouched && product.gapsAreUntouched)
    #expect(gateGradient.gapsAreUntouched && hiddenGradient.gapsAreUntouched)
  }

  @Test(arguments: cases, [true, false])
  func blendEqualsItsTwin(_ place: (KernelLevel, Int), keeps: Bool) {
    let (level, width) = place
    let gate = Strided(rows, width, gap: 5, seed: 1, bound: 4)
    let candidate = Strided(rows, width, gap: 3, seed: 2, bound: 3)
    let previous = Strided(rows, width, gap: 1, seed: 3)
    let next = Strided(rows, width, gap: 2, seed: 4)
    let z = gate.matrix.doubles.map(sigmoid)
    let n = candidate.matrix.doubles.map { tanh($0) }
    let h = previous.matrix.doubles
    let k = z.map { keeps ? $0 : 1 - $0 }
    let blend = Blend(
      gate: gate.matrix, candidate: candidate.matrix, previous: previous.matrix, keeps: keeps)
    level.run { Kernels.blendForward(blend, next: next.matrix) }
    #expect(largestDifference(gate.matrix.elements, z) < Tolerance.gates)
    #expect(largestDifference(candidate.matrix.elements, n) < Tolerance.gates)
    let mixed = h.indices.map { k[$0] * h[$0] + (1 - k[$0]) * n[$0] }
    #expect(largestDifference(next.matrix.elements, mixed) < Tolerance.gates)
    let gateGradient = Strided(rows, width, gap: 1, seed: 5)
    let candidateGradient = Strided(rows, width, gap: 6, seed: 6)
    let d = next.matrix.doubles
    level.run {
      Kernels.blendBackward(
        blend, gradient: next.matrix, gateGradient: gateGradient.matrix,
        candidateGradient: candidateGradient.matrix)
    }
    let sign = keeps ? 1.0 : -1.0
    let dz = d.indices.map { sign * d[$0] * (h[$0] - n[$0]) * z[$0] * (1 - z[$0]) }
    let dn = d.indices.map { d[$0] * (1 - k[$0]) * (1 - n[$0] * n[$0]) }
    #expect(largestDifference(gateGradient.matrix.elements, dz) < Tolerance.gates)
    #expect(largestDifference(candidateGradient.matrix.elements, dn) < Tolerance.gates)
    #expect(largestDifference(next.matrix.elements, zip(d, k).map(*)) < Tolerance.gates)
    #expect(gate.gapsAreUntouched && candidate.gapsAreUntouched && next.gapsAreUntouched)
    #expect(gateGradient.gapsAreUntouched && candidateGradient.gapsAreUntouched)
  }

  /// An LSTM without a gate is one whose gate is open as far as a float can say, to the bit.
  @Test(arguments: cases, [LSTMGates.noInput, .noForget, .noOutput])
  func aMissingGateIsOne(_ place: (KernelLevel, Int), missing: LSTMGates) {
    let (level, width) = place
    let few = Strided(rows, 3 * width, gap: 5, seed: 1, bound: 3)
    let all = Strided(rows, 4 * width, gap: 2, seed: 2)
    let places = (0..<4).filter { $0 != Int(missing.rawValue) }
    all.matrix.fill(88)
    for (from, to) in places.enumerated() {
      all.matrix.part(to, of: width).copy(from: few.matrix.part(from, of: width))
    }
    let previous = Strided(rows, width, gap: 3, seed: 3)
    func run(_ gates: Matrix, _ kind: LSTMGates) -> [[Float]] {
      let cell = Strided(rows, width, gap: 1, seed: 4)
      let hidden = Strided(rows, width, gap: 1, seed: 5)
      let cellGradient = Strided(rows, width, gap: 2, seed: 6)
      let back = Strided(rows, gates.columns, gap: 2, seed: 7)
      level.run {
        Kernels.lstmForward(
          gates: gates, previousCell: previous.matrix, cell: cell.matrix,
          hidden: hidden.matrix, kind: kind)
        Kernels.lstmBackward(
          SavedLSTMStep(
            gates: gates, previousCell: previous.matrix, cell: cell.matrix, kind: kind),
          hiddenGradient: hidden.matrix, cellGradient: cellGradient.matrix,
          gateGradient: back.matrix)
      }
      #expect(cell.gapsAreUntouched && back.gapsAreUntouched && cellGradient.gapsAreUntouched)
      let kept = kind == .all ? places : [0, 1, 2]
      return [cell, hidden, cellGradient].map(\.matrix.elements)
        + kept.map { back.matrix.part($0, of: width).elements }
        + kept.map { gates.part($0, of: width).elements }
    }
    #expect(run(few.matrix, missing) == run(all.matrix, .all))
    #expect(few.gapsAreUntouched)
  }

  @Test(arguments: KernelLevel.available)
  func otherNonlinearitiesEqualTheirTwins(_ level: KernelLevel) {
    for width in widths {
      let (x, gradient) = (
        Strided(rows, width, gap: 2, seed: 1, bound: 5), Strided(rows, width, gap: 2, seed: 2)
      )
      let (twins, d) = (x.matrix.doubles.map(sigmoid), gradient.matrix.doubles)
      level.run {
        Kernels.sigmoid(x.matrix)
        Kernels.sigmoidBackward(gradient.matrix, output: x.matrix)
      }
      #expect(largestDifference(x.matrix.elements, twins) < Tolerance.activation)
      let back = d.indices.map { d[$0] * twins[$0] * (1 - twins[$0]) }
      #expect(largestDifference(gradient.matrix.elements, back) < Tolerance.gates)
      let (y, positive) = (
        Strided(rows, width, gap: 2, seed: 3), Strided(rows, width, gap: 2, seed: 4)
      )
      let (values, before) = (y.matrix.elements, positive.matrix.elements)
      level.run {
        Kernels.relu(y.matrix)
        Kernels.reluBackward(positive.matrix, output: y.matrix)
      }
      #expect(y.matrix.elements == values.map { max($0, 0) })
      #expect(positive.matrix.elements == zip(values, before).map { $0 > 0 ? $1 : 0 })
      #expect(x.gapsAreUntouched && y.gapsAreUntouched && positive.gapsAreUntouched)
    }
  }

  /// What is no number stays visible.
  @Test(arguments: cases) func keepsWhatIsNoNumber(_ level: KernelLevel, width: Int) {
    for part in 0..<6 {
      let saved = Strided(1, 6 * width, gap: 0, seed: 1)
      let state = Strided(1, width, gap: 0, seed: 2)
      saved.matrix[0, part * width + width - 1] = .nan
      level.run { Kernels.gruForward(saved.matrix, previous: state.matrix, hidden: state.matrix) }
      #expect(state.matrix[0, width - 1].isNaN)
      #expect(state.matrix.elements.dropLast().allSatisfy { $0.isFinite })
    }
    let row = Strided(1, width, gap: 0, seed: 3)
    row.matrix[0, width - 1] = .nan
    level.run { Kernels.relu(row.matrix) }
    #expect(row.matrix[0, width - 1].isNaN)
    level.run { Kernels.sigmoid(row.matrix) }
    #expect(row.matrix[0, width - 1].isNaN)
  }
}

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension Matrix {
  fileprivate var doubles: [Double] { elements.map { Double($0) } }

  /// The values of each of several parts of equal width.
  fileprivate func parts(of width: Int) -> [[Double]] {
    (0..<columns / width).map { part($0, of: width).doubles }
  }
}
