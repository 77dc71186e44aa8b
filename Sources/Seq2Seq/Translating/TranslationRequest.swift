/// A line to translate, and what its translation must have.
public struct TranslationRequest: Sendable, Equatable {
  /// The line.
  public var line: String
  /// What its translation begins with; white space at both ends counts for nothing.
  public var prefix = ""
  /// Words and phrases that its translation has, beside those of `TranslationOptions.required`.
  public var required: [String] = []

  /// Asks for a translation.
  public init(_ line: String, prefix: String = "", required: [String] = []) {
    self.line = line
    self.prefix = prefix
    self.required = required
  }
}
