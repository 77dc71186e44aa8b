import S2STraining

/// Measures a model on held-out examples while it trains.
final class Validation<Task: LearningTask> {
  private let task: Task
  private let batches: [Task.Batch]
  private let scorer: (any TaskScorer)?
  /// The names of the scores that are asked for.
  private let wanted: Set<String>
  /// The seconds that the next measurement will take, as far as is known.
  private(set) var expectedSeconds = 1.0

  /// Encodes the examples.
  ///
  /// - Throws: `CorpusError` when none can be used.
  init(
    _ data: Task.Data, model: Task.Model, texts: Texts, options: Task.Options, threads: Int
  ) throws {
    task = Task(measuring: model)
    batches = try data.heldOut(texts, options, threads: threads)
    wanted = [options.learning.metric, options.learning.validationMetrics]
    scorer =
      wanted == [ValidationResult.lossName]
      ? nil : Task.scorer(model, data, texts, options, threads: threads)
  }

  /// The loss, and the scores where one of them decides.
  func measure(_ training: DataParallel<Task>) throws -> ValidationResult {
    let start = MonotonicClock.seconds()
    let loss = training.loss(batches, of: task).mean
    let scores = try scorer?.scores().filter { wanted.contains($0.name) } ?? []
    let result = ValidationResult(loss: loss, scores: scores)
    expectedSeconds = MonotonicClock.seconds() - start
    return result
  }

  /// The batches that a rehearsal computes at most.
  private static var rehearsedBatches: Int { 24 }

  /// Measures a part and forecasts the seconds of the whole.
  func rehearse(_ training: DataParallel<Task>) throws -> Double {
    // From short to long, as all of them would be, so that memory grows as it would; the longest
    // sentences take the most.
    let part = batches.reversed().evenly(Self.rehearsedBatches).reversed() as Array
    let start = MonotonicClock.seconds()
    _ = training.loss(part, of: task)
    let seconds = MonotonicClock.seconds() - start
    let share = Double(tokenCount(part)) / Double(max(1, tokenCount(batches)))
    return seconds / share + (try scorer?.rehearse() ?? 0)
  }

  private func tokenCount(_ batches: [Task.Batch]) -> Int {
    batches.reduce(0) { $0 + $1.tokenCount }
  }
}

extension Collection {
  /// At most `count` elements, the first among them, at equal distances.
  func evenly(_ count: Int) -> [Element] {
    let elements = Array(self)
    let distance = Swift.max(1, (elements.count + count - 1) / count)
    return stride(from: 0, to: elements.count, by: distance).map { elements[$0] }
  }
}
