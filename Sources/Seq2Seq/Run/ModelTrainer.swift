import S2SFiles
import S2SModels
import S2SOptions
import S2STensors
import S2STraining

/// From a request to a model directory: reads, learns tokenizers, trains, validates, saves.
///
/// It writes only to the model's directory, and reports its progress by events. The work can be
/// cancelled: a run that is cancelled is saved, and can be resumed.
public struct ModelTrainer<Corpus: Settings, Options: TaskOptions>: Sendable {
  private let runner:
    @Sendable (@escaping (TrainingEvent) -> Void, @escaping @Sendable () -> Bool) throws
      -> TrainingOutcome
  private let forecaster:
    @Sendable (@escaping (TrainingEvent) -> Void) throws -> TrainingForecast<Options>

  /// Sets up a run of a task.
  package init<Task: LearningTask>(
    _ request: TrainingRequest<Corpus, Options>, task: Task.Type
  ) where Task.Corpus == Corpus, Task.Options == Options, Task: SendableMetatype {
    let clockStart = MonotonicClock.seconds()
    runner = { report, isCancelled in
      try Preparation<Task>(request, clockStart: clockStart, writes: true, report: report)
        .run(isCancelled: isCancelled)
    }
    forecaster = { report in
      try Preparation<Task>(request, clockStart: clockStart, writes: false, report: report)
        .forecast()
    }
  }

  /// Trains.
  ///
  /// - Parameters:
  ///   - report: is called with what happens, on the caller's thread.
  ///   - isCancelled: whether to stop now, asked before every update; unless given, whether the
  ///     current task of Swift's concurrency is cancelled.
  /// - Throws: what is wrong with the corpus, the options, the directory or the run: `OptionError`,
  ///   `CorpusError`, `LineError`, `FileError`, `ModelError`, `TextError`, `TrainingError`.
  @discardableResult
  public func run(
    report: @escaping (TrainingEvent) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { _Concurrency.Task.isCancelled }
  ) throws -> TrainingOutcome {
    try runner(report, isCancelled)
  }

  /// Measures the memory and time that `run` needs, by a few seconds of computing; nothing is
  /// written.
  ///
  /// - Throws: as `run`.
  public func forecast(
    report: @escaping (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainingForecast<Options> {
    try forecaster(report)
  }
}
