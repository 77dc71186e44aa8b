import S2SLayers
import S2SModels
import S2STensors
import TestSupport
import Testing

/// Losses and gradients of whole models against PyTorch's, computed there in double precision on
/// the same weights by `Tests/Goldens/model.py` and `networks.py`.
@Suite struct ModelGoldenTests {
  static let names = [
    "lstm-1", "lstm-2", "lstm-wide", "bidirectional", "tied", "tied-projection", "reversed",
    "smoothing", "everything", "elman", "elman-bidirectional", "dot", "general", "additive",
    "context-steps", "gru", "gru-bidirectional", "residual", "input-to-all", "skips",
    "sum", "layer-norm", "layer-norm-elman", "layer-norm-gru",
    "zoneout", "zoneout-gru", "hierarchical", "hierarchical-reversed",
    "bridge-dense", "bridge-mean",
    "feeding", "feeding-start", "coverage", "coverage-loss",
    "copy", "copy-everything",
  ]

  /// A share of the loss; the largest deviation measured is 2.4e-8.
  static let valueTolerance = 1e-6
  /// A share of each parameter's largest gradient; the largest deviation measured is 7.1e-7.
  ///
  /// PyTorch's own single precision is off by up to 2.3e-7 of the model's largest gradient.
  static let gradientTolerance = 1e-5

  @Test(arguments: names) func lossEqualsTheReference(_ name: String) throws {
    let example = try Example(name)
    let loss = example.model.loss(example.pairs, in: example.pass)
    let likelihood = try example.golden.number("likelihood")
    #expect(abs(loss.negativeLogLikelihood / likelihood - 1) < Self.valueTolerance)
    #expect(loss.smoothed == loss.negativeLogLikelihood)
    #expect(loss.tokenCount == example.golden.targets.reduce(0) { $0 + $1.count + 1 })
  }

  @Test(arguments: names) func gradientsEqualTheReference(_ name: String) throws {
    let example = try Example(name)
    let gradients = ParameterBuffer(example.model.parameters.table)
    let loss = example.model.backward(
      example.pairs, objective: example.objective, gradients: gradients, in: example.pass)
    let (smoothed, likelihood) = (
      try example.golden.number("loss"), try example.golden.number("likelihood")
    )
    #expect(abs(loss.smoothed / smoothed - 1) < Self.valueTolerance)
    #expect(abs(loss.negativeLogLikelihood / likelihood - 1) < Self.valueTolerance)
    for entry in gradients.table.entries {
      let deviation = relativeDeviation(
        gradients[entry.slot].elements,
        from: try example.golden.tensor("gradient.\(entry.name)"))
      #expect(deviation < Self.gradientTolerance, "\(entry.name)")
    }
  }

  /// Every parameter is in the reference and the other way round.
  @Test(arguments: names) func hasTheParametersOfTheReference(_ name: String) throws {
    let example = try Example(name)
    let ours = Set(example.model.parameters.table.entries.map(\.name))
    #expect(ours == Set(example.golden.names.filter { !$0.hasPrefix("gradient.") }))
  }

  /// A golden with its model, weights loaded.
  private struct Example {
    let golden: Golden
    let model: TranslationModel
    let pairs: TranslationModel.Pairs
    let objective: Objective
    let pass: Pass

    init(_ name: String) throws {
      golden = try Golden(name, of: "S2SModelsTests")
      let configuration = try ModelConfiguration(golden)
      model = try TranslationModel(configuration)
      for entry in model.parameters.table.entries {
        let values = try golden.tensor(entry.name)
        try #require(values.count == entry.slot.range.count)
        (model.parameters.floats.base + entry.slot.offset)
          .update(from: values, count: values.count)
      }
      pairs = TranslationModel.Pairs(
        sources: golden.sources, targets: golden.targets, configuration: configuration)
      objective = Objective(
        scale: try #require(Float(golden.options["scale"] ?? "")),
        labelSmoothing: try #require(Float(golden.options["smoothing"] ?? "")),
        coverageLoss: Float(golden.options["penalty"] ?? "") ?? 0)
      pass = Pass(parameters: model.parameters, workspace: Workspace())
    }
  }
}

extension ModelConfiguration {
  fileprivate init(_ golden: Golden) throws {
    let rows = try ["encoder", "decoder"].map {
      try #require(golden.shape("\($0).embedding.weight").first)
    }
    self.init(sourceVocabularySize: rows[0], targetVocabularySize: rows[1])
    self.cell = try #require(CellKind(rawValue: golden.options["cell"] ?? ""))
    self.layerCount = try #require(Int(golden.options["layers"] ?? ""))
    self.hiddenSize = try #require(Int(golden.options["hidden"] ?? ""))
    self.embeddingSize = try #require(Int(golden.options["embedding"] ?? ""))
    self.isBidirectional = golden.options["bidirectional"] == "true"
    self.reversesSource = golden.options["reversed"] == "true"
    self.attention = try #require(AttentionKind(rawValue: golden.options["attention"] ?? ""))
    self.contextUse = try #require(ContextUse(rawValue: golden.options["context"] ?? ""))
    self.merge = DirectionMerge(rawValue: golden.options["merge"] ?? "") ?? .concat
    if let space = golden.options["space"].flatMap(Int32.init), space >= 0 {
      let separate = golden.options["separate"].flatMap(Int32.init) ?? -1
      spelling = Spelling(space: space, separate: [separate])
    }
    self.isResidual = golden.options["residual"] == "true"
    self.normalizesLayers = golden.options["layer_norm"] == "true"
    self.zoneout = golden.options["zoneout"].flatMap(Float.init) ?? 0
    self.repeatsInputs = golden.options["input_to_all"] == "true"
    self.tiesEmbeddings = golden.options["tied"] == "true"
    self.feedsInput = golden.options["feeding"] == "true"
    self.hasCoverage = golden.options["coverage"] == "true"
    self.copiesSource = golden.options["copy"] == "true"
    self.bridge = golden.options["bridge"].flatMap { BridgeKind(rawValue: $0) }
  }
}
