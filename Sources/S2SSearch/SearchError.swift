/// A search that cannot be.
public struct SearchError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The kinds of error.
  public enum Code: String, Sendable {
    /// An option has a value that cannot be.
    case invalidOption
    /// A line demands what contradicts itself or the options.
    case contradiction
    /// An ensemble has no members, or members that do not fit together.
    case invalidEnsemble
  }

  /// The kind.
  public let code: Code
  /// One sentence for people: what is wrong and what to do.
  public let message: String

  /// Makes an error.
  public init(_ message: String, code: Code = .invalidOption) {
    self.code = code
    self.message = message
  }

  /// The same as `message`.
  public var description: String { message }
}
