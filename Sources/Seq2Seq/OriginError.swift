/// Why the corpus that a model was made from cannot be taken, where no other is named.
public enum OriginError: Error, Equatable, Sendable {
  /// The model does not say where its corpus was.
  case unknown(model: String, Wanted)
  /// The files that it was trained on are neither where they were nor in the same place beside the
  /// model.
  case gone([String], model: String, Wanted)
  /// The files that it was trained on have other contents now.
  case changed([String], model: String, Wanted)
  /// There is no test set beside the files that it was trained on.
  case noTestSet(beside: [String], model: String)

  /// What the corpus is needed for.
  public enum Wanted: String, Sendable {
    /// To be trained on, or to learn a shortlist from.
    case training
    /// To test on.
    case test
    /// To count words in.
    case trainingText
  }
}
