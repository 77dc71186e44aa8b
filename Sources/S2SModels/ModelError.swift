/// What can be wrong with a model or its files.
public struct ModelError: Error, CustomStringConvertible, Sendable {
  /// The kinds of error.
  public enum Code: Sendable {
    /// A size or rate outside of its range.
    case invalidConfiguration
    /// There is no model where one was expected.
    case notFound
    /// There is a model where none was expected.
    case alreadyExists
    /// The file is not a model, or not one that this version reads.
    case unreadable
    /// Two things that have to fit do not: weights and configuration, or the parts of an ensemble.
    case mismatch
  }

  /// The kind.
  public let code: Code
  /// One sentence for people: what is wrong, where, and what to do.
  public let message: String

  /// Makes an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
