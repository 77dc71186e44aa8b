import Foundation
import S2SLayers
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// What the regulariser of vanishing gradients adds to a gradient, against finite differences of
/// its definition, sentence by sentence in double precision.
@Suite struct GradientRegularizerTests {
  static let lengths = [2, 4, 1, 4]
  static let weight: Float = 0.7

  /// Single precision beside double, a share of the largest element.
  static let tolerance = 1e-5

  @Test(arguments: [false, true]) func isTheGradientOfItsDefinition(_ isReversed: Bool) {
    let layer = Layer(isReversed: isReversed, .tanh)
    var generator = SeededGenerator(seed: 3)
    layer.parameters.all.fillUniform(0.6, using: &generator)
    let difference = layer.difference(weight: Self.weight)
    let plain = PlainNet(layer)
    let expected = plain.regularizerGradient().map { Float($0) * Self.weight }
    #expect(expected.contains { abs($0) > 0.01 })
    #expect(relativeDeviation(difference.recurrent, from: expected) < Self.tolerance)
    #expect(difference.others.allSatisfy { $0 == 0 })
  }

  /// With the identity between states that are all positive, an error keeps its norm.
  @Test func isAtRestWhereErrorsKeepTheirNorm() {
    let layer = Layer(isReversed: false, .relu)
    var generator = SeededGenerator(seed: 4)
    layer.parameters.all.fillUniform(0.1, using: &generator)
    layer.parameters[layer.cell.biases[0]].fill(1)
    let recurrent = layer.parameters[layer.cell.recurrentWeight]
    recurrent.zero()
    for index in 0..<Layer.size { recurrent[index, index] = 1 }
    #expect(layer.difference(weight: 100).recurrent.allSatisfy { abs($0) < 1e-3 })
    for index in 0..<Layer.size { recurrent[index, index] = 0.5 }
    #expect(layer.difference(weight: 100).recurrent.contains { abs($0) > 1 })
  }

  /// A cell with gates is left alone.
  @Test func isDefinedForElmanAlone() {
    #expect(
      CellKind.allCases.filter(\.takesGradientRegularizer).map(\.rawValue) == ["elman"])
  }
}

/// A layer of one direction, its inputs beside its weights.
private struct Layer {
  static let size = 4, inputSize = 3
  let cell: ElmanCell
  let recurrent: Recurrent
  let steps: ParameterSlot
  let layout = PackedLayout(lengths: GradientRegularizerTests.lengths)
  let parameters: ParameterBuffer

  init(isReversed: Bool, _ nonlinearity: Nonlinearity) {
    var table = ParameterTable()
    var design = CellDesign("c", inputSize: Self.inputSize, hiddenSize: Self.size)
    design.nonlinearity = nonlinearity
    cell = ElmanCell(design, in: &table)
    recurrent = Recurrent(cell, isReversed: isReversed)
    steps = table.add("steps", rows: layout.rowCount, columns: Self.inputSize)
    parameters = ParameterBuffer(table)
  }

  /// The gradients of the probe of all outputs, with the regulariser less without.
  func difference(weight: Float) -> (recurrent: [Float], others: [Float]) {
    let gradients = [0, weight].map { weight in
      let gradients = ParameterBuffer(parameters.table)
      let pass = Pass(
        parameters: parameters, workspace: Workspace(), gradientRegularizer: weight)
      let result = recurrent.forward(
        RecurrentInputs(steps: parameters[steps]), layout: layout, in: pass)
      let back = recurrent.backward(
        Probe.gradient(result.outputs, in: pass.workspace), finalGradient: nil,
        result.activations, gradients: gradients, in: pass)
      Kernels.add(back.steps, to: gradients[steps])
      return gradients.all.elements
    }
    let all = zip(gradients[1], gradients[0]).map { $0 - $1 }
    let range = cell.recurrentWeight.range
    return (Array(all[range]), Array(all[..<range.lowerBound] + all[range.upperBound...]))
  }
}

/// The same net one sentence at a time: Ω of the errors that arrive at its states, as a function of
/// U in the Jacobians alone.
private struct PlainNet {
  private typealias Vector = [Double]
  /// For each step but a sentence's first: e, and δ = e ⊙ (1 - h²).
  private var errors: [(arriving: Vector, inside: Vector)] = []
  private let recurrent: [Vector]

  init(_ layer: Layer) {
    func rows(_ slot: ParameterSlot) -> [Vector] {
      let matrix = layer.parameters[slot]
      return (0..<matrix.rows).map { matrix.rows($0..<$0 + 1).elements.map(Double.init) }
    }
    let (weights, inputs) = (rows(layer.cell.inputWeight), rows(layer.steps))
    let bias = zip(rows(layer.cell.biases[0])[0], rows(layer.cell.biases[1])[0]).map { $0 + $1 }
    let recurrent = rows(layer.cell.recurrentWeight)
    self.recurrent = recurrent
    let workspace = Workspace()
    let probe = Probe.gradient(
      workspace.zeros(layer.layout.rowCount, Layer.size), in: workspace)
    for (sequence, length) in layer.layout.lengths.enumerated() {
      var order = (0..<length).map { layer.layout.offsets[$0] + sequence }
      if layer.recurrent.isReversed { order.reverse() }
      var hidden = [Vector(repeating: 0, count: Layer.size)]
      for row in order {
        hidden.append(
          (0..<Layer.size).map { unit in
            tanh(
              Self.dot(weights[unit], inputs[row])
                + Self.dot(recurrent[unit], hidden[hidden.count - 1])
                + bias[unit])
          })
      }
      var error = Vector(repeating: 0, count: Layer.size)
      for step in (1...length).reversed() {
        let output = probe.rows(order[step - 1]..<order[step - 1] + 1).elements
        error = zip(error, output).map { $0 + Double($1) }
        let inside = zip(error, hidden[step]).map { $0 * (1 - $1 * $1) }
        if step > 1 { errors.append((error, inside)) }
        error = Self.product(inside, recurrent)
      }
    }
  }

  /// By central differences.
  func regularizerGradient() -> [Double] {
    let step = 1e-5
    return (0..<Layer.size * Layer.size).map { index in
      let values = [step, -step].map { shift in
        var moved = recurrent
        moved[index / Layer.size][index % Layer.size] += shift
        return regularizer(moved)
      }
      return (values[0] - values[1]) / (2 * step)
    }
  }

  private func regularizer(_ recurrent: [Vector]) -> Double {
    errors.reduce(0) { sum, error in
      let ratio =
        Self.norm(Self.product(error.inside, recurrent)) / Self.norm(error.arriving)
      return sum + (ratio - 1) * (ratio - 1)
    }
  }

  private static func dot(_ x: Vector, _ y: Vector) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func product(_ row: Vector, _ matrix: [Vector]) -> Vector {
    matrix[0].indices.map { column in dot(row, matrix.map { $0[column] }) }
  }

  private static func norm(_ x: Vector) -> Double { dot(x, x).squareRoot() }
}
