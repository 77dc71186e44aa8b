import S2STraining
import S2SOptions
import Seq2Seq
import TestSupport
import Testing

/// Runs in which the decoder reads tokens of its own.
@Suite struct ScheduledSamplingRunTests {
  private let folder = TemporaryDirectory()

  private func run(
    _ name: String, threads: Int = 1,
    _ change: @escaping @Sendable (inout OptionValues) -> Void = { _ in }
  ) throws -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    run.change = { request in
      request.threads = threads
      change(&request.options)
    }
    try run.train(.create)
    return run
  }

  private static let early: @Sendable (inout OptionValues) -> Void = {
    $0["scheduled-sampling"] = "linear"
    $0["scheduled-sampling-floor"] = 0.2
    $0["scheduled-sampling-updates"] = 2
    $0["learning-rate"] = 0.02
  }

  /// Where the true token is always read, every bit is that of ordinary training.
  @Test func aFloorOfOneIsOrdinaryTraining() throws {
    let plain = try run("plain") { $0["attention"] = "general" }.contents()
    let certain = try run("certain") {
      $0["attention"] = "general"
      $0["scheduled-sampling"] = "inverse-sigmoid"
      $0["scheduled-sampling-floor"] = 1
    }
    #expect(try certain.contents() == plain)
  }

  @Test func isAFunctionOfTheSeed() throws {
    let mixed = try run("mixed", Self.early).contents()
    #expect(try run("again", Self.early).contents() == mixed)
    let plain = try run("plain") { $0["learning-rate"] = 0.02 }
    #expect(try plain.contents() != mixed)
  }

  /// The same tokens are drawn whoever computes them: without dropout, whose masks are a worker's
  /// own, only rounding remains.
  @Test func doesNotDependOnTheWorkers() throws {
    let losses = try (1...3).map { threads in
      let run = try run("\(threads)", threads: threads) {
        Self.early(&$0)
        $0["dropout"] = 0
      }
      return try TrainingLog.records(in: run.directory.historyFile).compactMap(\.validationLoss)
    }
    #expect(losses[0].count > 2)
    for other in losses.dropFirst() {
      #expect(zip(losses[0], other).allSatisfy { abs($0 - $1) < 1e-4 }, "\(losses)")
    }
  }

  @Test func resumingContinuesExactly() throws {
    try WholeRun {
      Self.early(&$0)
      $0["input-feeding"] = true
      $0["dropout"] = 0.2
    }.checkResuming()
    try WholeRun {
      Self.early(&$0)
      $0["scheduled-sampling"] = "exponential"
      $0["attention"] = "additive"
      $0["coverage"] = true
      $0["copy"] = true
      $0["joint-vocabulary"] = true
    }.checkResuming()
    try WholeRun {
      Self.early(&$0)
      $0["hierarchical"] = true
    }.checkResuming()
  }

  @Test func refusesWhatCannotBe() throws {
    for name in ["scheduled-sampling-floor", "scheduled-sampling-updates"] {
      let alone = problem { $0[name] = name.hasSuffix("floor") ? 0.5 : 5 } as? OptionError
      #expect(alone == .needs(option: name, other: "scheduled-sampling"))
    }
    for (name, value) in [
      ("scheduled-sampling-floor", OptionValue(1.5)), ("scheduled-sampling-updates", 0),
    ] {
      let outside = problem {
        $0["scheduled-sampling"] = "linear"
        $0[name] = value
      }
      guard case .outOfRange(name, _, _)? = outside as? OptionError else {
        Issue.record("\(name) may be \(value)")
        continue
      }
    }
  }

  @Test func isNamedInTheSummary() throws {
    #expect(!TranslatorOptions().summary.contains("sampling"))
    let options = try TranslatorOptions().changed(
      by: ["scheduled-sampling": "inverse-sigmoid", "scheduled-sampling-floor": 0.5])
    #expect(
      options.summary.contains(
        "scheduled-sampling inverse-sigmoid, scheduled-sampling-floor 0.5"))
  }
}
