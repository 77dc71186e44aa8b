import S2SOptions

/// Whether updates compare their targets with some of the vocabulary alone; see `TokenSample`.
public struct SampledSoftmaxOptions: Settings {
  /// The tokens that are drawn for an update besides its targets; `nil` compares with all tokens.
  public var drawnTokens: Int?

  /// All tokens.
  public init() {}

  /// The one option.
  public static let options = OptionTable<Self>([
    .count(
      "sampled-softmax", \.drawnTokens, in: 1...1_000_000,
      """
      Let the targets of an update compete with this number of drawn tokens, not with the whole \
      vocabulary
      """)
  ])

  /// Refuses the first of some options that excludes it, where both are given.
  ///
  /// - Throws: `OptionError` (`excludes`).
  func validate(beside others: KeyValuePairs<String, Bool>) throws {
    guard drawnTokens != nil, let other = others.first(where: \.value) else { return }
    throw OptionError.excludes(option: "sampled-softmax", other: other.key)
  }
}
