/// The options of a group in the order in which people see them and values are set.
public struct OptionTable<Root>: Sendable {
  /// The options.
  public let fields: [OptionField<Root>]

  /// Lists options.
  public init(_ fields: [OptionField<Root>]) { self.fields = fields }

  /// The options of one group, then those of another.
  public static func + (first: OptionTable, second: OptionTable) -> OptionTable {
    OptionTable(first.fields + second.fields)
  }

  /// The same options of a group that has this one's group within it.
  public func within<Outer>(_ path: OptionPath<Outer, Root>) -> OptionTable<Outer> {
    OptionTable<Outer>(fields.map { $0.within(path) })
  }

  /// The option of a name.
  public subscript(name: String) -> OptionField<Root>? { fields.first { $0.name == name } }

  /// The option whose value is at a path.
  public func field(at path: PartialKeyPath<Root>) -> OptionField<Root>? {
    fields.first { $0.path == path }
  }

  /// Sets values, each checked against its kind and not yet against its range.
  ///
  /// - Throws: `OptionError` for a name or a value that is impossible.
  public func apply(_ values: OptionValues, to root: inout Root) throws {
    if let unknown = values.keys.sorted().first(where: { self[$0] == nil }) {
      throw OptionError.unknown(option: unknown)
    }
    for field in fields {
      if let value = values[field.name] { try field.write(value, &root) }
    }
  }

  /// Checks the range of every value that is given, then of every value that there is.
  ///
  /// - Throws: `OptionError` (`outOfRange`) for the first that is outside of its range.
  public func check(_ root: Root, given: OptionValues = [:]) throws {
    var scratch = root
    for field in fields {
      if let value = given[field.name] { try field.set(value, in: &scratch) }
    }
    for field in fields { try field.check(root) }
  }

  /// The values that differ and may not, where a run goes on.
  public func differences(_ new: Root, from old: Root) -> [OptionDifference] {
    fields.filter { !$0.mayChange }.compactMap { field in
      let (new, old) = (field.value(new), field.value(old))
      return new == old ? nil : OptionDifference(option: field.name, new: new, old: old)
    }
  }

  /// The options that one without a value of its own sets; `nil` for any other option.
  public func namesSet(by name: String) -> Set<String>? where Root: Settings {
    guard let field = self[name], field.path == nil, let range = field.range else { return nil }
    var roots = [Root(), Root()]
    let ends = [range.lower, (range.lower + min(range.upper, range.lower + 1)) / 2]
    for (index, end) in ends.enumerated() { try? field.write(.number(end), &roots[index]) }
    let (first, second) = (values(of: roots[0]), values(of: roots[1]))
    return Set(first.keys.filter { first[$0] != second[$0] })
  }

  /// All values, by name.
  public func values(of root: Root) -> OptionValues {
    OptionValues(
      fields.compactMap { field in field.value(root).map { (field.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The options that a person wants to see: those that are always shown, and those whose value is
  /// not that of `standard`.
  public func shown(of root: Root, besides standard: Root) -> [(name: String, value: OptionValue)] {
    fields.compactMap { field in
      guard let value = field.value(root), field.isAlwaysShown || value != field.value(standard)
      else { return nil }
      return (field.name, value)
    }
  }
}

/// An option that has one value here and another there.
public struct OptionDifference: Sendable, Equatable {
  /// The name of the option.
  public let option: String
  /// The value that is asked for; `nil` for none.
  public let new: OptionValue?
  /// The value that was there; `nil` for none.
  public let old: OptionValue?

  /// Groups the three.
  public init(option: String, new: OptionValue?, old: OptionValue?) {
    self.option = option
    self.new = new
    self.old = old
  }
}
