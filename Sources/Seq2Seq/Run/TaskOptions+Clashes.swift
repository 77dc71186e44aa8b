import S2SOptions

extension TaskOptions {
  /// The given options that make these differ from what has to stay, each with what stays.
  ///
  /// - Parameters:
  ///   - kept: the options that have to stay.
  ///   - given: the options that made these of them.
  ///   - matters: whether an option has to stay.
  /// - Throws: `OptionError` for an impossible value.
  func clashes(
    with kept: Self, given: OptionValues,
    where matters: (OptionField<Self>) -> Bool = { !$0.mayChange }
  ) throws -> [OptionClash] {
    let table = Self.options
    var left = table.differences(self, from: kept).filter {
      table[$0.option].map(matters) ?? false
    }
    func take(where isOwn: (OptionDifference) -> Bool) -> [OptionSetting] {
      let own = left.filter(isOwn)
      left.removeAll(where: isOwn)
      return own.map { OptionSetting(option: $0.option, value: $0.old) }
    }
    // Options that differ themselves come before those that stand for others.
    let named = left.map(\.option)
    let order = table.fields.filter { given[$0.name] != nil }.map(\.name)
    var clashes: [OptionClash] = []
    for name in order.filter(named.contains) + order.filter({ !named.contains($0) }) {
      guard let value = given[name] else { continue }
      let alone = Set(try changes(of: kept, by: [name: value]).map(\.option))
      let own = take { named.contains(name) ? $0.option == name : alone.contains($0.option) }
      if !own.isEmpty { clashes.append(OptionClash(option: name, given: value, kept: own)) }
    }
    return clashes
  }

  /// What given options change.
  private func changes(of kept: Self, by given: OptionValues) throws -> [OptionDifference] {
    Self.options.differences(try kept.changed(by: given), from: kept)
  }
}
