/// A measure of a model itself, not of texts that it wrote.
public enum ModelMeasure: String, CaseIterable, Sendable {
  /// e to the mean negative log-likelihood of a reference's tokens.
  case perplexity
  /// How often the model finds a reference's next token, and a whole reference, most probable.
  case accuracy
}
