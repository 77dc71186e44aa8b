import S2SLayers
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// What a recurrence computes for a sequence depends on that sequence alone.
@Suite struct RecurrentTests {
  static let cases = CellKind.allCases.flatMap { kind in [false, true].map { (kind, $0) } }

  /// OpenBLAS adds in another order when a product has other rows: a few units in the last place
  /// of states below 1, carried through nine steps.
  static let tolerance = 2e-6

  @Test(arguments: cases) func runsEachSequenceAsIfAlone(_ kind: CellKind, isReversed: Bool) {
    let batch = Batch(kind, isReversed: isReversed)
    let lengths = [4, 9, 1, 6, 4]
    let together = batch.run(Array(lengths.indices), lengths)
    for index in lengths.indices {
      let alone = batch.run([index], lengths)[0]
      #expect(relativeDeviation(together[index].outputs, from: alone.outputs) < Self.tolerance)
      #expect(relativeDeviation(together[index].final, from: alone.final) < Self.tolerance)
    }
  }

  /// To read backwards is to read the reversed sequence; only the outputs' order differs.
  @Test(arguments: CellKind.allCases) func reversedIsForwardOnReversedInput(_ kind: CellKind) {
    let lengths = [4, 9, 1, 6, 4]
    let forward = Batch(kind, isReversed: false, flipsInputs: true)
      .run(Array(lengths.indices), lengths)
    let reversed = Batch(kind, isReversed: true).run(Array(lengths.indices), lengths)
    for (one, other) in zip(forward, reversed) {
      #expect(relativeDeviation(one.final, from: other.final) < Self.tolerance)
      let flipped = stride(from: 0, to: one.outputs.count, by: Batch.hiddenSize).reversed()
        .flatMap { one.outputs[$0..<$0 + Batch.hiddenSize] }
      #expect(relativeDeviation(flipped, from: other.outputs) < Self.tolerance)
    }
  }

  /// The hidden part of the final state is the output at the last step that is read.
  @Test(arguments: cases) func endsInItsLastOutput(_ kind: CellKind, isReversed: Bool) {
    let lengths = [3, 5, 1]
    for result in Batch(kind, isReversed: isReversed).run([0, 1, 2], lengths) {
      let last = isReversed ? 0 : result.outputs.count - Batch.hiddenSize
      #expect(Array(result.outputs[last...].prefix(Batch.hiddenSize)) == result.hidden)
    }
  }

  /// A recurrence with weights, inputs and first states of its own for up to ten sequences.
  private struct Batch {
    static let (inputSize, constantSize, hiddenSize) = (5, 3, 19)
    let layer: Recurrent
    let parameters: ParameterBuffer
    let workspace = Workspace()
    let flipsInputs: Bool

    init(_ kind: CellKind, isReversed: Bool, flipsInputs: Bool = false) {
      var table = ParameterTable()
      let width = Self.inputSize + Self.constantSize
      var design = CellDesign("c", inputSize: width, hiddenSize: Self.hiddenSize)
      design.constantSize = Self.constantSize
      let cell = kind.make(design, in: &table)
      layer = Recurrent(cell, isReversed: isReversed)
      parameters = ParameterBuffer(table)
      self.flipsInputs = flipsInputs
      var generator = SeededGenerator(seed: 3)
      parameters.all.fillUniform(0.4, using: &generator)
    }

    struct Result {
      var outputs: [Float] = []
      var hidden: [Float] = []
      var final: [Float] = []
    }

    /// Results by the order of `sequences`, which are indices into `lengths`.
    func run(_ sequences: [Int], _ lengths: [Int]) -> [Result] {
      let layout = PackedLayout(lengths: sequences.map { lengths[$0] })
      let pass = Pass(parameters: parameters, workspace: workspace)
      let steps = workspace.matrix(layout.rowCount, Self.inputSize)
      let constant = workspace.matrix(layout.batchSize, Self.constantSize)
      let initial = RecurrentState(hasCell: layer.cell.hasCell) {
        workspace.matrix(layout.batchSize, Self.hiddenSize)
      }
      for (position, index) in layout.order.enumerated() {
        let sequence = sequences[index]
        fill(constant.rows(position..<position + 1), sequence, salt: 1)
        fill(initial.hidden.rows(position..<position + 1), sequence, salt: 2)
        if let cell = initial.cell { fill(cell.rows(position..<position + 1), sequence, salt: 3) }
        for step in 0..<lengths[sequence] {
          let row = layout.offsets[step] + position
          let input = flipsInputs ? lengths[sequence] - 1 - step : step
          fill(steps.rows(row..<row + 1), sequence, salt: 10 + UInt64(input))
        }
      }
      let (outputs, final, _) = layer.forward(
        RecurrentInputs(steps: steps, constant: constant, initial: initial), layout: layout,
        in: pass)
      return layout.positions.map { position in
        var result = Result()
        for step in 0..<layout.lengths[position] {
          let row = layout.offsets[step] + position
          result.outputs += outputs.rows(row..<row + 1).elements
        }
        result.hidden = final.hidden.rows(position..<position + 1).elements
        let cell = final.cell?.rows(position..<position + 1).elements ?? []
        result.final = result.hidden + cell
        return result
      }
    }

    private func fill(_ row: Matrix, _ sequence: Int, salt: UInt64) {
      var generator = SeededGenerator(seed: salt, UInt64(sequence))
      row.fillUniform(1, using: &generator)
    }
  }
}
