import S2SLayers
import S2STensors
import TestSupport
import Testing

/// One recurrent layer over packed sequences with first states against PyTorch's nn.LSTM, nn.RNN
/// and nn.GRU, by `Tests/Goldens/model.py`, and against the equations of the other cells, written
/// out in `Tests/Goldens/cells.py`; both compute in double precision.
@Suite struct RecurrentGoldenTests {
  /// A share of the largest value.
  ///
  /// Promised is 1e-5; the largest deviation measured is 1.0e-6, in elman-jordan with the products
  /// of OpenBLAS for AVX-512.
  static let valueTolerance = 3e-6
  /// A share of each tensor's largest gradient.
  ///
  /// Promised is 1e-4; the largest deviation measured is 3.9e-7.
  static let gradientTolerance = 1e-5

  static let names =
    [
      "lstm", "elman", "gru", "lstm-reversed", "elman-reversed", "gru-reversed", "elman-relu",
      "elman-sigmoid", "jordan", "elman-jordan", "ugrnn", "lstm-no-forget", "lstm-no-input",
      "lstm-coupled", "lstm-mogrified",
      "lstm-mogrified-once", "lstm-capped",
      "lstm-no-output", "gru-reset-before", "mut1", "mut1-equal", "mut2", "mut2-equal", "mut3",
      "ssru", "sru", "sru-equal", "qrnn-f", "qrnn-fo", "qrnn-ifo", "min-gru", "min-lstm",
    ]

  /// A new cell cannot escape.
  @Test func coversEveryCell() throws {
    let covered = try Self.names.map { try Golden($0, of: "S2SLayersTests").options["cell"] }
    #expect(Set(CellKind.allCases.map(\.rawValue)).subtracting(covered.compactMap(\.self)) == [])
  }

  @Test(arguments: names)
  func equalsTheReference(_ name: String) throws {
    let example = try Example(name)
    let golden = example.golden
    let (outputs, final, activations) = example.layer.forward(
      example.inputs(example.parameters), layout: example.layout, in: example.pass)
    func checkValue(_ matrix: Matrix, _ name: String) throws {
      let deviation = relativeDeviation(matrix.elements, from: try golden.tensor(name))
      #expect(deviation < Self.valueTolerance, "\(name)")
    }
    try checkValue(outputs, "outputs")
    try checkValue(final.hidden, "hn")
    if let cell = final.cell { try checkValue(cell, "cn") }

    let gradients = ParameterBuffer(example.parameters.table)
    let back = example.layer.backward(
      try example.matrix("gradient.outputs", like: outputs),
      finalGradient: RecurrentState(
        hidden: try example.matrix("gradient.hn", like: final.hidden),
        cell: try final.cell.map { try example.matrix("gradient.cn", like: $0) }),
      activations, gradients: gradients, in: example.pass)
    func checkGradient(_ matrix: Matrix, _ name: String) throws {
      let deviation = relativeDeviation(
        matrix.elements, from: try golden.tensor("gradient.\(name)"))
      #expect(deviation < Self.gradientTolerance, "\(name)")
    }
    for entry in gradients.table.entries where entry.name.hasPrefix("c.") {
      try checkGradient(gradients[entry.slot], String(entry.name.dropFirst(2)))
    }
    let initial = try #require(back.initial)
    try checkGradient(back.steps, "steps")
    try checkGradient(initial.hidden, "h0")
    if let cell = initial.cell { try checkGradient(cell, "c0") }
  }

  /// A golden with its layer; weights, inputs and first states in one buffer.
  private struct Example {
    let golden: Golden
    let layer: Recurrent
    let layout: PackedLayout
    let parameters: ParameterBuffer
    let pass: Pass
    private let steps: ParameterSlot
    private let initial: [ParameterSlot]

    init(_ name: String) throws {
      golden = try Golden(name, of: "S2SLayersTests")
      let layout = PackedLayout(
        lengths: (golden.options["lengths"] ?? "").split(separator: " ").compactMap { Int($0) })
      let inputSize = try #require(golden.shape("steps").last)
      let hiddenSize = try #require(golden.shape("h0").last)
      var table = ParameterTable()
      var design = CellDesign("c", inputSize: inputSize, hiddenSize: hiddenSize)
      design.nonlinearity = Nonlinearity(rawValue: golden.options["nonlinearity"] ?? "") ?? .tanh
      let kind = try #require(CellKind(rawValue: golden.options["cell"] ?? ""))
      let cell = kind.make(design, in: &table)
      let rounds = Int(golden.options["mogrifier"] ?? "") ?? 0
      layer = Recurrent(
        cell, isReversed: golden.options["reversed"] == "true",
        mogrifier: rounds == 0
          ? nil
          : Mogrifier(
            "c", rounds: rounds, inputSize: inputSize, hiddenSize: hiddenSize, in: &table))
      steps = table.add("steps", rows: layout.rowCount, columns: inputSize)
      initial = (cell.hasCell ? ["h0", "c0"] : ["h0"]).map {
        table.add($0, rows: layout.batchSize, columns: hiddenSize)
      }
      self.layout = layout
      parameters = ParameterBuffer(table)
      pass = Pass(parameters: parameters, workspace: Workspace())
      for entry in table.entries {
        let name = entry.name.hasPrefix("c.") ? String(entry.name.dropFirst(2)) : entry.name
        let values = try golden.tensor(name)
        try #require(values.count == entry.slot.range.count)
        (parameters.floats.base + entry.slot.offset).update(from: values, count: values.count)
      }
    }

    func inputs(_ buffer: ParameterBuffer) -> RecurrentInputs {
      RecurrentInputs(
        steps: buffer[steps],
        initial: RecurrentState(
          hidden: buffer[initial[0]], cell: initial.count > 1 ? buffer[initial[1]] : nil))
    }

    func matrix(_ name: String, like shape: Matrix) throws -> Matrix {
      let values = try golden.tensor(name)
      try #require(values.count == shape.count)
      let matrix = pass.workspace.matrix(shape.rows, shape.columns)
      matrix.base.update(from: values, count: values.count)
      return matrix
    }
  }
}
