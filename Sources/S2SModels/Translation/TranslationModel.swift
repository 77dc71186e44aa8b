import S2SLayers
import S2STensors

/// An encoder that produces a context and a conditional decoder, with their parameters.
///
package final class TranslationModel: Network {
  /// The shape.
  package let configuration: ModelConfiguration
  /// The weights.
  package let storage: NetworkStorage
  package let encoder: Encoder
  package let decoder: Decoder

  /// The mark before the first target token; also the vocabulary's.
  package static let bos: Int32 = 1
  /// The mark after the last target token; also the vocabulary's.
  package static let eos: Int32 = 2
  /// The marks that no sentence has within it: padding, start and end.
  static let marks: [Int32] = [0, bos, eos]

  /// Makes a model over weights, or over zeros.
  ///
  /// - Parameters:
  ///   - copies: how often the caller needs room for all weights, these included.
  ///   - makeStorage: the weights for the model's table, if they are not zero.
  /// - Throws: `OptionError` or `ModelError` when a size is out of its range, or memory for it all
  ///   is; what `makeStorage` throws.
  package init(
    _ configuration: ModelConfiguration, copies: Int = 1,
    storage makeStorage: ((ParameterTable) throws -> NetworkStorage)? = nil
  ) throws {
    try configuration.validate()
    var table = ParameterTable()
    self.configuration = configuration
    encoder = Encoder(configuration, in: &table)
    decoder = Decoder(configuration, in: &table)
    storage = try makeStorage?(table) ?? NetworkStorage(table, copies: copies)
    precondition(storage.parameters.table == table, "weights of another shape")
  }

  /// Where the weights of a model of this shape lie, without reserving memory for them.
  package static func layout(_ configuration: ModelConfiguration) -> ParameterTable {
    var table = ParameterTable()
    _ = Encoder(configuration, in: &table)
    _ = Decoder(configuration, in: &table)
    return table
  }

  /// Sentence pairs as token ids, neither side empty, without marks.
  package struct Pairs: Sendable {
    let sources: PackedSources
    let inputs: PackedTokens
    let targets: [Int32]
    /// The random numbers that decide where the model's own tokens replace the inputs, in the form
    /// of `Decoder.sampledInputs`; empty where none do.
    private(set) var draws: [Double?] = []
    /// For each target sentence in packed order, its source's packed position.
    let sourceOfTarget: [Int]
    /// Whether each source has just one target.
    private let isOneToOne: Bool

    /// The number of target tokens, end marks included.
    package var targetTokenCount: Int { targets.count }
    /// The number of source tokens, or of words where they are spelled.
    package var sourceTokenCount: Int { sources.ids.count }

    /// Packs pairs, reversing sources where the model wants them so.
    ///
    /// - Parameter owners: the source of each target; `nil` where each has its own.
    package init(
      sources: [[Int32]], targets: [[Int32]], owners: [Int]? = nil,
      configuration: ModelConfiguration
    ) {
      precondition((owners?.count ?? sources.count) == targets.count, "sides differ")
      isOneToOne = owners == nil
      self.sources = PackedSources(sources, configuration)
      inputs = PackedTokens(targets.map { [TranslationModel.bos] + $0 })
      self.targets = PackedTokens(targets.map { $0 + [TranslationModel.eos] }).ids
      let positions = self.sources.layout.positions
      sourceOfTarget = inputs.layout.order.map { positions[owners?[$0] ?? $0] }
    }

    /// From the gradient of the targets' contexts to that of the sources'.
    fileprivate func scatter(_ targets: Context, into sources: Context) {
      guard isOneToOne else { return sources.sum(targets, over: sourceOfTarget) }
      var targetOfSource = [Int](repeating: 0, count: sourceOfTarget.count)
      for (target, source) in sourceOfTarget.enumerated() { targetOfSource[source] = target }
      sources.gather(targetOfSource, of: targets)
    }

    /// Lets the decoder read some tokens of its own in training.
    ///
    /// - Parameter number: what decides, in `[0, 1)`, for a token of a target, each by its place;
    ///   `nil` where the token stays.
    package mutating func draw(_ number: (_ sentence: Int, _ place: Int) -> Double?) {
      let layout = inputs.layout
      let numbers = (1..<max(1, layout.stepCount)).flatMap { step in
        layout.order[..<layout.activeCounts[step]].map { number($0, step - 1) }
      }
      guard numbers.contains(where: { $0 != nil }) else { return draws = [] }
      draws = [Double?](repeating: nil, count: layout.batchSize) + numbers
    }
  }

  /// All layers of cells.
  package var recurrentLayers: [RecurrentLayer] {
    (encoder.speller.map { [$0.layer] } ?? []) + encoder.stack.layers + decoder.layers
  }

  /// The weights of input feeding, where the decoder has it.
  package var stepWeights: [ParameterSlot] { decoder.feeding?.stepWeights ?? [] }

  /// The context vectors of sources, none of them empty, `[B, C]` in their order.
  package func contextVectors(of sources: [[Int32]], in pass: Pass) -> Matrix {
    let packed = PackedSources(sources, configuration)
    let vectors = encoder.forward(packed, in: pass).context.vector
    let ordered = pass.workspace.matrix(vectors.rows, vectors.columns)
    ordered.scatter(packed.layout.order, of: vectors)
    return ordered
  }

  /// The loss of pairs, without gradients.
  package func loss(_ pairs: Pairs, in pass: Pass) -> SoftmaxOutput.Loss {
    let context = encoder.forward(pairs.sources, in: pass).context
      .gathered(pairs.sourceOfTarget, in: pass.workspace)
    let activations = decoder.forward(pairs.inputs, context: context, in: pass)
    return decoder.loss(activations, targets: pairs.targets, in: pass)
  }

  /// The loss of pairs; adds its gradient, times the objective's scale, to `gradients`.
  package func backward(
    _ pairs: Pairs, objective: Objective, gradients: ParameterBuffer, in pass: Pass
  ) -> SoftmaxOutput.Loss {
    backward(pairs, gradients: gradients, in: pass) { _ in objective }
  }

  /// As above, for an objective that depends on the decoder's results for the pairs.
  func backward(
    _ pairs: Pairs, gradients: ParameterBuffer, in pass: Pass,
    objective: (Decoder.Activations) -> Objective
  ) -> SoftmaxOutput.Loss {
    let encoded = encoder.forward(pairs.sources, in: pass)
    let gradient = encoded.context.unset(
      hasSource: decoder.attention != nil, in: pass.workspace)
    // The encoder's way back takes the place of all that the decoder did.
    let loss = pass.workspace.scoped {
      let context = encoded.context.gathered(pairs.sourceOfTarget, in: pass.workspace)
      let inputs =
        pairs.draws.isEmpty
        ? pairs.inputs
        : decoder.sampledInputs(pairs.inputs, draws: pairs.draws, context: context, in: pass)
      let activations = decoder.forward(inputs, context: context, in: pass)
      let result = decoder.backward(
        activations, targets: pairs.targets, objective: objective(activations),
        gradients: gradients, in: pass)
      pairs.scatter(result.context, into: gradient)
      return result.loss
    }
    encoder.backward(gradient, encoded.activations, gradients: gradients, in: pass)
    return loss
  }
}
