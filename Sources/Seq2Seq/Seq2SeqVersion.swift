/// The version of the toolkit.
public enum Seq2SeqVersion {
  /// As semantic versioning has it.
  public static let current = "0.1.0"
}
