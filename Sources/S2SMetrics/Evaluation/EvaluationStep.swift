/// A step of scoring texts, for reports.
public enum EvaluationStep: Sendable, Equatable {
  /// The model is measured on the references.
  case measures
  /// Some metrics have counted what they need of all sentences.
  case counted(Int, of: Int)
  /// Some resamples are scored, of those of all metrics.
  case resampled(Int, of: Int)
  /// Some trials of randomisation are scored, of those of all metrics.
  case shuffled(Int, of: Int)
}
