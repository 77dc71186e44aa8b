import S2SLayers
import S2STensors

/// A recurrent classifier: the probability of each class, given a text.
///
///     P(c | x) = softmax_c(W s + b)      s = pooled states of a recurrent stack that reads x
///
/// The stack reads a mark before the text, as a language model does, so an empty text has a state,
/// too, and the weights of a language model fit.
package final class ClassifierModel: Network {
  /// The weights.
  package let storage: NetworkStorage
  private let layers: Layers
  private let embeddingDropout: Dropout
  private let wordDropout: WordDropout
  private let outputDropout: Dropout
  private let truncation: Int

  /// The layers, which know where their weights lie.
  private struct Layers {
    let embedding: Embedding
    let stack: RecurrentStack
    let pooling: Pooling
    let output: SoftmaxOutput

    /// Registers the parameters: `embedding` and `network.layers.0` as a language model names them,
    /// `pooling`, `output`.
    init(
      _ shape: ClassifierShape, vocabularySize: Int, classCount: Int, in table: inout ParameterTable
    ) {
      let width = shape.network.embeddingSize
      embedding = Embedding(
        "embedding", vocabularySize: vocabularySize, embeddingSize: width, in: &table)
      var ends = StackEnds(inputSize: width, firstSite: 100)
      ends.isBidirectional = shape.isBidirectional
      ends.merge = shape.merge
      stack = RecurrentStack("network", shape.network, ends, in: &table)
      let size = stack.layers.last?.outputSize ?? shape.network.hiddenSize
      pooling = Pooling(shape.pooling, "pooling", size: size, in: &table)
      output = SoftmaxOutput("output", inputSize: size, vocabularySize: classCount, in: &table)
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
    _ shape: ClassifierShape, vocabularySize: Int, classCount: Int, copies: Int = 1,
    storage makeStorage: ((ParameterTable) throws -> NetworkStorage)? = nil
  ) throws {
    try shape.validate()
    var table = ParameterTable()
    layers = Layers(
      shape, vocabularySize: vocabularySize, classCount: classCount, in: &table)
    embeddingDropout = shape.network.dropout.layer(\.embeddings, site: 2)
    wordDropout = WordDropout(rate: shape.wordDropout, site: 4)
    outputDropout = Dropout(rate: shape.network.dropout.output, site: 3)
    truncation = shape.truncation
    storage = try makeStorage?(table) ?? NetworkStorage(table, copies: copies)
    precondition(storage.parameters.table == table, "weights of another shape")
  }

  /// Where the weights of a model of this shape lie, without reserving memory for them.
  package static func layout(
    _ shape: ClassifierShape, vocabularySize: Int, classCount: Int
  ) -> ParameterTable {
    var table = ParameterTable()
    _ = Layers(shape, vocabularySize: vocabularySize, classCount: classCount, in: &table)
    return table
  }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] { layers.stack.layers }
  /// The number of classes.
  package var classCount: Int { layers.output.weight.rows }

  /// What `backward` needs of `forward`.
  fileprivate struct Activations {
    let tokens: PackedTokens
    let embedded: Matrix  // [N, E] after dropout
    let stack: RecurrentStack.Activations
    let finals: [RecurrentState]
    let pooling: Pooling.Activations
    let features: Matrix  // [B, D] after dropout
  }

  /// Where each feature's row has no steps: a layout of B sequences of one.
  private static func flat(_ layout: PackedLayout) -> PackedLayout {
    PackedLayout(lengths: [Int](repeating: 1, count: layout.batchSize))
  }

  /// Texts as token ids, without marks.
  private func forward(_ texts: [[Int32]], in pass: Pass) -> Activations {
    let tokens = PackedTokens(
      texts.map { [TranslationModel.bos] + $0.prefix(truncation) })
    let embedded = layers.embedding.forward(tokens.ids, in: pass)
    wordDropout.apply(to: embedded, in: pass)
    let inputs = embeddingDropout.forward(embedded, layout: tokens.layout, in: pass)
    let result = layers.stack.forward(
      RecurrentInputs(steps: inputs), initial: nil, layout: tokens.layout, in: pass)
    let pooled = layers.pooling.forward(
      result.outputs, final: result.finals[result.finals.count - 1].hidden,
      layout: tokens.layout, in: pass)
    return Activations(
      tokens: tokens, embedded: inputs, stack: result.activations, finals: result.finals,
      pooling: pooled,
      features: outputDropout.forward(
        pooled.outputs, layout: Self.flat(tokens.layout), in: pass))
  }

  /// The loss of texts, without gradients.
  ///
  /// - Parameter classes: the class of each text.
  package func loss(
    _ texts: [[Int32]], classes: [Int32], in pass: Pass
  ) -> SoftmaxOutput.Loss {
    let activations = forward(texts, in: pass)
    return layers.output.loss(
      activations.features, targets: activations.packed(classes), in: pass)
  }

  /// P(c | x) of each text and class, `[B, C]` in the order of the texts.
  package func probabilities(of texts: [[Int32]], in pass: Pass) -> Matrix {
    let activations = forward(texts, in: pass)
    let probabilities = pass.workspace.matrix(texts.count, classCount)
    pass.workspace.scoped {
      let logits = pass.workspace.matrix(texts.count, classCount)
      layers.output.forward(activations.features, into: logits, in: pass)
      for row in 0..<texts.count { Kernels.softmax(logits.rows(row..<row + 1)) }
      probabilities.scatter(activations.tokens.layout.order, of: logits)
    }
    return probabilities
  }

  /// What the output layer reads of each text, `[B, D]` in the order of the texts.
  package func features(of texts: [[Int32]], in pass: Pass) -> Matrix {
    let activations = forward(texts, in: pass)
    let features = activations.features
    let ordered = pass.workspace.matrix(features.rows, features.columns)
    ordered.scatter(activations.tokens.layout.order, of: features)
    return ordered
  }

  /// The loss of texts; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ texts: [[Int32]], classes: [Int32], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> SoftmaxOutput.Loss {
    let activations = forward(texts, in: pass)
    let layout = activations.tokens.layout
    let result = layers.output.backward(
      activations.features, targets: activations.packed(classes), objective: objective,
      gradients: gradients, in: pass)
    outputDropout.backward(result.inputGradient, layout: Self.flat(layout), in: pass)
    let pooled = layers.pooling.backward(
      result.inputGradient, activations.pooling, layout: layout, gradients: gradients, in: pass)
    let inputs = layers.stack.backward(
      pooled.states,
      finalGradients: pooled.final.map { gradient in
        activations.finals.enumerated().map { index, state in
          Self.gradient(
            of: state, hidden: index == activations.finals.count - 1 ? gradient : nil, in: pass)
        }
      }, activations.stack, gradients: gradients, in: pass
    ).inputs.steps
    pass.trace?.note(inputs: inputs, values: activations.embedded, of: layers.embedding.weight)
    embeddingDropout.backward(inputs, layout: layout, in: pass)
    wordDropout.apply(to: inputs, in: pass)
    layers.embedding.backward(inputs, ids: activations.tokens.ids, gradients: gradients)
    return result.loss
  }

  /// The gradient of a final state: zero, but for what was read of it.
  private static func gradient(
    of state: RecurrentState, hidden: Matrix?, in pass: Pass
  ) -> RecurrentState {
    RecurrentState(
      hidden: hidden ?? pass.workspace.zeros(state.hidden.rows, state.hidden.columns),
      cell: state.cell.map { pass.workspace.zeros($0.rows, $0.columns) })
  }
}

extension ClassifierModel.Activations {
  /// Numbers in the order of the batch.
  fileprivate func packed(_ classes: [Int32]) -> [Int32] { tokens.layout.order.map { classes[$0] } }
}
