/// What is wrong with the value of an option, or with options together.
public enum OptionError: Error, Sendable, Equatable {
  /// A required option has no value.
  case missing(option: String)
  /// There is no option of this name.
  case unknown(option: String)
  /// The value is of another kind than the option's, such as a word for a number.
  case wrongKind(option: String, value: OptionValue)
  /// A number that the option's type cannot hold, such as 1.5 for a count.
  case doesNotFit(option: String, value: OptionValue)
  /// A word or a path that is empty.
  case empty(option: String)
  /// A number outside of the option's range.
  case outOfRange(option: String, value: String, range: OptionRange)
  /// A word that is none of the choices.
  case impossible(option: String, value: String, choices: [String])
  /// An option means nothing without another.
  case needs(option: String, other: String)
  /// Two options exclude each other.
  case excludes(option: String, other: String)
}
