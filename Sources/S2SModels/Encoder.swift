import S2SLayers
import S2STensors

/// Reads a source sentence into a fixed vector: embedding, dropout, recurrent layers, bridge.
package struct Encoder: Sendable {
  let embedding: Embedding
  let dropout: Dropout
  let stack: RecurrentStack
  let bridge: Bridge?

  /// What `backward` needs of `forward`.
  package struct Activations {
    let tokens: PackedTokens
    let stack: RecurrentStack.Activations
    let bridge: Bridge.Activations?
  }

  /// Registers the encoder's parameters.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    embedding = Embedding(
      "encoder.embedding", vocabularySize: configuration.sourceVocabularySize,
      embeddingSize: configuration.embeddingSize, in: &table)
    dropout = configuration.dropout.layer(\.embeddings, site: 1)
    let directions = configuration.isBidirectional ? 2 : 1
    stack = RecurrentStack(
      "encoder", configuration, inputSize: configuration.embeddingSize,
      directionCount: directions, firstSite: 100, in: &table)
    bridge = configuration.isBidirectional ? Bridge(configuration, in: &table) : nil
  }

  /// Encodes sentences; the context's rows are in packed order.
  package func forward(
    _ tokens: PackedTokens, in pass: Pass
  ) -> (context: Context, activations: Activations) {
    let embedded = dropout.forward(
      embedding.forward(tokens.ids, in: pass), layout: tokens.layout, in: pass)
    let result = stack.forward(
      RecurrentInputs(steps: embedded), initial: nil, layout: tokens.layout, in: pass)
    guard let top = result.finals.last else { preconditionFailure("an encoder has a layer") }
    let bridged = bridge?.forward(result.finals, in: pass)
    return (
      Context(
        vector: top.hidden, states: bridged?.states ?? result.finals,
        source: SourceStates(result.outputs, layout: tokens.layout)),
      Activations(
        tokens: tokens, stack: result.activations, bridge: bridged?.activations)
    )
  }

  /// Adds the parameters' gradients, from that of the context.
  package func backward(
    _ gradient: Context, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    var finals = gradient.states
    if let bridge, let kept = activations.bridge {
      finals = bridge.backward(finals, kept, gradients: gradients, in: pass)
    }
    if let top = finals.last { Kernels.add(gradient.vector, to: top.hidden) }
    let result = stack.backward(
      gradient.source.states, finalGradients: finals, activations.stack, gradients: gradients,
      in: pass)
    dropout.backward(result.inputs.steps, layout: activations.tokens.layout, in: pass)
    embedding.backward(
      result.inputs.steps, ids: activations.tokens.ids, gradients: gradients)
  }
}
