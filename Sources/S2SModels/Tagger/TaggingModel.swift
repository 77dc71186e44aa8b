import S2SLayers
import S2SRandom
import S2STensors

/// A recurrent tagger: the probability of each word's tag, given the whole sentence.
///
///     x_t = [embedding of w_t ; states of a network over the characters of w_t]
///     h_t = a recurrent stack over x, in both directions or forwards
///     P(y_t = k) = softmax_k(W h_t + b), or all y together by a `ChainCRF`
///
/// References: Ling et al. 2015, arXiv:1508.02096; Plank et al. 2016, arXiv:1604.05529 (words beside
/// characters); Lample et al. 2016, arXiv:1603.01360 (the chain).
package final class TaggingModel: Network {
  /// The weights.
  package let storage: NetworkStorage
  private let layers: Layers
  private let wordDropout: Float
  private let inputDropout: Dropout
  private let outputDropout: Dropout

  /// The numbers of words, characters and tags.
  package struct Sizes: Sendable, Equatable {
    let words: Int
    let characters: Int
    let tags: Int

    /// Groups the three: tokens with the marks and the unknown one, and tags alone.
    package init(words: Int, characters: Int, tags: Int) {
      (self.words, self.characters, self.tags) = (words, characters, tags)
    }
  }

  /// The layers, which know where their weights lie.
  private struct Layers {
    let words: Embedding
    let letters: Embedding?
    let speller: WordSpeller?
    let stack: RecurrentStack
    let output: TagOutput

    /// Registers `words`, `characters`, `speller`, `network.layers.0` and so on, `output`.
    init(_ shape: TaggerShape, _ sizes: Sizes, in table: inout ParameterTable) {
      let network = shape.network
      words = Embedding(
        "words", vocabularySize: sizes.words, embeddingSize: network.embeddingSize, in: &table)
      let isSpelled = shape.characterHiddenSize > 0
      letters =
        isSpelled
        ? Embedding(
          "characters", vocabularySize: sizes.characters,
          embeddingSize: shape.characterEmbeddingSize, in: &table) : nil
      speller =
        isSpelled
        ? WordSpeller(
          "speller", network, letterSize: shape.characterEmbeddingSize,
          hiddenSize: shape.characterHiddenSize, merge: .concat, in: &table) : nil
      stack = RecurrentStack(
        "network", network,
        StackEnds(
          inputSize: network.embeddingSize + (speller?.outputSize ?? 0),
          isBidirectional: shape.isBidirectional, firstSite: 100), in: &table)
      output = TagOutput(
        "output", shape.output,
        inputSize: (shape.isBidirectional ? 2 : 1) * network.hiddenSize, tagCount: sizes.tags,
        in: &table)
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
    _ shape: TaggerShape, _ sizes: Sizes, copies: Int = 1,
    storage makeStorage: ((ParameterTable) throws -> NetworkStorage)? = nil
  ) throws {
    try shape.validate()
    var table = ParameterTable()
    layers = Layers(shape, sizes, in: &table)
    wordDropout = shape.wordDropout
    inputDropout = shape.network.dropout.layer(\.embeddings, site: 2)
    outputDropout = shape.network.dropout.layer(\.output, site: 3)
    storage = try makeStorage?(table) ?? NetworkStorage(table, copies: copies)
    precondition(storage.parameters.table == table, "weights of another shape")
  }

  /// Where the weights of a model of this shape lie, without reserving memory for them.
  package static func layout(_ shape: TaggerShape, _ sizes: Sizes) -> ParameterTable {
    var table = ParameterTable()
    _ = Layers(shape, sizes, in: &table)
    return table
  }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] {
    [layers.speller?.layer].compactMap(\.self) + layers.stack.layers
  }

  /// What `backward` needs of `forward`.
  private struct Activations {
    let ids: [Int32]  // [N], the words as they were read
    let inputs: Matrix  // [N, E + S] after dropout
    let speller: WordSpeller.Activations?
    let stack: RecurrentStack.Activations
    let states: Matrix  // [N, 2H] or [N, H], after dropout
  }

  private func forward(_ words: PackedWords, in pass: Pass) -> Activations {
    let ids = dropped(words.words, in: pass)
    let embedded = layers.words.forward(ids, in: pass)
    var (inputs, kept) = (embedded, WordSpeller.Activations?.none)
    if let letters = layers.letters, let speller = layers.speller {
      let spelled = speller.forward(
        letters.forward(words.letters.ids, in: pass), layout: words.letters.layout, in: pass)
      kept = spelled.activations
      let width = embedded.columns
      inputs = pass.workspace.matrix(ids.count, width + speller.outputSize)
      inputs.columns(0..<width).copy(from: embedded)
      inputs.columns(width..<inputs.columns).gather(words.places, of: spelled.words)
    }
    let read = inputDropout.forward(inputs, layout: words.layout, in: pass)
    let result = layers.stack.forward(
      RecurrentInputs(steps: read), initial: nil, layout: words.layout, in: pass)
    return Activations(
      ids: ids, inputs: read, speller: kept, stack: result.activations,
      states: outputDropout.forward(result.outputs, layout: words.layout, in: pass))
  }

  /// Makes some words unknown, by the pass's seed and the place of each.
  private func dropped(_ words: [Int32], in pass: Pass) -> [Int32] {
    guard wordDropout > 0, let seed = pass.dropoutSeed else { return words }
    var generator = SeededGenerator(seed: seed, 1)
    return words.map { generator.uniform() < wordDropout ? Self.unknown : $0 }
  }

  /// The token of unknown words; also the vocabulary's.
  private static let unknown: Int32 = 3
}

extension TaggingModel {
  /// The loss of tags, a number from 0 for each word of each sentence, without gradients.
  package func loss(
    _ words: PackedWords, tags: [[Int32]], in pass: Pass
  ) -> SoftmaxOutput.Loss {
    layers.output.loss(
      forward(words, in: pass).states, targets: PackedTokens(tags).ids, layout: words.layout,
      in: pass)
  }

  /// The mean of the states of one sentence, `[1, 2H]` or `[1, H]`.
  package func meanState(of words: PackedWords, in pass: Pass) -> Matrix {
    precondition(words.layout.batchSize == 1, "one sentence")
    let states = forward(words, in: pass).states
    let mean = pass.workspace.zeros(1, states.columns)
    Kernels.addColumnSums(of: states, to: mean)
    Kernels.scale(mean, by: 1 / Float(states.rows))
    return mean
  }

  /// The best tags of each sentence, in the sentences' order.
  package func tags(of words: PackedWords, in pass: Pass) -> [[Int32]] {
    let layout = words.layout
    let best = layers.output.best(forward(words, in: pass).states, layout: layout, in: pass)
    return layout.positions.map { position in
      (0..<layout.lengths[position]).map { best[layout.offsets[$0] + position] }
    }
  }

  /// The loss; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ words: PackedWords, tags: [[Int32]], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> SoftmaxOutput.Loss {
    let activations = forward(words, in: pass)
    let (loss, gradient) = layers.output.backward(
      activations.states, targets: PackedTokens(tags).ids, layout: words.layout,
      objective: objective, gradients: gradients, in: pass)
    outputDropout.backward(gradient, layout: words.layout, in: pass)
    let inputs = layers.stack.backward(
      gradient, finalGradients: nil, activations.stack, gradients: gradients, in: pass
    ).inputs.steps
    pass.trace?.note(inputs: inputs, values: activations.inputs, of: layers.words.weight)
    inputDropout.backward(inputs, layout: words.layout, in: pass)
    let width = layers.words.weight.columns
    layers.words.backward(
      inputs.columns(0..<width), ids: activations.ids, gradients: gradients)
    if let letters = layers.letters, let speller = layers.speller, let kept = activations.speller {
      let spelled = pass.workspace.zeros(words.letters.layout.batchSize, speller.outputSize)
      for (row, place) in words.places.enumerated() {
        Kernels.add(
          inputs.rows(row..<row + 1).columns(width..<inputs.columns),
          to: spelled.rows(place..<place + 1))
      }
      let back = speller.backward(spelled, kept, gradients: gradients, in: pass)
      letters.backward(back, ids: words.letters.ids, gradients: gradients)
    }
    return loss
  }
}
