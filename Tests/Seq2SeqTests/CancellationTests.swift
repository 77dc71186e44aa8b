import Seq2Seq
import Synchronization
import TestSupport
import Testing

/// Work that somebody asks to stop.
@Suite struct CancellationTests {
  private let folder = TemporaryDirectory()

  private func run(_ name: String) -> ShortRun {
    let run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    return run
  }

  /// The options of a short run.
  private func request(_ run: ShortRun, _ mode: TrainingMode) -> TranslationTraining {
    var request = run.request(mode)
    guard mode != .resume else { return request }
    request.options = [
      "hidden": 4, "embedding": 4, "steps": 9, "validate-every": 3, "batch-sentences": 4,
      "epochs": 100,
    ]
    return request
  }

  @Test(arguments: [1, 3, 4, 8]) func aCancelledRunGoesOnAsIfNothingHadHappened(
    step: Int
  ) async throws {
    let (whole, parts) = (run("whole"), run("parts"))
    #expect(try TranslationTrainer(request(whole, .create)).run() == .finished)
    let trainer = TranslationTrainer(request(parts, .create))
    let outcome = try await Task {
      try trainer.run(report: { event in
        guard case .step(let measure) = event, measure.step == step else { return }
        withUnsafeCurrentTask { $0?.cancel() }
      })
    }.value
    #expect(outcome == .interrupted)
    #expect(try whole.contents() != parts.contents())
    #expect(try TranslationTrainer(request(parts, .resume)).run() == .finished)
    #expect(try whole.contents() == parts.contents())
  }

  private func translator(threads: Int) throws -> Translator {
    let run = run("model")
    try run.train(.create)
    var options = TranslationOptions()
    options.threads = threads
    return try Translator(path: run.directory.path, options: options)
  }

  /// Cancels a task when the question whether it is cancelled has been asked some times.
  private final class Trigger: Sendable {
    let asked = Atomic<Int>(0)
    let task = Mutex<Task<[Translation], any Error>?>(nil)

    /// Asks whether the current task is cancelled.
    func asks(before limit: Int) -> Bool {
      if asked.add(1, ordering: .relaxed).newValue == limit {
        task.withLock { $0?.cancel() }
      }
      return Task.isCancelled
    }
  }

  @Test(arguments: [1, 2]) func aTaskThatIsCancelledTranslatesNoMore(threads: Int) async throws {
    let translator = try translator(threads: threads)
    let lines = (0..<20_000).map { "un deux trois \($0)" }
    let trigger = Trigger()
    // Each line is asked about, and then each batch.
    let limit = lines.count + 5
    let task = Task.detached {
      try translator.translate(lines) { trigger.asks(before: limit) }
    }
    trigger.task.withLock { $0 = task }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(trigger.asked.load(ordering: .relaxed) < limit + 20, "hundreds of batches are left")
  }

  @Test func aTaskThatIsCancelledDoesNotBegin() async throws {
    let translator = try translator(threads: 1)
    let task = Task.detached {
      withUnsafeCurrentTask { $0?.cancel() }
      return try translator.translate(["un"])
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  /// Asked by every worker: any one of them stops all.
  @Test func anyWorkerStopsAll() throws {
    let translator = try translator(threads: 2)
    let lines = (0..<2_000).map { "un deux trois \($0)" }
    let asked = Atomic<Int>(0)
    #expect(throws: CancellationError.self) {
      try translator.translate(lines) {
        asked.add(1, ordering: .relaxed).newValue == lines.count + 3
      }
    }
    // A worker may have asked once more before it saw that the other had stopped.
    #expect((lines.count + 3...lines.count + 5).contains(asked.load(ordering: .relaxed)))
    #expect(try translator.translate(lines.suffix(3)).count == 3)
  }

  @Test func evaluatingStops() async throws {
    let run = run("model")
    try run.train(.create)
    folder.write("un deux trois\ntrois deux\n", to: "test.fr")
    folder.write("one two three\nthree two\n", to: "test.en")
    let evaluator = try Evaluator(path: run.directory.path)
    let selection = CorpusSelection(test: folder.file("test"))
    #expect(throws: CancellationError.self) {
      try evaluator.run(selection, isCancelled: { true })
    }
    let testSet = try evaluator.translate(selection)
    var request = EvaluationRequest()
    request.metrics.measures = [.perplexity]
    #expect(throws: CancellationError.self) {
      try evaluator.evaluate(testSet, request, isCancelled: { true })
    }
  }

  @Test func learningAShortlistStops() throws {
    let run = run("model")
    try run.train(.create)
    let bundle = try TranslationBundle(path: run.directory.modelFile)
    var selection = CorpusSelection()
    selection.train = folder.file("train")
    let (trainer, path) = (ShortlistTrainer(bundle), folder.file("shortlist"))
    #expect(throws: CancellationError.self) {
      try trainer.run(selection, writingTo: path, isCancelled: { true })
    }
    #expect(!folder.names.contains("shortlist"))
    #expect(try trainer.run(selection, writingTo: path) > 0)
  }
}
