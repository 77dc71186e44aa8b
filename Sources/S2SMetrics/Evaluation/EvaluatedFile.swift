/// A file that an evaluation read, so that who repeats it can tell whether it is the same.
public struct EvaluatedFile: Sendable, Equatable {
  /// What is in it.
  public enum Role: String, Sendable {
    case model, sources, references, translations
    /// Sources and references together.
    case pairs = "test set"
    /// Lines of text that a model is measured on.
    case text
    /// Texts with their labels.
    case labelled = "labelled texts"
  }

  /// What is in it.
  public let role: Role
  /// The path as it was named.
  public let name: String
  /// The SHA-256 of its bytes, in hexadecimal digits; `nil` for a pipe, which is gone.
  public let sha256: String?
  /// Its lines or pairs; `nil` for a model.
  public let count: Int?

  /// Groups the facts.
  public init(_ role: Role, name: String, sha256: String?, count: Int?) {
    self.role = role
    self.name = name
    self.sha256 = sha256
    self.count = count
  }
}
