/// What can be wrong with a corpus.
public struct CorpusError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The kinds of error.
  public enum Code: Sendable {
    /// A file or directory is not there.
    case missing
    /// There is no line, or no pair is left.
    case empty
    /// The sides have different numbers of lines.
    case unequal
    /// A line does not have two columns.
    case malformedLine
    /// A file is not of the format that its name says.
    case malformed
    /// A file says that it is in other languages.
    case language
    /// A file to write is there already.
    case exists
    /// A file is not what it was when it was first read.
    case changed
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
