import S2SLayers
import S2STensors

/// A recurrent language model: the probability of each token, given those before it.
///
///     P(x_1, x_2, x_3) = P(x_1) P(x_2 | x_1) P(x_3 | x_1, x_2)
///
/// Each factor is a softmax over the state of a recurrent stack that has read the tokens before.
///
/// Reference: Mikolov et al. 2010, doi:10.21437/Interspeech.2010-343.
package final class LanguageModel: Network {
  /// The weights.
  package let storage: NetworkStorage
  private let embedding: Embedding
  private let embeddingDropout: Dropout
  private let stack: RecurrentStack
  private let outputDropout: Dropout
  /// From H to E, where the output layer is tied to embeddings of another width.
  private let projection: Linear?
  private let output: SoftmaxOutput

  /// The layers, which know where their weights lie.
  private struct Layers {
    let embedding: Embedding
    let stack: RecurrentStack
    let projection: Linear?
    let output: SoftmaxOutput

    /// Registers the parameters: `embedding`, `network.layers.0` and so on, `output`.
    init(_ shape: LanguageModelShape, vocabularySize: Int, in table: inout ParameterTable) {
      let (embeddingSize, hiddenSize) = (shape.network.embeddingSize, shape.network.hiddenSize)
      embedding = Embedding(
        "embedding", vocabularySize: vocabularySize, embeddingSize: embeddingSize, in: &table)
      stack = RecurrentStack(
        "network", shape.network, StackEnds(inputSize: embeddingSize, firstSite: 100), in: &table)
      let isProjected = shape.tiesEmbeddings && embeddingSize != hiddenSize
      projection =
        isProjected
        ? Linear(
          "projection", inputSize: hiddenSize, outputSize: embeddingSize, hasBias: false,
          in: &table) : nil
      output = SoftmaxOutput(
        "output", inputSize: shape.tiesEmbeddings ? embeddingSize : hiddenSize,
        vocabularySize: vocabularySize,
        sharing: shape.tiesEmbeddings ? embedding.weight : nil, in: &table)
    }
  }

  /// Makes a model over weights, or over zeros.
  ///
  /// - Parameters:
  ///   - copies: how often the caller needs room for all weights, these included.
  ///   - makeStorage: the weights for the model's table, if they are not zero.
  /// - Throws: `OptionError` or `ModelError` when a size is out of its range, or memory for it all
  ///   is; what `makeStorage` throws.
  package init(
    _ shape: LanguageModelShape, vocabularySize: Int, copies: Int = 1,
    storage makeStorage: ((ParameterTable) throws -> NetworkStorage)? = nil
  ) throws {
    try shape.validate()
    var table = ParameterTable()
    let layers = Layers(shape, vocabularySize: vocabularySize, in: &table)
    (embedding, stack, projection, output) = (
      layers.embedding, layers.stack, layers.projection, layers.output
    )
    embeddingDropout = shape.network.dropout.layer(\.embeddings, site: 2)
    outputDropout = shape.network.dropout.layer(\.output, site: 3)
    storage = try makeStorage?(table) ?? NetworkStorage(table, copies: copies)
    precondition(storage.parameters.table == table, "weights of another shape")
  }

  /// Where the weights of a model of this shape lie, without reserving memory for them.
  package static func layout(_ shape: LanguageModelShape, vocabularySize: Int) -> ParameterTable {
    var table = ParameterTable()
    _ = Layers(shape, vocabularySize: vocabularySize, in: &table)
    return table
  }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] { stack.layers }

  /// The mark before the first token; also the vocabulary's.
  private static let bos = TranslationModel.bos
  /// The mark after the last token; also the vocabulary's.
  private static let eos = TranslationModel.eos

  /// What `backward` needs of `forward`.
  private struct Activations {
    let tokens: PackedTokens
    let stack: RecurrentStack.Activations
    let states: Matrix  // [N, H] after dropout
    let features: Matrix  // [N, H], or [N, E] after a projection
  }

  /// Texts as token ids, without marks; an empty text is its end mark alone.
  private func forward(_ texts: [[Int32]], in pass: Pass) -> (Activations, targets: [Int32]) {
    let tokens = PackedTokens(texts.map { [Self.bos] + $0 })
    let targets = PackedTokens(texts.map { $0 + [Self.eos] }).ids
    let embedded = embeddingDropout.forward(
      embedding.forward(tokens.ids, in: pass), layout: tokens.layout, in: pass)
    let result = stack.forward(
      RecurrentInputs(steps: embedded), initial: nil, layout: tokens.layout, in: pass)
    let states = outputDropout.forward(result.outputs, layout: tokens.layout, in: pass)
    let activations = Activations(
      tokens: tokens, stack: result.activations, states: states,
      features: projection?.forward(states, in: pass) ?? states)
    return (activations, targets)
  }

  /// The loss of texts, without gradients.
  package func loss(_ texts: [[Int32]], in pass: Pass) -> SoftmaxOutput.Loss {
    let (activations, targets) = forward(texts, in: pass)
    return output.loss(activations.features, targets: targets, in: pass)
  }

  /// log P of each token of each text and of its end mark, given those before it.
  package func logProbabilities(of texts: [[Int32]], in pass: Pass) -> [[Double]] {
    let (activations, targets) = forward(texts, in: pass)
    let rows = output.logProbabilities(activations.features, of: targets, in: pass)
    let layout = activations.tokens.layout
    return layout.positions.map { position in
      (0..<layout.lengths[position]).map { rows[layout.offsets[$0] + position] }
    }
  }

  /// The loss of texts; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ texts: [[Int32]], objective: Objective, gradients: ParameterBuffer, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    let (activations, targets) = forward(texts, in: pass)
    let result = output.backward(
      activations.features, targets: targets, objective: objective, gradients: gradients, in: pass)
    var gradient = result.inputGradient
    if let projection {
      gradient = projection.backward(
        gradient, inputs: activations.states, gradients: gradients, in: pass)
    }
    let layout = activations.tokens.layout
    outputDropout.backward(gradient, layout: layout, in: pass)
    let inputs = stack.backward(
      gradient, finalGradients: nil, activations.stack, gradients: gradients, in: pass
    ).inputs.steps
    embeddingDropout.backward(inputs, layout: layout, in: pass)
    embedding.backward(inputs, ids: activations.tokens.ids, gradients: gradients)
    return result.loss
  }
}
