import S2SConsole
import S2SMetrics
import Seq2Seq
import Synchronization

/// How far an evaluation is, on a live line.
final class EvaluationProgress: Sendable {
  /// The line.
  let line = WorkProgress()
  /// What is being done; each has a clock of its own.
  private let activity = Mutex("")

  /// Shows how much of a test set is translated.
  func show(_ progress: TranslationProgress) {
    begin("translating")
    line.show(progress.finishedLines, "sentence", share: progress.share)
  }

  /// Shows a step of scoring.
  func show(_ step: EvaluationStep) {
    switch step {
    case .measures: begin("measuring the model")
    case .measured(let count, let total):
      begin("measuring the model")
      line.show(count, "batch", share: Double(count) / Double(max(1, total)))
    case .counted(let count, let total):
      begin("scoring")
      if count > 0 { line.show(count, "metric", share: Double(count) / Double(max(1, total))) }
    case .resampled(let count, let total):
      begin("resampling")
      line.show(count, "resample", share: Double(count) / Double(max(1, total)))
    case .shuffled(let count, let total):
      begin("shuffling")
      line.show(count, "trial", share: Double(count) / Double(max(1, total)))
    }
  }

  /// Removes the line; what comes next begins anew.
  func finish() {
    activity.withLock { $0 = "" }
    line.finish()
  }

  private func begin(_ name: String) {
    activity.withLock { activity in
      guard activity != name else { return }
      activity = name
      line.begin(name)
    }
  }
}
