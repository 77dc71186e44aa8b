import S2SModels
import S2SSearch

/// How given texts are scored.
public struct ScoringOptions: Sendable, Equatable {
  /// How log-probabilities become scores.
  public var normalization = LengthNormalization()
  /// The sentences that are computed together.
  public var batchSentences = 64
  /// The worker threads; `nil` for the processor's cores.
  public var threads: Int?
  /// Whether texts are one text, each after those before it, also those of earlier calls; for language
  /// models of a stream.
  public var inContext = false

  /// Scores as `translate` gives them.
  public init() {}
}

/// What a task's models say of given texts.
package protocol TextScoring: Sendable {
  /// Whether a text has a source.
  var needsSource: Bool { get }
  /// The scores of texts, in order; none depends on the others unless they are one text.
  ///
  /// - Parameter progress: is called with the fraction that is done, from 0 to 1, on any thread.
  /// - Throws: `TranslationError.pairTooLarge`; `CancellationError`.
  func score(
    _ pairs: [TextPair], isCancelled: @Sendable () -> Bool, progress: @Sendable (Double) -> Void
  ) throws -> [TextScore]
}

/// Scores given texts by a model of any task that gives texts a probability: translations by their
/// sources, lines by a language model.
///
/// Nothing is searched. Any number of threads may use one; texts in context are scored in the order of calls.
public struct TextScorer: Sendable {
  private let model: any TextScoring

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read,
  ///   its task gives texts no probability, or it has no context that is asked for.
  public init(path: String, options: ScoringOptions = ScoringOptions()) throws {
    let file = try ModelDirectory.file(at: path)
    let task = try TaskKind.of(ModelHeader(path: file))
    guard !options.inContext || task.name == LanguageModelTask.name else {
      throw ModelError.otherTask(path: file, task: task.name, wanted: LanguageModelTask.name)
    }
    model = try task.textScoring(file, options)
  }

  /// Whether a text has a source.
  public var needsSource: Bool { model.needsSource }

  /// The scores of texts, in order; none depends on the others unless they are one text, nor on the number
  /// of threads.
  ///
  /// - Parameters:
  ///   - isCancelled: as of `Translator.translate`.
  ///   - progress: is called with the fraction that is done, from 0 to 1, on the thread of its worker.
  /// - Throws: `TranslationError.pairTooLarge`; `CancellationError`.
  /// - Complexity: linear in the tokens.
  public func score(
    _ pairs: [TextPair], isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    progress: @Sendable (Double) -> Void = { _ in }
  ) throws -> [TextScore] {
    try model.score(pairs, isCancelled: isCancelled, progress: progress)
  }
}

extension LearningTask {
  /// No probabilities, unless a task says otherwise.
  package static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    throw ModelError.otherTask(path: modelFile, task: name, wanted: "translate or lm")
  }
}
