/// An option that was given and contradicts what is there already.
public struct OptionClash: Sendable, Equatable {
  /// The option as it was given.
  public let option: String
  /// The value that was given.
  public let given: OptionValue
  /// What is there in its place: the option itself, or the options that it would change.
  public let kept: [OptionSetting]

  /// Groups the three.
  public init(option: String, given: OptionValue, kept: [OptionSetting]) {
    self.option = option
    self.given = given
    self.kept = kept
  }
}

/// An option and its value; `nil` for none.
public struct OptionSetting: Sendable, Equatable {
  /// The option.
  public let option: String
  /// Its value.
  public let value: OptionValue?

  /// Groups the two.
  public init(option: String, value: OptionValue?) {
    self.option = option
    self.value = value
  }
}
