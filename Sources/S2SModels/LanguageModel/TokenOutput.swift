import S2SLayers
import S2STensors

/// From the states of a language model, `[N, H]`, to the probability of each token: one softmax, or a mixture
/// of them.
struct TokenOutput: Sendable {
  /// From H to E, where the output layer is tied to embeddings of another width.
  private let projection: Linear?
  private let softmax: SoftmaxOutput
  private let mixture: SoftmaxMixture?

  /// Registers `projection` where there is one, `output`, and `mixture` where there is one.
  init(
    _ shape: LanguageModelShape, embedding: Embedding, vocabularySize: Int,
    in table: inout ParameterTable
  ) {
    let (embeddingSize, hiddenSize) = (shape.network.embeddingSize, shape.network.hiddenSize)
    let isMixture = shape.softmaxCount > 1
    let isProjected = !isMixture && shape.tiesEmbeddings && embeddingSize != hiddenSize
    projection =
      isProjected
      ? Linear(
        "projection", inputSize: hiddenSize, outputSize: embeddingSize, hasBias: false, in: &table)
      : nil
    softmax = SoftmaxOutput(
      "output", inputSize: shape.tiesEmbeddings ? embeddingSize : hiddenSize,
      vocabularySize: vocabularySize, sharing: shape.tiesEmbeddings ? embedding.weight : nil,
      in: &table)
    mixture =
      isMixture
      ? SoftmaxMixture(
        "mixture", count: shape.softmaxCount, inputSize: hiddenSize, over: softmax, in: &table)
      : nil
  }

  /// Whether there are several softmaxes.
  var isMixture: Bool { mixture != nil }
  /// The number of tokens, V.
  var vocabularySize: Int { softmax.weight.rows }

  private func features(_ states: Matrix, in pass: Pass) -> Matrix {
    projection?.forward(states, in: pass) ?? states
  }

  /// `[N, H]` to logits `[N, V]`, written to `logits`; those of a mixture are log-probabilities.
  func forward(_ states: Matrix, into logits: Matrix, in pass: Pass) {
    if let mixture { return mixture.forward(states, into: logits, in: pass) }
    softmax.forward(features(states, in: pass), into: logits, in: pass)
  }

  /// log P of each of `targets` `[N]`.
  func logProbabilities(_ states: Matrix, of targets: [Int32], in pass: Pass) -> [Double] {
    if let mixture { return mixture.logProbabilities(states, of: targets, in: pass) }
    return softmax.logProbabilities(features(states, in: pass), of: targets, in: pass)
  }

  /// The loss of `targets` `[N]`, without gradients.
  func loss(_ states: Matrix, targets: [Int32], in pass: Pass) -> SoftmaxOutput.Loss {
    guard mixture != nil else {
      return softmax.loss(features(states, in: pass), targets: targets, in: pass)
    }
    var loss = SoftmaxOutput.Loss()
    loss.negativeLogLikelihood =
      -logProbabilities(states, of: targets, in: pass).reduce(0, +)
    loss.smoothed = loss.negativeLogLikelihood
    loss.tokenCount = targets.count
    return loss
  }

  /// The loss and its gradient: adds the parameters' and returns the states' `[N, H]`.
  func backward(
    _ states: Matrix, targets: [Int32], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, inputGradient: Matrix) {
    if let mixture {
      return mixture.backward(
        states, targets: targets, objective: objective, gradients: gradients, in: pass)
    }
    let result = softmax.backward(
      features(states, in: pass), targets: targets, objective: objective, gradients: gradients,
      in: pass)
    guard let projection else { return result }
    return (
      result.loss,
      projection.backward(result.inputGradient, inputs: states, gradients: gradients, in: pass)
    )
  }
}
