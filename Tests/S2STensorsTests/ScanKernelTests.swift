import Glibc
import S2STensors
import Testing

/// The kernels of cells without a product, beside their equations in double precision; gradients beside
/// differences of those equations.
@Suite struct ScanKernelTests {
  static let kinds: [ScanKind] = [
    .ssru, .sru, .minGRU, .minLSTM, .qrnnForget, .qrnnForgetOutput, .qrnnInputForgetOutput,
  ]
  static let cases = KernelLevel.available.flatMap { level in widths.map { (level, $0) } }
  private let rows = 3

  /// One unit's step: the activations in the order in which they are saved, the memory, and what is shown.
  private static func step(
    _ kind: ScanKind, _ x: [Double], previous c: Double, look v: [Double]
  ) -> (saved: [Double], memory: Double, shown: Double) {
    switch kind {
    case .ssru:
      let f = sigmoid(x[0])
      let next = f * c + (1 - f) * x[1]
      return ([f, x[1]], next, max(next, 0))
    case .sru:
      let (f, r) = (sigmoid(x[0] + v[0] * c), sigmoid(x[1] + v[1] * c))
      let next = f * c + (1 - f) * x[2]
      return ([f, r, x[2], x[3]], next, r * next + (1 - r) * x[3])
    case .minGRU:
      let z = sigmoid(x[0])
      let next = (1 - z) * c + z * x[1]
      return ([z, x[1]], next, next)
    case .minLSTM:
      let (f, i) = (sigmoid(x[0]), sigmoid(x[1]))
      let next = (f * c + i * x[2]) / (f + i)
      return ([f, i, x[2]], next, next)
    case .qrnnForget:
      let (f, z) = (sigmoid(x[0]), tanh(x[1]))
      let next = f * c + (1 - f) * z
      return ([f, z], next, next)
    case .qrnnForgetOutput:
      let (f, o, z) = (sigmoid(x[0]), sigmoid(x[1]), tanh(x[2]))
      let next = f * c + (1 - f) * z
      return ([f, o, z], next, o * next)
    case .qrnnInputForgetOutput:
      let (f, o, i, z) = (sigmoid(x[0]), sigmoid(x[1]), sigmoid(x[2]), tanh(x[3]))
      let next = f * c + i * z
      return ([f, o, i, z], next, o * next)
    }
  }

  /// The matrices of a step of three rows.
  private struct Example {
    let kind: ScanKind
    let width: Int
    let saved, previous, cell, hidden, look: Strided

    init(_ kind: ScanKind, rows: Int, width: Int) {
      (self.kind, self.width) = (kind, width)
      saved = Strided(rows, kind.width * width, gap: 5, seed: 1, bound: 3)
      previous = Strided(rows, width, gap: 3, seed: 2)
      cell = Strided(rows, width, gap: 1, seed: 3)
      hidden = Strided(rows, width, gap: 2, seed: 4)
      look = Strided(1, 2 * width, gap: 0, seed: 5)
    }

    var step: ScanStep {
      ScanStep(
        saved: saved.matrix, previous: previous.matrix, cell: kind.hasCell ? cell.matrix : nil,
        hidden: hidden.matrix, look: kind == .sru ? look.matrix : nil)
    }

    /// The numbers of one unit: what is saved, the memory before, and what gates multiply it by.
    func unit(_ row: Int, _ column: Int) -> (x: [Double], previous: Double, look: [Double]) {
      (
        (0..<kind.width).map { Double(saved.matrix[row, $0 * width + column]) },
        Double(previous.matrix[row, column]),
        (0..<2).map { Double(look.matrix[0, $0 * width + column]) }
      )
    }

    var gapsAreUntouched: Bool {
      [saved, previous, cell, hidden, look].allSatisfy(\.gapsAreUntouched)
    }
  }

  @Test(arguments: cases, kinds)
  func forwardEqualsItsTwin(_ place: (KernelLevel, Int), kind: ScanKind) {
    let (level, width) = place
    let example = Example(kind, rows: rows, width: width)
    let twins = (0..<rows * width).map { index in
      let unit = example.unit(index / width, index % width)
      return Self.step(kind, unit.x, previous: unit.previous, look: unit.look)
    }
    level.run { Kernels.scanForward(example.step, kind) }
    #expect(
      largestDifference(example.hidden.matrix.elements, twins.map(\.shown)) < Tolerance.gates)
    if kind.hasCell {
      #expect(
        largestDifference(example.cell.matrix.elements, twins.map(\.memory)) < Tolerance.gates)
    }
    for part in 0..<kind.width {
      let found = example.saved.matrix.part(part, of: width).elements
      #expect(largestDifference(found, twins.map { $0.saved[part] }) < Tolerance.gates)
    }
    #expect(example.gapsAreUntouched)
  }

  @Test(arguments: cases, kinds)
  func backwardEqualsDifferences(_ place: (KernelLevel, Int), kind: ScanKind) {
    let (level, width) = place
    let example = Example(kind, rows: rows, width: width)
    let hiddenGradient = Strided(rows, width, gap: 4, seed: 6)
    let cellGradient = Strided(rows, width, gap: 2, seed: 7)
    let savedGradient = Strided(rows, kind.width * width, gap: 1, seed: 8)
    let twins = (0..<rows * width).map { index in
      let (row, column) = (index / width, index % width)
      return Self.gradient(
        kind, example.unit(row, column), shown: Double(hiddenGradient.matrix[row, column]),
        memory: kind.hasCell ? Double(cellGradient.matrix[row, column]) : 0)
    }
    level.run {
      Kernels.scanForward(example.step, kind)
      Kernels.scanBackward(
        example.step, kind, hiddenGradient: hiddenGradient.matrix,
        cellGradient: kind.hasCell ? cellGradient.matrix : nil,
        savedGradient: savedGradient.matrix)
    }
    for part in 0..<kind.width {
      let found = savedGradient.matrix.part(part, of: width).elements
      #expect(largestDifference(found, twins.map { $0[part] }) < Tolerance.gates)
    }
    let memory = (kind.hasCell ? cellGradient : hiddenGradient).matrix
    #expect(largestDifference(memory.elements, twins.map { $0[kind.width] }) < Tolerance.gates)
    if kind.hasCell { #expect(hiddenGradient.matrix.elements.allSatisfy { $0 == 0 }) }
    #expect(
      [hiddenGradient, cellGradient, savedGradient].allSatisfy(\.gapsAreUntouched)
        && example.gapsAreUntouched)
  }

  /// The gradient of a weighted sum of memory and what is shown, by each pre-activation and then by the
  /// memory before: central differences in double precision, good to ten digits.
  private static func gradient(
    _ kind: ScanKind, _ unit: (x: [Double], previous: Double, look: [Double]), shown: Double,
    memory: Double
  ) -> [Double] {
    func value(_ place: Int, moved: Double) -> Double {
      var (x, previous) = (unit.x, unit.previous)
      if place < x.count { x[place] += moved } else { previous += moved }
      let result = step(kind, x, previous: previous, look: unit.look)
      return shown * result.shown + memory * result.memory
    }
    let distance = 1e-5
    return (0...kind.width).map {
      (value($0, moved: distance) - value($0, moved: -distance)) / (2 * distance)
    }
  }

  @Test(arguments: KernelLevel.available, widths)
  func columnProductsEqualTheirTwin(_ level: KernelLevel, width: Int) {
    let (x, z) = (Strided(rows, width, gap: 3, seed: 1), Strided(rows, width, gap: 1, seed: 2))
    let sums = Strided(1, width, gap: 0, seed: 3)
    let twins = (0..<width).map { column in
      (0..<rows).reduce(Double(sums.matrix[0, column])) {
        $0 + Double(x.matrix[$1, column]) * Double(z.matrix[$1, column])
      }
    }
    level.run { Kernels.addColumnProducts(x.matrix, z.matrix, to: sums.matrix) }
    #expect(largestDifference(sums.matrix.elements, twins) < Tolerance.arithmetic)
  }
}
