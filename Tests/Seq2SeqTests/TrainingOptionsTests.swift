import Foundation
import S2SLayers
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Options of the optimiser and of regularisation, in whole runs and on their way there.
@Suite struct TrainingOptionsTests {
  private let folder = TemporaryDirectory()

  /// The files of a run with some options.
  private func run(
    _ name: String, _ change: @escaping @Sendable (inout OptionValues) -> Void = { _ in }
  ) throws -> [[UInt8]] {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    run.change = { change(&$0.options) }
    try run.train(.create)
    return try run.contents()
  }

  /// An option at its value of nothing leaves every bit as it was; at another it does something.
  @Test func optionsAtZeroDoNothing() throws {
    let plain = try run("plain")
    #expect(
      try run("zero") {
        $0["weight-decay"] = 0
        $0["clip-value"] = 0
        $0["ema"] = 0
      } == plain)
    #expect(try run("uniform") { $0["initialization"] = "uniform" } == plain)
    let drawn = try run("orthogonal") { $0["initialization"] = "orthogonal" }
    #expect(drawn != plain)
    #expect(try run("again") { $0["initialization"] = "orthogonal" } == drawn)
    #expect(try run("each") { $0["variational-dropout"] = false } == plain)
    #expect(try run("variational") { $0["variational-dropout"] = true } != plain)
    let decayed = try run("decayed") { $0["weight-decay"] = 0.1 }
    #expect(decayed != plain && decayed.count == plain.count)
    // Far above every element, so only the norm is missing.
    #expect(try run("high") { $0["clip-value"] = 1e6 } == run("unclipped") { $0["clip"] = 0 })
    #expect(try run("low") { $0["clip-value"] = 1e-4 } != plain)
  }

  @Test(arguments: TrainingPreset.allCases) func everyPresetCanBeTrained(preset: TrainingPreset)
    throws
  {
    try preset.options.validate()
  }

  @Test func whatAPresetChoseForAttentionGoesWithIt() throws {
    let off: OptionValues = ["attention": "none"]
    let options = try TrainingPreset.medium.options.changed(by: off)
    #expect(options.shape.contextUse == .both)
    #expect(options.shape.reversesSource && !options.shape.isBidirectional)
    try options.validate()
    let given = try TrainingPreset.medium.options.changed(
      by: ["attention": "none", "context": "start", "bidirectional": true])
    #expect(given.shape.contextUse == .start && given.shape.isBidirectional)
    // A run that goes on without attention keeps all it has.
    var stored = options
    stored.shape.contextUse = .steps
    #expect(try stored.changed(by: off) == stored)
  }

  /// Dropout that is meant for wide layers would leave nothing of narrow ones.
  @Test func whatAPresetChoseForAWidthFollowsTheWidth() throws {
    let medium = TrainingPreset.medium.options
    let narrow = try medium.changed(by: ["hidden": 128]).shape.dropout
    #expect((narrow.embeddings, narrow.layers, narrow.output) == (0.08, 0.1, 0.1))
    #expect(try medium.changed(by: ["hidden": 512]).shape.dropout.layers == 0.4)
    let thin = try medium.changed(by: ["embedding": 64]).shape.dropout
    #expect((thin.embeddings, thin.layers) == (0.13, 0.6))
    // Given rates stay, wider layers keep theirs, and a run that goes on changes nothing.
    #expect(
      try medium.changed(by: ["hidden": 128, "dropout-layers": 0.5]).shape.dropout.layers == 0.5)
    #expect(try medium.changed(by: ["hidden": 128, "dropout": 0.2]).shape.dropout == .init(0.2))
    #expect(try medium.changed(by: ["hidden": 1_024]).shape.dropout == medium.shape.dropout)
    let stored = try medium.changed(by: ["hidden": 128, "dropout": 0.3])
    #expect(try stored.changed(by: ["hidden": 128]) == stored)
    let language = LanguageModelOptions.preset(exampleCount: 9_000).options
    #expect(try language.changed(by: ["hidden": 128]).shape.network.dropout.output == 0.13)
  }

  @Test func aPresetWithJointSubwordsMayBeSpelled() throws {
    #expect(TrainingPreset.medium.options.jointVocabulary)
    try TrainingPreset.medium.options.changed(by: ["hierarchical": true]).validate()
    let both: OptionValues = ["hierarchical": true, "joint-vocabulary": true]
    #expect(throws: OptionError.excludes(option: "hierarchical", other: "joint-vocabulary")) {
      try TrainingPreset.medium.options.changed(by: both).validate()
    }
  }

  @Test func clippingByValueTakesThePlaceOfThePresetsNorm() throws {
    let options = try TrainingPreset.medium.options.changed(by: ["clip-value": 0.5])
    #expect(options.learning.clip == 0 && options.learning.clipValue == 0.5)
    try options.validate()
    #expect(throws: OptionError.excludes(option: "clip", other: "clip-value")) {
      try TrainingPreset.medium.options.changed(by: ["clip-value": 0.5, "clip": 1]).validate()
    }
  }

  /// A dropout for all places comes before one for a single place, however they are given.
  @Test func aShorthandGivesWayToWhatItStandsFor() throws {
    let options = try TranslatorOptions().changed(by: ["dropout-layers": 0.1, "dropout": 0.5])
    let rates = options.shape.dropout
    #expect(rates.embeddings == 0.5 && rates.layers == 0.1 && rates.output == 0.5)
    #expect(options.values["dropout"] == nil && options.values["dropout-layers"] == 0.1)
  }

  /// A typed change is the change by name.
  @Test func pathsAndNamesAreTheSame() throws {
    var request = TrainingRequest(source: "fr", target: "en")
    request.set(\.shape.network.hiddenSize, to: 24)
    request.set(\.learning.ema, to: 0.9)
    request.set(\.shape.bridge, to: .mean)
    request.set(\.learning.schedule, to: .inverseSquareRoot)
    #expect(
      request.options == [
        "hidden": 24, "ema": 0.9, "bridge": "mean", "schedule": "inverse-sqrt",
      ])
  }

  /// An option given its default value counts as not given.
  @Test func defaultsAreNoDifference() throws {
    let given: OptionValues = [
      "residual": false, "merge": "concat", "zoneout": 0, "forget-bias": 1, "nonlinearity": "tanh",
      "gradient-regularizer": 0, "minimum-risk-candidates": 8,
    ]
    let options = try TranslatorOptions().changed(by: given)
    #expect(options == TranslatorOptions())
    try options.validate()
  }

  @Test func readsAllSeeds() throws {
    let data = Data(#"{"seed":18446744073709551615}"#.utf8)
    let options = try JSONDecoder().decode(TranslatorOptions.self, from: data)
    #expect(options.learning.seed == .max)
    let stored = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(TranslatorOptions.self, from: stored) == options)
  }
}
