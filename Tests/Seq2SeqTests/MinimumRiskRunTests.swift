import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Runs that lower the expected risk of what a model says.
@Suite struct MinimumRiskRunTests {
  private let folder = TemporaryDirectory()

  /// A model that has learned a little.
  private func base(
    _ change: @escaping @Sendable (inout OptionValues) -> Void = { _ in }
  ) throws {
    var run = ShortRun(folder.path, model: folder.file("base"))
    run.writeCorpus()
    run.change = {
      $0.options["hidden"] = 16
      $0.options["embedding"] = 8
      $0.options["learning-rate"] = 0.03
      $0.options["attention"] = "general"
      change(&$0.options)
    }
    try run.train(.create, steps: 40)
  }

  private func run(
    _ name: String, threads: Int = 1, steps: Int = 6,
    _ change: @escaping @Sendable (inout OptionValues) -> Void = { _ in }
  ) throws -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.change = { [base = folder.file("base")] request in
      request.from = base
      request.threads = threads
      request.options["hidden"] = OptionValue(nil)
      request.options["embedding"] = OptionValue(nil)
      request.options["minimum-risk"] = true
      request.options["minimum-risk-candidates"] = 4
      change(&request.options)
    }
    try run.train(.create, steps: steps)
    return run
  }

  @Test func resumingContinuesExactly() throws {
    try base()
    let whole = try run("whole") { $0["minimum-risk-weight"] = 0.6 }
    let parts = try run("parts", steps: 3) { $0["minimum-risk-weight"] = 0.6 }
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
    #expect(try run("more") { $0["minimum-risk-candidates"] = 6 }.contents() != plain)
    #expect(try run("sharp") { $0["minimum-risk-sharpness"] = 0.5 }.contents() != plain)
    #expect(try run("without") { $0["minimum-risk-reference"] = false }.contents() != plain)
    #expect(try run("beside") { $0["minimum-risk-weight"] = 0.5 }.contents() != plain)
    #expect(try run("usual") { $0["minimum-risk-reference"] = true }.contents() == plain)
    #expect(try run("seed") { $0["seed"] = 2 }.contents() != plain)
  }

  /// The same translations are drawn whoever computes them: without dropout, whose masks are a
  /// worker's own, only rounding remains.
  @Test func doesNotDependOnTheWorkers() throws {
    try base()
    let losses = try (1...3).map { threads in
      let run = try run("\(threads)", threads: threads) {
        $0["dropout"] = 0
        $0["learning-rate"] = 0.01
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
      $0["attention"] = "additive"
      $0["input-feeding"] = true
      $0["coverage"] = true
      $0["copy"] = true
      $0["joint-vocabulary"] = true
      $0["layers"] = 2
      $0["zoneout"] = 0.1
    }
    let run = try run("copy")
    let facts = try TranslationBundle(path: run.directory.modelFile).facts
    for words in [
      #""minimum-risk":true"#, #""minimum-risk-candidates":4"#, #""metric":"bleu""#,
      #""learning-rate":0.0001"#,
    ] {
      #expect(facts["options"]?.contains(words) == true, "\(words)")
    }
  }

  @Test func worksWithSpelledWords() throws {
    try base { $0["hierarchical"] = true }
    _ = try run("spelled")
  }

  @Test func needsAModelToBeginWith() throws {
    var run = ShortRun(folder.path, model: folder.file("nothing"))
    run.writeCorpus()
    run.change = { $0.options["minimum-risk"] = true }
    #expect(throws: TrainingError.riskFromNothing) { try run.train(.create) }
  }

  @Test func refusesWhatCannotBe() throws {
    func risk(_ change: (inout OptionValues) -> Void) -> OptionError? {
      problem {
        $0["minimum-risk"] = true
        change(&$0)
      } as? OptionError
    }
    func outOfRange(_ name: String, _ value: OptionValue) -> Bool {
      guard case .outOfRange(name, _, _)? = risk({ $0[name] = value }) else { return false }
      return true
    }
    let alone = problem { $0["minimum-risk-weight"] = 0.5 } as? OptionError
    #expect(alone == .needs(option: "minimum-risk-weight", other: "minimum-risk"))
    #expect(outOfRange("minimum-risk-candidates", 1))
    #expect(outOfRange("minimum-risk-sharpness", 0))
    #expect(outOfRange("minimum-risk-weight", 0))
    #expect(
      risk { $0["scheduled-sampling"] = "linear" }
        == .excludes(option: "minimum-risk", other: "scheduled-sampling"))
    #expect(
      risk {
        $0["cell"] = "elman"
        $0["gradient-regularizer"] = 1
      } == .excludes(option: "minimum-risk", other: "gradient-regularizer"))
    #expect(
      risk {
        $0["attention"] = "additive"
        $0["coverage"] = true
        $0["coverage-loss"] = 1
      } == .excludes(option: "minimum-risk", other: "coverage-loss"))
    let smoothed = problem {
      $0["minimum-risk"] = true
      $0["label-smoothing"] = 0.1
    }
    #expect(smoothed as? TrainingError == .smoothedRisk)
  }

  /// A run that is resumed with the option given again does not get other rates.
  @Test func choosesRateAndMetricOnce() throws {
    var given: OptionValues = ["minimum-risk": true]
    var options = try TrainingPreset.medium.options.changed(by: given)
    #expect(options.learning.metric == "bleu" && options.learning.learningRate == 1e-4)
    #expect(options.summary.contains("minimum-risk"))
    options.learning.learningRate = 5e-5
    options.learning.metric = "loss"
    #expect(try options.changed(by: given) == options)
    given["learning-rate"] = 0.1
    given["metric"] = "loss"
    let own = try TrainingPreset.medium.options.changed(by: given)
    #expect(own.learning.metric == "loss" && own.learning.learningRate == 0.1)
    #expect(!TranslatorOptions().summary.contains("risk"))
  }
}
