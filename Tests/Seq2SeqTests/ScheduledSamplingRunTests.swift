import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Runs in which the decoder reads tokens of its own.
@Suite struct ScheduledSamplingRunTests {
  private let folder = TemporaryDirectory()

  private func run(
    _ name: String, threads: Int = 1,
    _ change: @escaping @Sendable (inout TrainingOverrides) -> Void = { _ in }
  ) throws -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    run.change = { request in
      request.threads = threads
      change(&request.overrides)
    }
    try run.train(.create)
    return run
  }

  private static let early: @Sendable (inout TrainingOverrides) -> Void = {
    $0.scheduledSampling = .linear
    $0.scheduledSamplingFloor = 0.2
    $0.scheduledSamplingUpdates = 2
    $0.learningRate = 0.02
  }

  /// Where the true token is always read, every bit is that of ordinary training.
  @Test func aFloorOfOneIsOrdinaryTraining() throws {
    let plain = try run("plain") { $0.attention = .general }.contents()
    let certain = try run("certain") {
      $0.attention = .general
      $0.scheduledSampling = .inverseSigmoid
      $0.scheduledSamplingFloor = 1
    }
    #expect(try certain.contents() == plain)
  }

  @Test func isAFunctionOfTheSeed() throws {
    let mixed = try run("mixed", Self.early).contents()
    #expect(try run("again", Self.early).contents() == mixed)
    let plain = try run("plain") { $0.learningRate = 0.02 }
    #expect(try plain.contents() != mixed)
  }

  /// The same tokens are drawn whoever computes them: without dropout, whose masks are a worker's
  /// own, only rounding remains.
  @Test func doesNotDependOnTheWorkers() throws {
    let losses = try (1...3).map { threads in
      let run = try run("\(threads)", threads: threads) {
        Self.early(&$0)
        $0.dropout = 0
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
      $0.inputFeeding = true
      $0.dropout = 0.2
    }.checkResuming()
    try WholeRun {
      Self.early(&$0)
      $0.scheduledSampling = .exponential
      $0.attention = .additive
      $0.coverage = true
      $0.copy = true
      $0.jointVocabulary = true
    }.checkResuming()
    try WholeRun {
      Self.early(&$0)
      $0.hierarchical = true
    }.checkResuming()
  }

  @Test func refusesWhatCannotBe() throws {
    func message(_ change: (inout TrainingOverrides) -> Void) -> String? {
      var overrides = TrainingOverrides()
      change(&overrides)
      let options = overrides.applied(to: TrainingOptions())
      return #expect(throws: TrainingError.self) { try options.validate() }?.message
    }
    #expect(
      message { $0.scheduledSamplingFloor = 0.5 }
        == "--scheduled-sampling-floor means nothing without --scheduled-sampling; "
        + "give both or neither")
    #expect(message { $0.scheduledSamplingUpdates = 5 }?.contains("means nothing without") == true)
    #expect(
      message {
        $0.scheduledSampling = .linear
        $0.scheduledSamplingFloor = 1.5
      } == "--scheduled-sampling-floor is 1.5; it has to be from 0 to 1")
    #expect(
      message {
        $0.scheduledSampling = .linear
        $0.scheduledSamplingUpdates = 0
      }?.contains("--scheduled-sampling-updates is 0") == true)
  }

  @Test func isNamedInTheSummary() {
    var options = TrainingOptions()
    #expect(!options.summary.contains("sampling"))
    options.scheduledSampling = .inverseSigmoid
    options.scheduledSamplingFloor = 0.5
    #expect(
      options.summary.contains(
        "inverse-sigmoid scheduled sampling to 0.5, half way after 2000 updates"))
  }
}
