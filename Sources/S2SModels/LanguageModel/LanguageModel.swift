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
  let embedding: Embedding
  private let wordDropout: WordDropout
  private let embeddingDropout: Dropout
  let stack: RecurrentStack
  private let outputDropout: Dropout
  let output: TokenOutput
  /// The mark before the first token of a line: in a stream the end of the line before.
  package let start: Int32
  /// Whether it reads a text through the ends of its lines.
  package let readsStream: Bool

  /// The layers, which know where their weights lie.
  private struct Layers {
    let embedding: Embedding
    let stack: RecurrentStack
    let output: TokenOutput

    /// Registers the parameters: `embedding`, `network.layers.0` and so on, those of `TokenOutput`.
    init(_ shape: LanguageModelShape, vocabularySize: Int, in table: inout ParameterTable) {
      let embeddingSize = shape.network.embeddingSize
      embedding = Embedding(
        "embedding", vocabularySize: vocabularySize, embeddingSize: embeddingSize, in: &table)
      stack = RecurrentStack(
        "network", shape.network, StackEnds(inputSize: embeddingSize, firstSite: 100), in: &table)
      output = TokenOutput(
        shape, embedding: embedding, vocabularySize: vocabularySize, in: &table)
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
    (embedding, stack, output) = (layers.embedding, layers.stack, layers.output)
    readsStream = shape.readsStream
    start = readsStream ? TranslationModel.eos : TranslationModel.bos
    wordDropout = WordDropout(rate: shape.wordDropout, site: 4)
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

  /// Whether its output is a mixture of softmaxes.
  package var isMixture: Bool { output.isMixture }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] { stack.layers }

  /// The mark after the last token; also the vocabulary's.
  private static let eos = TranslationModel.eos

  /// What `backward` needs of `forward`.
  struct Activations {
    let tokens: PackedTokens
    let embedded: Matrix  // [N, E] after dropout
    let stack: RecurrentStack.Activations
    let outputs: Matrix  // [N, H] of the last layer
    let states: Matrix  // [N, H] after dropout
    let finals: [RecurrentState]  // [B, H], a layer each, in packed order
  }

  /// Tokens that are read, and the one that follows each.
  package struct Reading {
    let tokens: PackedTokens
    /// What follows, in the places of the tokens.
    let targets: [Int32]
    /// The states before the first token; `nil` for zeros.
    let initial: [RecurrentState]?
  }

  /// Reads texts, as token ids without marks, each from its beginning to its end mark.
  package func reading(_ texts: [[Int32]]) -> Reading {
    Reading(
      tokens: PackedTokens(texts.map { [start] + $0 }),
      targets: PackedTokens(texts.map { $0 + [Self.eos] }).ids, initial: nil)
  }

  /// Reads parts of a stream, longer ones first, from given states.
  ///
  /// - Parameter parts: each with the token that follows it at its end, so two tokens or more.
  package func reading(
    parts: [ArraySlice<Int32>], from initial: [RecurrentState]?
  ) -> Reading {
    precondition(
      zip(parts, parts.dropFirst()).allSatisfy { $0.count >= $1.count }, "longer parts first")
    return Reading(
      tokens: PackedTokens(parts.map { $0.dropLast() }),
      targets: PackedTokens(parts.map { $0.dropFirst() }).ids, initial: initial)
  }

  func forward(_ reading: Reading, in pass: Pass) -> Activations {
    let tokens = reading.tokens
    let words = embedding.forward(tokens.ids, in: pass)
    wordDropout.apply(to: words, words: tokens.ids, in: pass)
    let embedded = embeddingDropout.forward(words, layout: tokens.layout, in: pass)
    let result = stack.forward(
      RecurrentInputs(steps: embedded), initial: reading.initial, layout: tokens.layout, in: pass)
    let states = outputDropout.forward(result.outputs, layout: tokens.layout, in: pass)
    return Activations(
      tokens: tokens, embedded: embedded, stack: result.activations, outputs: result.outputs,
      states: states,
      finals: result.finals)
  }

  /// The loss of texts, without gradients.
  package func loss(_ texts: [[Int32]], in pass: Pass) -> SoftmaxOutput.Loss {
    loss(reading(texts), in: pass).loss
  }

  /// The loss of what is read, without gradients, and the states after it.
  package func loss(
    _ reading: Reading, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, finals: [RecurrentState]) {
    let activations = forward(reading, in: pass)
    return (
      output.loss(activations.states, targets: reading.targets, in: pass), activations.finals
    )
  }

  /// log P of each token of each text and of its end mark, given those before it.
  package func logProbabilities(of texts: [[Int32]], in pass: Pass) -> [[Double]] {
    let reading = reading(texts)
    let activations = forward(reading, in: pass)
    let rows = output.logProbabilities(activations.states, of: reading.targets, in: pass)
    let layout = activations.tokens.layout
    return layout.positions.map { position in
      (0..<layout.lengths[position]).map { rows[layout.offsets[$0] + position] }
    }
  }

  /// The states of the last layer after texts, `[B, H]` in their order.
  package func lastStates(of texts: [[Int32]], in pass: Pass) -> Matrix {
    let activations = forward(reading(texts), in: pass)
    let states = activations.finals[activations.finals.count - 1].hidden
    let ordered = pass.workspace.matrix(states.rows, states.columns)
    ordered.scatter(activations.tokens.layout.order, of: states)
    return ordered
  }

  /// The loss of texts; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ texts: [[Int32]], objective: Objective, gradients: ParameterBuffer, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    backward(reading(texts), objective: objective, gradients: gradients, in: pass).loss
  }

  /// The loss of what is read, and the states after it; no gradient goes to the states before.
  package func backward(
    _ reading: Reading, objective: Objective, gradients: ParameterBuffer, in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, finals: [RecurrentState]) {
    let activations = forward(reading, in: pass)
    let result = output.backward(
      activations.states, targets: reading.targets, objective: objective, gradients: gradients,
      in: pass)
    let gradient = result.inputGradient
    let layout = activations.tokens.layout
    let regularizer = objective.activation
    var loss = result.loss
    loss.smoothed += regularizer.addActivation(
      activations.states, to: gradient, scale: objective.scale)
    outputDropout.backward(gradient, layout: layout, in: pass)
    loss.smoothed += regularizer.addChange(
      activations.outputs, to: gradient, layout: layout, scale: objective.scale)
    let inputs = stack.backward(
      gradient, finalGradients: nil, activations.stack, gradients: gradients, in: pass
    ).inputs.steps
    pass.trace?.note(inputs: inputs, values: activations.embedded, of: embedding.weight)
    embeddingDropout.backward(inputs, layout: layout, in: pass)
    wordDropout.apply(to: inputs, words: activations.tokens.ids, in: pass)
    embedding.backward(inputs, ids: activations.tokens.ids, gradients: gradients)
    return (loss, activations.finals)
  }
}
