import Glibc
import S2SLayers
import S2SRandom
import S2STensors
import Testing

@Suite struct SampledSoftmaxTests {
  private static let (rows, inputSize, vocabularySize) = (6, 5, 40)
  private static let targets: [Int32] = [3, 39, 3, 0, 17, 8]
  private let layer: SoftmaxOutput
  private let inputs: ParameterSlot
  private let parameters: ParameterBuffer

  init() {
    var table = ParameterTable()
    layer = SoftmaxOutput(
      "o", inputSize: Self.inputSize, vocabularySize: Self.vocabularySize, in: &table)
    inputs = table.add("x", rows: Self.rows, columns: Self.inputSize)
    parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 5)
    parameters.all.fillUniform(1, using: &generator)
  }

  private func run(
    drawing count: Int?, smoothing: Float, seed: UInt64 = 1
  ) -> (loss: SoftmaxOutput.Loss, gradients: ParameterBuffer, inputGradient: [Float]) {
    var objective = Objective(scale: 0.25, labelSmoothing: smoothing)
    objective.drawnTokens = count
    let gradients = ParameterBuffer(parameters.table)
    let workspace = Workspace()
    let result = layer.backward(
      parameters[inputs], targets: Self.targets, objective: objective, gradients: gradients,
      in: Pass(parameters: parameters, workspace: workspace, dropoutSeed: seed))
    return (result.loss, gradients, result.inputGradient.elements)
  }

  /// With every token drawn it is the softmax over all, in another order of its sums.
  @Test(arguments: [Float(0), 0.1]) func allDrawnIsTheWholeSoftmax(_ smoothing: Float) {
    let whole = run(drawing: nil, smoothing: smoothing)
    for count in [36, 35 + Self.vocabularySize] {
      let sampled = run(drawing: count, smoothing: smoothing)
      #expect(abs(sampled.loss.smoothed / whole.loss.smoothed - 1) < 1e-5)
      #expect(
        abs(sampled.loss.negativeLogLikelihood / whole.loss.negativeLogLikelihood - 1) < 1e-5)
      let pairs =
        Array(zip(sampled.gradients.all.elements, whole.gradients.all.elements))
        + Array(zip(sampled.inputGradient, whole.inputGradient))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  /// The mean of exp(loss) over draws is that of the whole softmax: what is drawn stands for all.
  @Test func estimatesTheSumOverAllTokens() {
    let row = Matrix(base: parameters[inputs].base, rows: 1, columns: Self.inputSize)
    func loss(_ count: Int?, seed: UInt64) -> Double {
      var objective = Objective(scale: 1, labelSmoothing: 0)
      objective.drawnTokens = count
      return layer.backward(
        row, targets: [3], objective: objective, gradients: ParameterBuffer(parameters.table),
        in: Pass(parameters: parameters, workspace: Workspace(), dropoutSeed: seed)
      ).loss.negativeLogLikelihood
    }
    let draws = 3_000
    let mean = (0..<draws).reduce(0) { $0 + exp(loss(4, seed: UInt64($1))) } / Double(draws)
    let whole = exp(loss(nil, seed: 0))
    // The spread of one draw is about a third of the mean: its error is 0.6 %.
    #expect(abs(mean / whole - 1) < 0.03)
    #expect(Set((0..<5).map { loss(4, seed: $0) }).count == 5)
  }

  /// Each competitor once, targets first, and only as many others as there are.
  @Test func drawsEachTokenOnce() {
    let sample = TokenSample(of: [2, 5, 2], and: 4, from: 9, seed: 7)
    #expect(sample.tokens.count == 6 && Set(sample.tokens).count == 6)
    #expect(Array(sample.tokens[..<2]) == [2, 5] && sample.targets == [0, 1, 0])
    #expect(sample == TokenSample(of: [2, 5, 2], and: 4, from: 9, seed: 7))
    #expect(TokenSample(of: [2, 5, 2], and: 100, from: 9, seed: 7).tokens.sorted() == Array(0..<9))
  }

  /// Without a seed there is no training, and nothing is drawn.
  @Test func evaluationComparesWithAllTokens() {
    let all = layer.loss(
      parameters[inputs], targets: Self.targets,
      in: Pass(parameters: parameters, workspace: Workspace()))
    #expect(all.negativeLogLikelihood == run(drawing: nil, smoothing: 0).loss.negativeLogLikelihood)
    #expect(
      all.negativeLogLikelihood != run(drawing: 4, smoothing: 0).loss.negativeLogLikelihood)
  }
}
