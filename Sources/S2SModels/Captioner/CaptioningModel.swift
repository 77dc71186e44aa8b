import S2SLayers
import S2STensors

/// A captioner: the conditional decoder of translation under the vector of a picture.
///
///     c = tanh(W x + b)      s_0 = tanh(W_s c + b_s)      P(y_t | y_<t, x) = decoder(c, s_0)
///
/// x is the picture's feature vector, normalised by the caller.
///
/// Reference: Vinyals et al. 2015, arXiv:1411.4555 (there the vector is the first input alone).
package final class CaptioningModel: Network {
  /// The shape of the decoder.
  package let configuration: ModelConfiguration
  /// The weights.
  package let storage: NetworkStorage
  private let layers: Layers
  private let dropout: Dropout

  /// The layers, which know where their weights lie.
  private struct Layers {
    let projection: Linear
    let bridge: Bridge?
    let decoder: Decoder

    /// Registers the parameters: `features`, `bridge`, `decoder`.
    init(_ configuration: ModelConfiguration, featureWidth: Int, in table: inout ParameterTable) {
      projection = Linear(
        "features", inputSize: CaptioningModel.paddedWidth(featureWidth),
        outputSize: configuration.contextSize, in: &table)
      bridge = configuration.contextUse == .steps ? nil : Bridge(configuration, in: &table)
      decoder = Decoder(configuration, in: &table)
    }
  }

  /// The width of the rows that the model reads: eight bits need a multiple of four.
  package static func paddedWidth(_ width: Int) -> Int { (width + 3) / 4 * 4 }

  /// Makes a model over weights, or over zeros.
  ///
  /// - Parameters:
  ///   - copies: how often the caller needs room for all weights, these included.
  ///   - makeStorage: the weights for the model's table, if they are not zero.
  /// - Throws: `OptionError` or `ModelError` when a size is out of its range, or memory for it all
  ///   is; what `makeStorage` throws.
  package init(
    _ shape: CaptionerShape, featureWidth: Int, vocabularySize: Int, copies: Int = 1,
    storage makeStorage: ((ParameterTable) throws -> NetworkStorage)? = nil
  ) throws {
    try shape.validate()
    configuration = shape.decoder(vocabularySize: vocabularySize)
    try configuration.validate()
    var table = ParameterTable()
    layers = Layers(configuration, featureWidth: featureWidth, in: &table)
    dropout = Dropout(rate: shape.network.dropout.embeddings, site: 1)
    storage = try makeStorage?(table) ?? NetworkStorage(table, copies: copies)
    precondition(storage.parameters.table == table, "weights of another shape")
  }

  /// Where the weights of a model of this shape lie, without reserving memory for them.
  package static func layout(
    _ shape: CaptionerShape, featureWidth: Int, vocabularySize: Int
  ) -> ParameterTable {
    var table = ParameterTable()
    _ = Layers(
      shape.decoder(vocabularySize: vocabularySize), featureWidth: featureWidth, in: &table)
    return table
  }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] { layers.decoder.layers }
}

// MARK: - Pictures to contexts

extension CaptioningModel {
  /// What the way back needs of the way there.
  private struct Encoded {
    let features: Matrix  // [B, D]
    let vector: Matrix  // [B, C] before dropout
    let layout: PackedLayout
    let bridge: Bridge.Activations?
    let context: Context
  }

  private func encode(_ features: Matrix, in pass: Pass) -> Encoded {
    let layout = PackedLayout(lengths: [Int](repeating: 1, count: features.rows))
    let vector = layers.projection.forward(features, in: pass)
    pass.tanh(vector)
    let seen = dropout.forward(vector, layout: layout, in: pass)
    let states = [RecurrentState](
      repeating: RecurrentState(hidden: seen, cell: configuration.cell.hasCell ? seen : nil),
      count: configuration.layerCount)
    let bridged = layers.bridge?.forward(states, in: pass)
    return Encoded(
      features: features, vector: vector, layout: layout, bridge: bridged?.activations,
      context: Context(
        vector: seen, states: bridged?.states ?? states,
        source: SourceStates(nil, layout: layout)))
  }

  private func encodeBackward(
    _ gradient: Context, _ encoded: Encoded, gradients: ParameterBuffer, in pass: Pass
  ) {
    let vector = gradient.vector
    if let bridge = layers.bridge, let kept = encoded.bridge {
      for state in bridge.backward(gradient.states, kept, gradients: gradients, in: pass) {
        Kernels.add(state.hidden, to: vector)
        if let cell = state.cell { Kernels.add(cell, to: vector) }
      }
    }
    dropout.backward(vector, layout: encoded.layout, in: pass)
    pass.tanhBackward(vector, output: encoded.vector)
    guard let trace = pass.trace else {
      return layers.projection.accumulate(
        vector, inputs: encoded.features, gradients: gradients, in: pass)
    }
    let features = layers.projection.backward(
      vector, inputs: encoded.features, gradients: gradients, in: pass)
    trace.note(inputs: features, values: encoded.features, of: layers.projection.weight)
  }
}

// MARK: - Captions

extension CaptioningModel {
  /// Captions with their pictures, in packed order.
  package struct Pairs {
    let features: Matrix
    let inputs: PackedTokens
    let targets: [Int32]

    /// Packs captions, without marks; the picture of each is a row of `features`.
    package init(
      _ features: FeatureRows, rows: [Int], captions: [[Int32]], in workspace: Workspace
    ) {
      precondition(rows.count == captions.count, "a picture per caption")
      inputs = PackedTokens(captions.map { [TranslationModel.bos] + $0 })
      targets = PackedTokens(captions.map { $0 + [TranslationModel.eos] }).ids
      self.features = features.matrix(of: inputs.layout.order.map { rows[$0] }, in: workspace)
    }
  }

  /// The loss of captions, without gradients.
  package func loss(_ pairs: Pairs, in pass: Pass) -> SoftmaxOutput.Loss {
    let context = encode(pairs.features, in: pass).context
    let activations = layers.decoder.forward(pairs.inputs, context: context, in: pass)
    return layers.decoder.loss(activations, targets: pairs.targets, in: pass)
  }

  /// The loss of captions; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ pairs: Pairs, objective: Objective, gradients: ParameterBuffer, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    let encoded = encode(pairs.features, in: pass)
    let activations = layers.decoder.forward(pairs.inputs, context: encoded.context, in: pass)
    let back = layers.decoder.backward(
      activations, targets: pairs.targets, objective: objective, gradients: gradients, in: pass)
    encodeBackward(back.context, encoded, gradients: gradients, in: pass)
    return back.loss
  }

  /// The context vectors of some pictures, `[B, C]` in the order of `rows`.
  package func vectors(of features: FeatureRows, rows: [Int], in pass: Pass) -> Matrix {
    encode(features.matrix(of: rows, in: pass.workspace), in: pass).vector
  }

  /// Begins captions of some pictures, one row per picture.
  package func decodingSession(
    _ features: FeatureRows, rows: [Int], _ resources: DecodingResources
  ) -> DecodingSession {
    DecodingSession(layers.decoder, configuration, resources) { pass in
      self.encode(features.matrix(of: rows, in: pass.workspace), in: pass).context
    }
  }
}
