import S2SLayers
import S2STensors

/// Writes a target sentence: a conditional language model that sees the context at its start, as
/// its first state, and again at every step, beside the previous token's embedding.
///
/// Reference: Cho et al. 2014, arXiv:1406.1078 (the context at every step).
package struct Decoder: Sendable {
  let embedding: Embedding
  let embeddingDropout: Dropout
  let stack: RecurrentStack
  let outputDropout: Dropout
  /// From H to E where a tied output layer is E wide.
  let projection: Linear?
  let output: SoftmaxOutput

  /// What `backward` needs of `forward`.
  package struct Activations {
    let tokens: PackedTokens
    let stack: RecurrentStack.Activations
    let states: Matrix  // [N, H] after dropout
    let features: Matrix  // what the output layer reads
  }

  /// Registers the decoder's parameters.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let (embeddingSize, hiddenSize) = (configuration.embeddingSize, configuration.hiddenSize)
    embedding = Embedding(
      "decoder.embedding", vocabularySize: configuration.targetVocabularySize,
      embeddingSize: embeddingSize, in: &table)
    embeddingDropout = Dropout(rate: configuration.dropout.embeddings, site: 2)
    stack = RecurrentStack(
      "decoder", configuration, inputSize: embeddingSize + configuration.contextSize,
      directionCount: 1, firstSite: 200, in: &table)
    outputDropout = Dropout(rate: configuration.dropout.output, site: 3)
    let isTied = configuration.tiesEmbeddings
    projection =
      isTied && embeddingSize != hiddenSize
      ? Linear(
        "decoder.projection", inputSize: hiddenSize, outputSize: embeddingSize, hasBias: false,
        in: &table) : nil
    output = SoftmaxOutput(
      "decoder.output", inputSize: isTied ? embeddingSize : hiddenSize,
      vocabularySize: configuration.targetVocabularySize,
      sharing: isTied ? embedding.weight : nil, in: &table)
  }

  /// Reads `tokens` (each sentence after its start mark) under a context in the same packed
  /// order.
  package func forward(_ tokens: PackedTokens, context: Context, in pass: Pass) -> Activations {
    let embedded = embeddingDropout.forward(embedding.forward(tokens.ids, in: pass), in: pass)
    let result = stack.forward(
      RecurrentInputs(steps: embedded, constant: context.vector), initial: context.states,
      layout: tokens.layout, in: pass)
    let states = outputDropout.forward(result.outputs, in: pass)
    let features = projection?.forward(states, in: pass) ?? states
    return Activations(
      tokens: tokens, stack: result.activations, states: states, features: features)
  }

  /// The loss of `targets` `[N]`, without gradients.
  package func loss(
    _ activations: Activations, targets: [Int32], in pass: Pass
  ) -> SoftmaxOutput.Loss {
    output.loss(activations.features, targets: targets, in: pass)
  }

  /// The loss of `targets` `[N]`; adds the parameters' gradients and returns the context's.
  package func backward(
    _ activations: Activations, targets: [Int32], objective: Objective,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, context: Context) {
    var (loss, gradient) = output.backward(
      activations.features, targets: targets, objective: objective, gradients: gradients,
      in: pass)
    if let projection {
      gradient = projection.backward(
        gradient, inputs: activations.states, gradients: gradients, in: pass)
    }
    outputDropout.backward(gradient, in: pass)
    let result = stack.backward(
      gradient, finalGradients: nil, activations.stack, gradients: gradients, in: pass)
    embeddingDropout.backward(result.inputs.steps, in: pass)
    embedding.backward(
      result.inputs.steps, ids: activations.tokens.ids, gradients: gradients)
    guard let vector = result.inputs.constant else {
      preconditionFailure("the decoder reads the context")
    }
    return (loss, Context(vector: vector, states: result.initials.compactMap { $0 }))
  }
}
