/// A step of scoring texts, for reports.
public enum EvaluationStep: Sendable, Equatable {
  /// The model is measured on the references.
  case measures
  /// Some batches of the references are measured.
  case measured(Int, of: Int)
  /// Some metrics have counted what they need of all sentences.
  case counted(Int, of: Int)
  /// Some resamples are scored, of those of all metrics.
  case resampled(Int, of: Int)
  /// Some trials of randomisation are scored, of those of all metrics.
  case shuffled(Int, of: Int)

  /// The step as one of several equal pieces of work, after some of them.
  package func after(_ finished: Int, of pieces: Int) -> EvaluationStep {
    switch self {
    case .measures: .measures
    case .measured(let count, let total):
      .measured(finished * total + count, of: pieces * total)
    case .counted(let count, let total): .counted(finished * total + count, of: pieces * total)
    case .resampled(let count, let total):
      .resampled(finished * total + count, of: pieces * total)
    case .shuffled(let count, let total):
      .shuffled(finished * total + count, of: pieces * total)
    }
  }
}
