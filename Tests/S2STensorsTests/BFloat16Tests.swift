import CKernels
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite(.enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"))
struct BFloat16Tests {
  /// Rows, outputs and inputs below, at and beyond tiles, panels, chunks and blocks of depth.
  static let sizes = [
    (1, 1, 1), (3, 5, 17), (8, 16, 16), (9, 48, 33), (15, 49, 64), (33, 100, 40), (130, 31, 515),
    (7, 1030, 20), (260, 70, 9),
  ]
  /// Those that have bfloat16.
  static let levels = KernelLevel.available.filter { $0 == .avx512 || $0 == .amx }

  /// Tiles and vectors sum in orders of their own.
  private static func atEachLevel(_ body: () -> Void) {
    for level in levels { level.run(body) }
  }

  /// The nearest number of eight bits of precision, ties to even: what the processor does.
  static func rounded(_ value: Float) -> Float {
    let bits = value.bitPattern
    return Float(bitPattern: (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000)
  }

  /// A sum of `depth` products of numbers below 1 may be off by a unit in the last place each.
  private func tolerance(_ depth: Int) -> Double {
    Double(depth + 4) * Double(max(1, depth / 4)) * Tolerance.unitInTheLastPlace
  }

  private func weights(
    _ rows: Int, _ columns: Int, seed: UInt64, parts: Int = 1
  ) -> (ParameterBuffer, ParameterSlot, PanelWeights<BFloat16>) {
    var table = ParameterTable()
    _ = table.add("before", count: 3)
    let slot = table.add("weight", rows: rows, columns: columns)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: seed)
    parameters[slot].fillUniform(1, using: &generator)
    let weights = PanelWeights<BFloat16>(parameters, weights: [slot])
    for part in 0..<parts { weights.update(part: part, of: parts) }
    return (parameters, slot, weights)
  }

  /// Sums in double precision of what was rounded, plus what was there.
  private func expected(
    _ outputs: Matrix, adds: Bool, depth: Int, _ factors: (Int, Int, Int) -> (Float, Float)
  ) -> [Double] {
    (0..<outputs.rows).flatMap { row in
      (0..<outputs.columns).map { column in
        (0..<depth).reduce(adds ? Double(outputs[row, column]) : 0) {
          let (a, b) = factors(row, column, $1)
          return $0 + Double(Self.rounded(a)) * Double(Self.rounded(b))
        }
      }
    }
  }

  /// A matrix that is multiplied by once gives the bits of one that stays in panels.
  @Test(arguments: sizes) func multipliesByMatricesAsByWeights(
    _ rows: Int, _ outputs: Int, _ inputs: Int
  ) {
    Self.atEachLevel {
      let (parameters, slot, weights) = weights(outputs, inputs, seed: 1)
      let (workspace, weight) = (Workspace(), parameters[slot])
      for areColumns in [false, true] {
        let (from, to) = areColumns ? (outputs, inputs) : (inputs, outputs)
        let x = Strided(rows, from, gap: 3, seed: 2)
        let (y, z) = (Strided(rows, to, gap: 2, seed: 3), Strided(rows, to, gap: 2, seed: 3))
        #expect(
          weights.multiply(
            x.matrix, weight, areColumns: areColumns, into: y.matrix, accumulate: true,
            scratch: workspace))
        if areColumns {
          _ = weights.multiplyBack(
            x.matrix, by: slot, columns: 0..<inputs, into: z.matrix, accumulate: true,
            scratch: workspace)
        } else {
          _ = weights.multiply(
            x.matrix, by: slot, columns: 0..<inputs, into: z.matrix, accumulate: true,
            scratch: workspace)
        }
        #expect(y.matrix.elements == z.matrix.elements)
      }
    }
  }

  @Test(arguments: sizes) func multipliesWhatWasRounded(_ rows: Int, _ outputs: Int, _ inputs: Int)
  {
    Self.atEachLevel {
      let (parameters, slot, weights) = weights(outputs, inputs, seed: 1)
      let weight = parameters[slot]
      let x = Strided(rows, inputs, gap: 3, seed: 2)
      for adds in [false, true] {
        let y = Strided(rows, outputs, gap: 2, seed: 3)
        let twin = expected(y.matrix, adds: adds, depth: inputs) {
          (x.matrix[$0, $2], weight[$1, $2])
        }
        #expect(
          weights.multiply(
            x.matrix, by: slot, columns: 0..<inputs, into: y.matrix, accumulate: adds,
            scratch: Workspace()))
        #expect(largestDifference(y.matrix.elements, twin) < tolerance(inputs))
        #expect(y.gapsAreUntouched)
      }
    }
  }

  @Test(arguments: sizes) func multipliesBack(_ rows: Int, _ outputs: Int, _ inputs: Int) {
    Self.atEachLevel {
      let (parameters, slot, weights) = weights(outputs, inputs, seed: 4)
      let weight = parameters[slot]
      let dy = Strided(rows, outputs, gap: 1, seed: 5)
      for adds in [false, true] {
        let dx = Strided(rows, inputs, gap: 4, seed: 6)
        let twin = expected(dx.matrix, adds: adds, depth: outputs) {
          (dy.matrix[$0, $2], weight[$2, $1])
        }
        #expect(
          weights.multiplyBack(
            dy.matrix, by: slot, columns: 0..<inputs, into: dx.matrix, accumulate: adds,
            scratch: Workspace()))
        #expect(largestDifference(dx.matrix.elements, twin) < tolerance(outputs))
        #expect(dx.gapsAreUntouched)
      }
    }
  }

  @Test(arguments: sizes) func accumulatesGradients(_ rows: Int, _ outputs: Int, _ inputs: Int) {
    Self.atEachLevel {
      let (dy, x) = (
        Strided(rows, outputs, gap: 2, seed: 7), Strided(rows, inputs, gap: 1, seed: 8)
      )
      let gradient = Strided(outputs, inputs, gap: 3, seed: 9)
      let twin = expected(gradient.matrix, adds: true, depth: rows) {
        (dy.matrix[$2, $0], x.matrix[$2, $1])
      }
      BFloat16.accumulate(
        transposed: dy.matrix, x.matrix, into: gradient.matrix, scratch: Workspace())
      #expect(largestDifference(gradient.matrix.elements, twin) < tolerance(rows))
      #expect(gradient.gapsAreUntouched)
    }
  }

  /// A weight is the product of itself and the unit matrix.
  @Test func roundsTiesToEven() {
    Self.atEachLevel {
      let values: [Float] = [
        0, 1, 0x1.01p0, 0x1.03p0, 0x1.0101p0, -0x1.01p0, -0x1.03p0, 0x1.fffffep0, 0x1.01p-100,
        .greatestFiniteMagnitude, .infinity,
      ]
      for value in values {
        let (parameters, slot, weights) = weights(1, 1, seed: 1)
        parameters[slot][0, 0] = value
        weights.update(part: 0, of: 1)
        let (one, y) = (Strided(1, 1, gap: 0, seed: 1), Strided(1, 1, gap: 0, seed: 1))
        one.matrix[0, 0] = 1
        _ = weights.multiply(
          one.matrix, by: slot, columns: 0..<1, into: y.matrix, accumulate: false,
          scratch: Workspace())
        #expect(y.matrix[0, 0] == Self.rounded(value))
      }
    }
  }

  /// The training loop notices a run that diverged by a loss that is not a number.
  @Test func keepsWhatIsNotANumber() {
    Self.atEachLevel {
      let (_, slot, weights) = weights(3, 2, seed: 1)
      let (x, y) = (Strided(2, 2, gap: 0, seed: 1), Strided(2, 3, gap: 0, seed: 1))
      x.matrix[1, 1] = .nan
      _ = weights.multiply(
        x.matrix, by: slot, columns: 0..<2, into: y.matrix, accumulate: false, scratch: Workspace())
      #expect(y.matrix.elements.map(\.isNaN) == [false, false, false, true, true, true])
    }
  }

  @Test func multipliesSomeColumns() {
    Self.atEachLevel {
      let (parameters, slot, weights) = weights(20, 39, seed: 10)
      let weight = parameters[slot]
      let x = Strided(5, 23, gap: 0, seed: 11)
      let y = Strided(5, 20, gap: 0, seed: 12)
      var twin = expected(y.matrix, adds: false, depth: 23) {
        (x.matrix[$0, $2], weight[$1, 16 + $2])
      }
      #expect(
        weights.multiply(
          x.matrix, by: slot, columns: 16..<39, into: y.matrix, accumulate: false,
          scratch: Workspace()))
      #expect(largestDifference(y.matrix.elements, twin) < tolerance(23))
      twin = expected(x.matrix, adds: false, depth: 20) { (y.matrix[$0, $2], weight[$2, 16 + $1]) }
      let largest = y.matrix.elements.map { abs(Double($0)) }.max() ?? 0
      #expect(
        weights.multiplyBack(
          y.matrix, by: slot, columns: 16..<39, into: x.matrix, accumulate: false,
          scratch: Workspace()))
      #expect(largestDifference(x.matrix.elements, twin) < largest * tolerance(20))
    }
  }

  /// The caller has another way for columns that panels cannot give.
  @Test func refusesColumnsThatCutPairsOrPanels() {
    let (_, slot, weights) = weights(4, 40, seed: 1)
    let (x, y) = (Strided(2, 3, gap: 0, seed: 1), Strided(2, 4, gap: 0, seed: 1))
    for columns in [1..<4, 4..<7] {
      #expect(
        !weights.multiply(
          x.matrix, by: slot, columns: columns, into: y.matrix, accumulate: false,
          scratch: Workspace()))
    }
    #expect(
      !weights.multiplyBack(
        y.matrix, by: slot, columns: 8..<11, into: x.matrix, accumulate: false,
        scratch: Workspace()))
  }

  /// However many share the work of packing, and whatever rows stand beside a row.
  @Test func givesEqualBits() {
    Self.atEachLevel {
      func product(parts: Int, rows: Range<Int>) -> [Float] {
        let (_, slot, weights) = weights(70, 37, seed: 13, parts: parts)
        let x = Strided(30, 37, gap: 0, seed: 14)
        let y = Strided(30, 70, gap: 0, seed: 15)
        _ = weights.multiply(
          x.matrix.rows(rows), by: slot, columns: 0..<37, into: y.matrix.rows(rows),
          accumulate: false, scratch: Workspace())
        return y.matrix.rows(rows).elements
      }
      let all = product(parts: 1, rows: 0..<30)
      for parts in [2, 3, 7] { #expect(product(parts: parts, rows: 0..<30) == all) }
      #expect(product(parts: 1, rows: 11..<20) == Array(all[11 * 70..<20 * 70]))
    }
  }

  @Test(arguments: KernelLevel.available.filter { !Self.levels.contains($0) })
  func isNotOfferedBelowItsLevel(_ level: KernelLevel) {
    level.run { #expect(!BFloat16.isAvailable) }
  }

  @Test func acceptsNothing() {
    Self.atEachLevel {
      let (_, slot, weights) = weights(2, 2, seed: 1)
      let empty = Workspace().matrix(0, 2)
      let gradient = Strided(2, 2, gap: 0, seed: 1)
      let before = gradient.matrix.elements
      #expect(
        weights.multiply(
          empty, by: slot, columns: 0..<2, into: empty, accumulate: false, scratch: Workspace()))
      BFloat16.accumulate(transposed: empty, empty, into: gradient.matrix, scratch: Workspace())
      #expect(gradient.matrix.elements == before)
    }
  }
}
