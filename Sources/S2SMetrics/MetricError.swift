/// What can be wrong with an evaluation.
public struct MetricError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The kinds of error.
  public enum Code: Sendable {
    /// There is no hypothesis.
    case emptyCorpus
    /// A list of references is not as long as the list of hypotheses.
    case unequalCounts
    /// There is no reference at all, or none for one hypothesis.
    case missingReference
    /// An option of a metric is outside of its range.
    case invalidOption
  }

  /// The kind.
  public let code: Code
  /// One sentence: what is wrong, where, and what to do.
  public let message: String

  /// Makes an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
