import S2SOptions

/// The shape of a recurrent network of any task: cells, layers and widths.
public struct RecurrentShape: Settings {
  /// The kind of recurrent cell.
  public var cell = CellKind.lstm
  /// The function around the sum of a simple recurrent cell.
  public var nonlinearity = Nonlinearity.tanh
  /// The first value of the forget gate's bias.
  public var forgetBias: Float = 1
  /// The number of layers.
  public var layerCount = 1
  /// Whether, from the second layer on, a layer's input is added to its output.
  ///
  /// Reference: Wu et al. 2016, arXiv:1609.08144.
  public var isResidual = false
  /// Whether, from the second layer on, a layer reads the embedded input beside the layer below.
  ///
  /// Reference: Graves 2013, arXiv:1308.0850.
  public var repeatsInputs = false
  /// Whether the input projection of every layer is normalised; see `LayerNorm`.
  public var normalizesLayers = false
  /// The probability that an element of a state is not updated; see `Zoneout`.
  public var zoneout: Float = 0
  /// The rounds in which a step's input and the state before gate each other; see `Mogrifier`.
  public var mogrifierRounds = 0
  /// The width of states, H; each direction of a bidirectional layer has this width.
  public var hiddenSize = 256
  /// The width of embeddings, E.
  public var embeddingSize = 256
  /// The probabilities of dropout.
  public var dropout = DropoutRates()

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options = OptionTable<Self>([
    .choice(
      "cell", \.cell,
      "The recurrent cell: \(CellKind.allCases.map(\.rawValue).joined(separator: ", "))"
    ).always,
    .choice(
      "nonlinearity", \.nonlinearity,
      "The nonlinearity of an elman, jordan or elman-jordan cell"),
    .number(
      "forget-bias", \.forgetBias, in: OptionRange(-100...100),
      "The initial bias of the forget gate, in cells that have one"),
    .count("layers", \.layerCount, in: 1...16, "The number of recurrent layers").always,
    .flag(
      "residual", \.isResidual, "Add each layer's input to its output, from the second layer on"),
    .flag("input-to-all-layers", \.repeatsInputs, "Give every layer the embedded input as well"),
    .flag("layer-norm", \.normalizesLayers, "Normalise the input projection of every layer"),
    .number(
      "zoneout", \.zoneout, in: OptionRange(0..<1),
      "The probability that an element of a state is not updated"),
    .count(
      "mogrifier", \.mogrifierRounds, in: 0...16,
      "The rounds in which a step's input and the state before gate each other"),
    .count("hidden", \.hiddenSize, in: 1...16_384, "The width of states").always,
    .count("embedding", \.embeddingSize, in: 1...16_384, "The width of embeddings").always,
    .shorthand(
      "dropout", in: OptionRange(0..<1),
      "The rate of dropout on embeddings, between layers and before the output"
    ) { rate, shape in shape.dropout.setAll(Float(rate)) },
    .number(
      "dropout-embeddings", \.dropout.embeddings, in: OptionRange(0..<1),
      "The rate of dropout on embeddings"
    ).always.trainingOnly,
    .number(
      "dropout-layers", \.dropout.layers, in: OptionRange(0..<1),
      "The rate of dropout between layers"
    ).always.trainingOnly,
    .number(
      "dropout-output", \.dropout.output, in: OptionRange(0..<1),
      "The rate of dropout before the output"
    ).always.trainingOnly,
    .flag(
      "variational-dropout", \.dropout.isVariational,
      "Drop the same units of a sequence at every step"
    ).trainingOnly,
  ])
}
