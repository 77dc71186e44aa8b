import Foundation
import S2SModels
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Options of the optimiser and of regularisation, in whole runs and on their way there.
@Suite struct TrainingOptionsTests {
  private let folder = TemporaryDirectory()

  /// The files of a run with some options.
  private func run(
    _ name: String, _ change: @escaping @Sendable (inout TrainingOverrides) -> Void = { _ in }
  ) throws -> [[UInt8]] {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    run.change = { change(&$0.overrides) }
    try run.train(.create)
    return try run.contents()
  }

  /// An option at its value of nothing leaves every bit as it was; at another it does something.
  @Test func optionsAtZeroDoNothing() throws {
    let plain = try run("plain")
    #expect(
      try run("zero") {
        $0.weightDecay = 0
        $0.clipValue = 0
        $0.ema = 0
      } == plain)
    #expect(try run("uniform") { $0.initialization = .uniform } == plain)
    let drawn = try run("orthogonal") { $0.initialization = .orthogonal }
    #expect(drawn != plain)
    #expect(try run("again") { $0.initialization = .orthogonal } == drawn)
    #expect(try run("each") { $0.variationalDropout = false } == plain)
    #expect(try run("variational") { $0.variationalDropout = true } != plain)
    let decayed = try run("decayed") { $0.weightDecay = 0.1 }
    #expect(decayed != plain && decayed.count == plain.count)
    // Far above every element, so only the norm is missing.
    #expect(try run("high") { $0.clipValue = 1e6 } == run("unclipped") { $0.clip = 0 })
    #expect(try run("low") { $0.clipValue = 1e-4 } != plain)
  }

  /// What is stored of a run older than the options says nothing of them.
  @Test func olderRunsHaveNoneOfThem() throws {
    let text = String(decoding: try JSONEncoder().encode(TrainingOptions()), as: UTF8.self)
    let older = text.replacing(#","isVariational":false"#, with: "")
      .replacing(#""isVariational":false,"#, with: "")
    #expect(older != text && !older.contains("weightDecay") && !older.contains("ema"))
    let options = try JSONDecoder().decode(TrainingOptions.self, from: Data(older.utf8))
    #expect(options == TrainingOptions())
  }

  @Test(arguments: TrainingPreset.allCases) func everyPresetCanBeTrained(preset: TrainingPreset)
    throws
  {
    try preset.options.validate()
  }

  @Test func whatAPresetChoseForAttentionGoesWithIt() throws {
    var overrides = TrainingOverrides()
    overrides.attention = .off
    let options = overrides.applied(to: TrainingPreset.medium.options)
    #expect(options.context == .both && options.reverseSource && !options.bidirectional)
    try options.validate()
    overrides.context = .start
    overrides.bidirectional = true
    let given = overrides.applied(to: TrainingPreset.medium.options)
    #expect(given.context == .start && given.bidirectional)
    // A run that goes on without attention keeps all it has.
    var stored = options
    stored.context = .steps
    overrides = TrainingOverrides()
    overrides.attention = .off
    #expect(overrides.applied(to: stored) == stored)
  }

  @Test func aPresetWithJointSubwordsMayBeSpelled() throws {
    #expect(TrainingPreset.medium.options.jointVocabulary)
    var overrides = TrainingOverrides()
    overrides.hierarchical = true
    try overrides.applied(to: TrainingPreset.medium.options).validate()
    overrides.jointVocabulary = true
    #expect(throws: TrainingError.self) {
      try overrides.applied(to: TrainingPreset.medium.options).validate()
    }
  }

  @Test func clippingByValueTakesThePlaceOfThePresetsNorm() throws {
    var overrides = TrainingOverrides()
    overrides.clipValue = 0.5
    let options = overrides.applied(to: TrainingPreset.medium.options)
    #expect(options.clip == 0 && options.clipValue == 0.5)
    try options.validate()
    overrides.clip = 1
    #expect {
      try overrides.applied(to: TrainingPreset.medium.options).validate()
    } throws: {
      "\($0)".contains("--clip-value")
    }
  }

  @Test func summaryNamesWhatIsNotTheDefault() {
    let standard = TrainingOptions()
    for word in ["decay", "clipped", "average", "kept"] {
      #expect(!standard.summary.contains(word))
    }
    var options = standard
    options.clipValue = 0.5
    options.weightDecay = 0.01
    options.ema = 0.999
    options.keepCheckpoints = 3
    options.dropout.isVariational = true
    options.initialization = .orthogonal
    options.residual = true
    options.inputToAllLayers = true
    options.bidirectional = true
    options.merge = .sum
    options.layerNorm = true
    options.zoneout = 0.25
    options.hierarchical = true
    options.gradientRegularizer = 0.5
    for words in [
      "values clipped at 0.5", "weight decay 0.01", "average of weights 0.999",
      "the last 3 checkpoints kept", "variational dropout 0.3", "orthogonal initialization",
      "residual", "input to all layers", "directions summed", "layer normalisation",
      "spelled by characters", "zoneout 0.25", "gradient regulariser 0.5",
    ] {
      #expect(options.summary.contains(words), "\(words)")
    }
  }

  /// What is said to be as it is without saying anything is no difference when a run goes on.
  @Test func saysNothingByTheUsual() {
    var overrides = TrainingOverrides()
    overrides.residual = false
    overrides.inputToAllLayers = false
    overrides.merge = .concat
    overrides.layerNorm = false
    overrides.zoneout = 0
    overrides.hierarchical = false
    overrides.gradientRegularizer = 0
    #expect(overrides.applied(to: TrainingOptions()) == TrainingOptions())
  }
}
