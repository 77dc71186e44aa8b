import S2SModels
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Runs that lower the expected risk of what a model says.
@Suite struct MinimumRiskRunTests {
  private let folder = TemporaryDirectory()

  /// A model that has learned a little.
  private func base(
    _ change: @escaping @Sendable (inout TrainingOverrides) -> Void = { _ in }
  ) throws {
    var run = ShortRun(folder.path, model: folder.file("base"))
    run.writeCorpus()
    run.change = {
      $0.overrides.hidden = 16
      $0.overrides.embedding = 8
      $0.overrides.learningRate = 0.03
      $0.overrides.attention = .general
      change(&$0.overrides)
    }
    try run.train(.create, steps: 40)
  }

  private func run(
    _ name: String, threads: Int = 1, steps: Int = 6,
    _ change: @escaping @Sendable (inout TrainingOverrides) -> Void = { _ in }
  ) throws -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.change = { [base = folder.file("base")] request in
      request.from = base
      request.threads = threads
      request.overrides.hidden = nil
      request.overrides.embedding = nil
      request.overrides.minimumRisk = true
      request.overrides.minimumRiskCandidates = 4
      change(&request.overrides)
    }
    try run.train(.create, steps: steps)
    return run
  }

  @Test func resumingContinuesExactly() throws {
    try base()
    let whole = try run("whole") { $0.minimumRiskWeight = 0.6 }
    let parts = try run("parts", steps: 3) { $0.minimumRiskWeight = 0.6 }
    #expect(try parts.contents() != whole.contents())
    try parts.resume(steps: 6)
    for file in [\ModelDirectory.trainingFile, \.modelFile] {
      #expect(
        try ShortRun.tensors(whole.directory[keyPath: file])
          == ShortRun.tensors(parts.directory[keyPath: file]))
    }
  }

  @Test func everyOptionCounts() throws {
    try base()
    let plain = try run("plain").contents()
    #expect(try run("again").contents() == plain)
    #expect(try run("more") { $0.minimumRiskCandidates = 6 }.contents() != plain)
    #expect(try run("sharp") { $0.minimumRiskSharpness = 0.5 }.contents() != plain)
    #expect(try run("without") { $0.minimumRiskReference = false }.contents() != plain)
    #expect(try run("beside") { $0.minimumRiskWeight = 0.5 }.contents() != plain)
    #expect(try run("usual") { $0.minimumRiskReference = true }.contents() == plain)
    #expect(try run("seed") { $0.seed = 2 }.contents() != plain)
  }

  /// The same translations are drawn whoever computes them: without dropout, whose masks are a
  /// worker's own, only rounding remains.
  @Test func doesNotDependOnTheWorkers() throws {
    try base()
    let losses = try (1...3).map { threads in
      let run = try run("\(threads)", threads: threads) {
        $0.dropout = 0
        $0.learningRate = 0.01
      }
      return try TrainingLog.records(in: run.directory.historyFile).compactMap(\.validationLoss)
    }
    #expect(losses[0].count > 1 && losses[0][0] != losses[0][1])
    for other in losses.dropFirst() {
      #expect(zip(losses[0], other).allSatisfy { abs($0 - $1) < 1e-3 }, "\(losses)")
    }
  }

  /// Every kind of network that there is takes the gradient; what is stored says how.
  @Test func worksWithEveryDecoder() throws {
    try base {
      $0.attention = .additive
      $0.inputFeeding = true
      $0.coverage = true
      $0.copy = true
      $0.jointVocabulary = true
      $0.layers = 2
      $0.zoneout = 0.1
    }
    let run = try run("copy")
    let facts = try TranslationBundle(path: run.directory.modelFile).facts
    for words in [
      #""minimumRisk":true"#, #""minimumRiskCandidates":4"#, #""metric":"bleu""#,
      #""learningRate":0.0001"#,
    ] {
      #expect(facts["options"]?.contains(words) == true, "\(words)")
    }
  }

  @Test func worksWithSpelledWords() throws {
    try base { $0.hierarchical = true }
    _ = try run("spelled")
  }

  @Test func needsAModelToBeginWith() throws {
    var run = ShortRun(folder.path, model: folder.file("nothing"))
    run.writeCorpus()
    run.change = { $0.overrides.minimumRisk = true }
    let error = #expect(throws: TrainingError.self) { try run.train(.create) }
    #expect(error?.message.contains("name a trained model with --from") == true)
  }

  @Test func refusesWhatCannotBe() throws {
    func message(_ change: (inout TrainingOverrides) -> Void) -> String {
      var overrides = TrainingOverrides()
      overrides.minimumRisk = true
      change(&overrides)
      let options = overrides.applied(to: TrainingOptions())
      return #expect(throws: TrainingError.self) { try options.validate() }?.message ?? ""
    }
    #expect(
      message {
        $0.minimumRisk = nil
        $0.minimumRiskWeight = 0.5
      } == "--minimum-risk-weight means nothing without --minimum-risk; give both or neither")
    #expect(
      message { $0.minimumRiskCandidates = 1 }
        == "--minimum-risk-candidates is 1; it has to be from 2 to 1000")
    #expect(message { $0.minimumRiskSharpness = 0 }.hasPrefix("--minimum-risk-sharpness is 0.0"))
    #expect(message { $0.minimumRiskWeight = 0 }.hasPrefix("--minimum-risk-weight is 0.0"))
    #expect(
      message { $0.scheduledSampling = .linear }
        == "--minimum-risk and --scheduled-sampling exclude each other; give one of them")
    #expect(
      message {
        $0.cell = .elman
        $0.gradientRegularizer = 1
      }.contains("--gradient-regularizer exclude each other"))
    #expect(
      message {
        $0.attention = .additive
        $0.coverage = true
        $0.coverageLoss = 1
      }.contains("--coverage-loss exclude each other"))
    #expect(message { $0.labelSmoothing = 0.1 }.contains("belongs to cross-entropy"))
  }

  /// A run that is resumed with the option said again is not told to begin with other rates.
  @Test func choosesRateAndMetricOnce() {
    var overrides = TrainingOverrides()
    overrides.minimumRisk = true
    var options = overrides.applied(to: TrainingPreset.medium.options)
    #expect(options.metric == .bleu && options.learningRate == 1e-4)
    #expect(options.summary.contains("minimum risk"))
    options.learningRate = 5e-5
    options.metric = .loss
    #expect(overrides.applied(to: options) == options)
    overrides.learningRate = 0.1
    overrides.metric = .loss
    let own = overrides.applied(to: TrainingPreset.medium.options)
    #expect(own.metric == .loss && own.learningRate == 0.1)
    #expect(!TrainingOptions().summary.contains("risk"))
  }
}
