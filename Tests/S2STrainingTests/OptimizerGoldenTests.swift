import S2STensors
import S2STraining
import TestSupport
import Testing

/// Optimisers against PyTorch's, six steps each.
@Suite struct OptimizerGoldenTests {
  /// Float(0.999) is not 0.999: 1 - β₂ is wrong by 1.3e-5, and each of six steps by 6e-6 of the
  /// rate, 0.05; the largest value is 2.
  private static let tolerance = 2e-6
  private let golden: Golden
  private let table: ParameterTable
  private let names = ["first", "bias", "second"]

  init() throws {
    golden = try Golden("optimizers", of: "S2STrainingTests")
    var table = ParameterTable()
    for name in names {
      let shape = golden.shape("value.\(name)")
      _ =
        shape.count == 1
        ? table.add(name, count: shape[0]) : table.add(name, rows: shape[0], columns: shape[1])
    }
    self.table = table
  }

  private func buffer(_ prefix: String) throws -> ParameterBuffer {
    let buffer = ParameterBuffer(table)
    for entry in table.entries {
      let values = try golden.tensor("\(prefix).\(entry.name)")
      for (index, value) in values.enumerated() {
        buffer.floats.base[entry.slot.offset + index] = value
      }
    }
    return buffer
  }

  /// Takes the golden's steps, in two ranges that cut a matrix.
  private func check(_ name: String, _ optimizer: any Optimizer) throws {
    let parameters = try buffer("value")
    let rate = Float(try golden.number("rate"))
    for number in 1...6 {
      let gradients = try buffer("gradient.\(number)")
      for range in [16..<34, 0..<16] {
        optimizer.update(
          parameters, gradients: gradients, range: range,
          step: UpdateStep(number: number, learningRate: rate, gradientScale: 1))
      }
      let expected = try buffer("\(name).\(number)")
      let deviation = relativeDeviation(
        parameters.all.elements, from: withExtendedLifetime(expected) { $0.all.elements })
      #expect(deviation < Self.tolerance, "step \(number)")
    }
  }

  @Test func decoupledDecayAroundAdamIsAdamW() throws {
    let decay = Float(try golden.number("decay"))
    try check("adamw", WeightDecay(table, rate: decay, before: Adam(table)))
  }

  @Test func decoupledDecayAroundMomentum() throws {
    let decay = Float(try golden.number("decay"))
    try check("sgdw", WeightDecay(table, rate: decay, before: MomentumSGD(table)))
  }

  @Test func clippingByValueIsPyTorchs() throws {
    let limit = Float(try golden.number("limit"))
    try check("clipped", ValueClipping(to: limit, before: Adam(table)))
  }

  @Test func wrappersRememberWhatTheyWrap() {
    let wrapped = ValueClipping(
      to: 1, before: WeightDecay(table, rate: 0.1, before: MomentumSGD(table)))
    #expect(wrapped.moments.map(\.name) == ["velocity"])
  }
}
