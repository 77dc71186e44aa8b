import S2SLayers
import S2SRandom
import S2STensors
import Testing

@Suite struct SoftmaxOutputTests {
  private static let (inputSize, vocabularySize) = (3, 7)
  private let layer: SoftmaxOutput
  private let parameters: ParameterBuffer

  init() {
    var table = ParameterTable()
    layer = SoftmaxOutput(
      "o", inputSize: Self.inputSize, vocabularySize: Self.vocabularySize, in: &table)
    parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 1)
    parameters.all.fillUniform(1, using: &generator)
  }

  /// Two whole blocks and a part of one give what 37 rows at a time give.
  @Test func blocksDoNotShow() {
    let rows = 2 * SoftmaxOutput.blockRows + 6
    let buffer = FloatBuffer(zeros: rows * Self.inputSize)
    let inputs = Matrix(base: buffer.base, rows: rows, columns: Self.inputSize)
    var generator = SeededGenerator(seed: 2)
    inputs.fillUniform(1, using: &generator)
    let targets = (0..<rows).map { Int32($0 * 5 % Self.vocabularySize) }
    let whole = run(inputs, targets)
    var loss = SoftmaxOutput.Loss()
    let sum = ParameterBuffer(parameters.table)
    var inputGradient: [Float] = []
    for first in stride(from: 0, to: rows, by: 37) {
      let part = first..<min(first + 37, rows)
      let result = run(inputs.rows(part), Array(targets[part]))
      loss += result.loss
      Kernels.add(result.gradients.all, to: sum.all)
      inputGradient += result.inputGradient
    }
    // A thousand losses near 2, each rounded in single precision.
    #expect(abs(whole.loss.smoothed / loss.smoothed - 1) < 1e-6)
    #expect(abs(whole.loss.negativeLogLikelihood / loss.negativeLogLikelihood - 1) < 1e-6)
    #expect(whole.loss.tokenCount == rows && loss.tokenCount == rows)
    // Sums of a thousand terms below 1, in another order.
    let pairs = zip(whole.gradients.all.elements, sum.all.elements)
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(zip(whole.inputGradient, inputGradient).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// Evaluation and training report the same likelihood; evaluation knows no smoothing.
  @Test func lossNeedsNoGradient() {
    let buffer = FloatBuffer(zeros: 5 * Self.inputSize)
    let inputs = Matrix(base: buffer.base, rows: 5, columns: Self.inputSize)
    var generator = SeededGenerator(seed: 3)
    inputs.fillUniform(1, using: &generator)
    let targets: [Int32] = [0, 6, 3, 3, 1]
    let pass = Pass(parameters: parameters, workspace: Workspace())
    let loss = layer.loss(inputs, targets: targets, in: pass)
    #expect(loss.smoothed == loss.negativeLogLikelihood)
    #expect(loss.tokenCount == 5)
    #expect(
      loss.negativeLogLikelihood == run(inputs, targets).loss.negativeLogLikelihood)
  }

  private func run(
    _ inputs: Matrix, _ targets: [Int32]
  ) -> (loss: SoftmaxOutput.Loss, gradients: ParameterBuffer, inputGradient: [Float]) {
    let gradients = ParameterBuffer(parameters.table)
    let workspace = Workspace()
    let result = layer.backward(
      inputs, targets: targets, objective: Objective(scale: 1, labelSmoothing: 0.1),
      gradients: gradients, in: Pass(parameters: parameters, workspace: workspace))
    return (result.loss, gradients, result.inputGradient.elements)
  }
}
