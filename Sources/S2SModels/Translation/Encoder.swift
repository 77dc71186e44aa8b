import S2SLayers
import S2STensors

/// Reads a source sentence into the context vector: embedding, dropout, recurrent layers, bridge.
///
/// A hierarchical encoder computes a word's vector from its characters, instead of an embedding.
package struct Encoder: Sendable {
  let embedding: Embedding
  let speller: WordSpeller?
  let dropout: Dropout
  let stack: RecurrentStack
  let bridge: Bridge?
  let meanBridge: MeanBridge?
  private let handover: StateHandover

  /// What `backward` needs of `forward`.
  package struct Activations {
    let tokens: PackedSources
    let embedded: Matrix  // [S, E] after dropout
    let speller: WordSpeller.Activations?
    let stack: RecurrentStack.Activations
    let bridge: Bridge.Activations?
    let meanBridge: MeanBridge.Activations?
  }

  /// Registers the encoder's parameters.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    embedding = Embedding(
      "encoder.embedding", vocabularySize: configuration.sourceVocabularySize,
      embeddingSize: configuration.embeddingSize, in: &table)
    speller = configuration.spelling == nil ? nil : WordSpeller(configuration, in: &table)
    dropout = configuration.dropout.layer(\.embeddings, site: 1)
    stack = RecurrentStack(
      "encoder", configuration.network,
      StackEnds(
        inputSize: configuration.embeddingSize, isBidirectional: configuration.isBidirectional,
        merge: configuration.merge, firstSite: 100), in: &table)
    let kind = configuration.bridge ?? (configuration.isBidirectional ? .dense : .copy)
    bridge = kind == .dense ? Bridge(configuration, in: &table) : nil
    meanBridge = kind == .mean ? MeanBridge(configuration, in: &table) : nil
    handover = StateHandover(from: configuration.cell, to: configuration.shape.decoderNetwork.cell)
  }

  /// Encodes sentences; the context's rows are in packed order.
  package func forward(
    _ tokens: PackedSources, in pass: Pass
  ) -> (context: Context, activations: Activations) {
    let vectors = embed(tokens, in: pass)
    let embedded = dropout.forward(vectors.rows, layout: tokens.layout, in: pass)
    let result = stack.forward(
      RecurrentInputs(steps: embedded), initial: nil, layout: tokens.layout, in: pass)
    guard let top = result.finals.last else { preconditionFailure("an encoder has a layer") }
    let finals = handover.forward(result.finals)
    let bridged = bridge?.forward(finals, in: pass)
    let averaged = meanBridge?.forward(result.outputs, layout: tokens.layout, in: pass)
    return (
      Context(
        vector: top.hidden, states: bridged?.states ?? averaged?.states ?? finals,
        source: SourceStates(result.outputs, layout: tokens.layout, ids: tokens.ids)),
      Activations(
        tokens: tokens, embedded: embedded, speller: vectors.activations, stack: result.activations,
        bridge: bridged?.activations, meanBridge: averaged?.activations)
    )
  }

  /// Adds the parameters' gradients, from that of the context.
  package func backward(
    _ gradient: Context, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    var (finals, outputs) = (gradient.states, gradient.source.states)
    if let bridge, let kept = activations.bridge {
      finals = bridge.backward(finals, kept, gradients: gradients, in: pass)
    }
    if let meanBridge, let kept = activations.meanBridge {
      let back = meanBridge.backward(finals, kept, gradients: gradients, in: pass)
      if let outputs { Kernels.add(outputs, to: back) }
      outputs = back
      let vector = gradient.vector
      finals = finals.map { $0.map { _ in pass.workspace.zeros(vector.rows, vector.columns) } }
    }
    finals = handover.backward(finals, in: pass)
    if let top = finals.last { Kernels.add(gradient.vector, to: top.hidden) }
    let result = stack.backward(
      outputs, finalGradients: finals, activations.stack, gradients: gradients, in: pass)
    pass.trace?.note(
      inputs: result.inputs.steps, values: activations.embedded, of: embedding.weight)
    dropout.backward(result.inputs.steps, layout: activations.tokens.layout, in: pass)
    embedBackward(result.inputs.steps, activations, gradients: gradients, in: pass)
  }
}

// MARK: - Tokens or words to vectors

extension Encoder {
  /// One vector per row, `[N, E]`: an embedding, or a word's vector made from its characters.
  private func embed(
    _ tokens: PackedSources, in pass: Pass
  ) -> (rows: Matrix, activations: WordSpeller.Activations?) {
    guard let speller, let words = tokens.words else {
      return (embedding.forward(tokens.ids, in: pass), nil)
    }
    let letters = embedding.forward(words.ids, in: pass)
    let spelled = speller.forward(letters, layout: words.layout, in: pass)
    let rows = pass.workspace.matrix(tokens.ids.count, letters.columns)
    rows.gather(tokens.ids.lazy.map(Int.init), of: spelled.words)
    return (rows, spelled.activations)
  }

  private func embedBackward(
    _ gradient: Matrix, _ activations: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    let tokens = activations.tokens
    guard let speller, let words = tokens.words, let kept = activations.speller else {
      return embedding.backward(gradient, ids: tokens.ids, gradients: gradients)
    }
    let spelled = pass.workspace.zeros(words.layout.batchSize, gradient.columns)
    for (row, word) in tokens.ids.enumerated() {
      Kernels.add(
        gradient.rows(row..<row + 1), to: spelled.rows(Int(word)..<Int(word) + 1))
    }
    let letters = speller.backward(spelled, kept, gradients: gradients, in: pass)
    embedding.backward(letters, ids: words.ids, gradients: gradients)
  }
}
