import S2SOptions

extension TaskOptions {
  /// The options of a preset with the given ones in place of its choices.
  ///
  /// What was given counts, whatever the preset chose. Where a choice contradicts it, the default takes
  /// the choice's place: of the fewest choices that have to give way, the first in the table.
  ///
  /// - Parameter check: throws where options contradict each other.
  /// - Returns: the options, and the choices that gave way without being given, with both values.
  /// - Throws: what `check` throws where nothing of the preset's is to blame.
  func fitted(
    to given: OptionValues, check: (Self) throws -> Void
  ) throws -> (options: Self, replaced: [OptionDifference]) {
    let wanted = try changed(by: given)
    let options = try wanted.replacing(choices(besides: given, in: wanted), until: check)
    var typed = self
    try Self.options.apply(given, to: &typed)
    let replaced = Self.options.fields.compactMap { field in
      let (new, old) = (field.value(options), field.value(typed))
      return new == old ? nil : OptionDifference(option: field.name, new: new, old: old)
    }
    return (options, replaced)
  }

  /// The defaults of this preset's choices that are still there in other options, by name.
  private func choices(
    besides given: OptionValues, in wanted: Self
  ) -> [(name: String, standard: OptionValue)] {
    let standard = Self()
    return Self.options.fields.compactMap { field in
      guard given[field.name] == nil, let choice = field.value(self),
        let usual = field.value(standard),
        choice != usual, field.value(wanted) == choice
      else { return nil }
      return (field.name, usual)
    }
  }

  /// These options with none, one or two choices replaced so that they pass a check.
  private func replacing(
    _ choices: [(name: String, standard: OptionValue)], until check: (Self) throws -> Void
  ) throws -> Self {
    do {
      try check(self)
      return self
    } catch {
      let singles = choices.map { [$0] }
      let pairs = choices.indices.flatMap { first in
        choices[(first + 1)...].map { [choices[first], $0] }
      }
      for replaced in singles + pairs {
        var options = self
        let values = OptionValues(uniqueKeysWithValues: replaced.map { ($0.name, $0.standard) })
        try Self.options.apply(values, to: &options)
        if (try? check(options)) != nil { return options }
      }
      throw error
    }
  }
}
