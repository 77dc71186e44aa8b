import S2SLayers
import S2STensors

/// Writes a target sentence: a conditional language model.
///
/// It reads the context as its first state, and again at every step beside the previous token's
/// embedding. It may attend to the source.
///
/// Reference: Cho et al. 2014, arXiv:1406.1078 (the context at every step).
package struct Decoder: Sendable {
  let embedding: Embedding
  let embeddingDropout: Dropout
  let contextUse: ContextUse
  /// The layers up to the one that attends.
  let stack: RecurrentStack
  let attention: Attention?
  /// The layers that read what attention made; `nil` where attention is the last.
  let upper: RecurrentStack?
  /// Joins the two where the stack reads the attention's output of the previous step.
  let feeding: InputFeeding?
  let outputDropout: Dropout
  /// From H to E, where the output layer is tied to embeddings of another width.
  let projection: Linear?
  let output: SoftmaxOutput
  /// Copies tokens of the source; `nil` where all tokens are generated.
  let copying: CopyOutput?

  /// What `backward` needs of `forward`.
  package struct Activations {
    let tokens: PackedTokens
    let context: Context
    let embedded: Matrix  // [N, E] after dropout
    let run: Run
    let states: Matrix  // [N, H] after attention and dropout
    let features: Matrix  // what the output layer reads
  }

  /// Registers the decoder's parameters.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let (embeddingSize, hiddenSize) = (configuration.embeddingSize, configuration.hiddenSize)
    embedding = Embedding(
      "decoder.embedding", vocabularySize: configuration.targetVocabularySize,
      embeddingSize: embeddingSize, in: &table)
    embeddingDropout = configuration.dropout.layer(\.embeddings, site: 2)
    contextUse = configuration.contextUse
    let seen = contextUse == .start ? 0 : configuration.contextSize
    let fed = configuration.feedsInput ? hiddenSize : 0
    stack = RecurrentStack(
      "decoder", configuration.shape.lowerDecoderNetwork,
      StackEnds(inputSize: embeddingSize + fed + seen, constantSize: seen, firstSite: 200),
      in: &table)
    var design = AttentionDesign(
      "decoder.attention", sourceSize: configuration.contextSize, hiddenSize: hiddenSize)
    design.hasCoverage = configuration.hasCoverage
    attention = Attention(configuration.attention, design, in: &table)
    upper = configuration.shape.upperDecoderNetwork.map {
      RecurrentStack(
        "decoder.upper", $0,
        StackEnds(inputSize: hiddenSize, isAboveLayers: true, firstSite: 220), in: &table)
    }
    feeding = configuration.feedsInput ? attention.map { [stack] in InputFeeding(stack, $0) } : nil
    outputDropout = configuration.dropout.layer(\.output, site: 3)
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
    copying =
      configuration.copiesSource
      ? CopyOutput(
        "decoder.copy", output, contextSize: configuration.contextSize + hiddenSize,
        inputSize: embeddingSize, in: &table) : nil
  }

  /// All layers of cells.
  var layers: [RecurrentLayer] { stack.layers + (upper?.layers ?? []) }

  /// Reads `tokens` (each sentence after its start mark) under a context in the same packed
  /// order.
  package func forward(_ tokens: PackedTokens, context: Context, in pass: Pass) -> Activations {
    let embedded = embeddingDropout.forward(
      embedding.forward(tokens.ids, in: pass), layout: tokens.layout, in: pass)
    let run = forwardLayers(embedded, layout: tokens.layout, context: context, in: pass)
    let states = outputDropout.forward(run.outputs, layout: tokens.layout, in: pass)
    return Activations(
      tokens: tokens, context: context, embedded: embedded, run: run, states: states,
      features: features(states, in: pass))
  }

  /// The source's states as attention reads them; `nil` without attention.
  func remember(_ source: SourceStates, in pass: Pass) -> Attention.Memory? {
    guard let attention, let states = source.states else { return nil }
    return attention.remember(states, layout: source.layout, in: pass)
  }

  /// The inputs of the output layer: states `[N, H]`, or `[N, E]` after a projection.
  func features(_ states: Matrix, in pass: Pass) -> Matrix {
    projection?.forward(states, in: pass) ?? states
  }

  /// The loss of `targets` `[N]`, without gradients.
  package func loss(
    _ activations: Activations, targets: [Int32], in pass: Pass
  ) -> SoftmaxOutput.Loss {
    if let copying, let inputs = copyInputs(activations) {
      return copying.loss(inputs, targets: targets, in: pass)
    }
    return output.loss(activations.features, targets: targets, in: pass)
  }

  /// log p of each of `targets` `[N]`.
  package func logProbabilities(
    _ activations: Activations, of targets: [Int32], in pass: Pass
  ) -> [Double] {
    if let copying, let inputs = copyInputs(activations) {
      return copying.logProbabilities(inputs, of: targets, in: pass)
    }
    return output.logProbabilities(activations.features, of: targets, in: pass)
  }

  /// The tokens of each source sentence, in the order in which attention reads them.
  func copySources(_ source: SourceStates) -> [CopyOutput.Source] {
    let layout = source.layout
    return layout.lengths.enumerated().map { sentence, length in
      CopyOutput.Source((0..<length).map { source.ids[layout.offsets[$0] + sentence] })
    }
  }

  private func copyInputs(_ activations: Activations) -> CopyOutput.Inputs? {
    activations.run.attention.map {
      CopyOutput.Inputs(
        features: activations.features, attended: $0, embedded: activations.embedded,
        sources: copySources(activations.context.source))
    }
  }

  /// The loss of `targets` `[N]`; adds the parameters' gradients and returns the context's.
  package func backward(
    _ activations: Activations, targets: [Int32], objective: Objective,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, context: Context) {
    var (loss, gradient, copied) = outputBackward(
      activations, targets: targets, objective: objective, gradients: gradients, in: pass)
    if let projection {
      gradient = projection.backward(
        gradient, inputs: activations.states, gradients: gradients, in: pass)
    }
    let layout = activations.tokens.layout
    outputDropout.backward(gradient, layout: layout, in: pass)
    var side = Attention.SideGradients()
    side.coveragePenalty = objective.coverageLoss * objective.scale
    (side.contextAndState, side.weights) = (copied?.contextAndState, copied?.weights)
    let back = backwardLayers(
      gradient, activations.run, context: activations.context, side: side,
      gradients: gradients, in: pass)
    if let copied { Kernels.add(copied.embedded, to: back.embedded) }
    if objective.coverageLoss > 0, let attention, let attended = activations.run.attention {
      loss.smoothed += Double(objective.coverageLoss) * attention.coverageLoss(attended)
    }
    pass.trace?.note(inputs: back.embedded, values: activations.embedded, of: embedding.weight)
    embeddingDropout.backward(back.embedded, layout: layout, in: pass)
    embedding.backward(back.embedded, ids: activations.tokens.ids, gradients: gradients)
    return (loss, back.context)
  }

  /// The loss with its gradient by the features, and by what copying reads.
  private func outputBackward(
    _ activations: Activations, targets: [Int32], objective: Objective,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, features: Matrix, copied: CopyOutput.Gradients?) {
    if let copying, let inputs = copyInputs(activations) {
      let back = copying.backward(
        inputs, targets: targets, objective: objective, gradients: gradients, in: pass)
      return (back.loss, back.inputs.features, back.inputs)
    }
    let back = output.backward(
      activations.features, targets: targets, objective: objective, gradients: gradients,
      in: pass)
    return (back.loss, back.inputGradient, nil)
  }
}
