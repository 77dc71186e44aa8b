/// One option of a group: its name, its kind and range, what it means, and where its value is.
///
/// All that a program does with an option follows from its field: parsing, configuration files,
/// ranges, help, summaries, and the refusal to resume a run with other values.
public struct OptionField<Root>: Sendable {
  /// The name on a command line and in files, such as `learning-rate`.
  public let name: String
  /// The kind of its values.
  public let kind: OptionKind
  /// The numbers that it may have; `nil` where it is no number, or any.
  public private(set) var range: OptionRange?
  /// What it does for the user, in one sentence without a full stop.
  public let help: String
  /// Whether a summary names it even where it has its default value.
  public private(set) var isAlwaysShown = false
  /// Whether a run that goes on may have another value than it began with.
  public private(set) var mayChange = false
  /// The value; `nil` where there is none.
  public let value: @Sendable (Root) -> OptionValue?
  /// Sets the value, without a look at its range.
  let write: @Sendable (OptionValue, inout Root) throws -> Void
  /// Where the value is.
  let path: @Sendable () -> AnyKeyPath?

  init(
    _ name: String, _ kind: OptionKind, _ help: String,
    at path: @escaping @Sendable () -> AnyKeyPath?,
    get value: @escaping @Sendable (Root) -> OptionValue?,
    set write: @escaping @Sendable (OptionValue, inout Root) throws -> Void
  ) {
    self.name = name
    self.kind = kind
    self.help = help
    self.value = value
    self.write = write
    self.path = path
  }

  /// The same option with a range.
  func limited(to range: OptionRange) -> OptionField {
    var field = self
    field.range = range
    return field
  }

  /// The same option, named in every summary.
  public var always: OptionField {
    var field = self
    field.isAlwaysShown = true
    return field
  }

  /// The same option, free to change when a run goes on.
  public var changeable: OptionField {
    var field = self
    field.mayChange = true
    return field
  }

  /// Sets the value.
  ///
  /// - Throws: `OptionError` for a value of another kind, or out of range.
  public func set(_ value: OptionValue, in root: inout Root) throws {
    try write(value, &root)
    try check(root)
    // What sets others at once has no value of its own.
    if self.value(root) == nil { try check(value) }
  }

  /// Checks that the value is in its range.
  ///
  /// - Throws: `OptionError` (`outOfRange`).
  public func check(_ root: Root) throws { try value(root).map(check) }

  private func check(_ value: OptionValue) throws {
    guard let range else { return }
    let number: Double
    switch value {
    case .integer(let integer): number = Double(integer)
    case .number(let real): number = real
    case .flag, .text: return
    }
    guard range.contains(number) else {
      throw OptionError.outOfRange(option: name, value: value.description, range: range)
    }
  }

  /// The same option of a group that has this one's group within it.
  func within<Outer>(
    _ outer: any WritableKeyPath<Outer, Root> & Sendable
  ) -> OptionField<Outer> {
    let (value, write, path) = (value, write, path)
    var field = OptionField<Outer>(
      name, kind, help,
      at: { path().flatMap { (outer as AnyKeyPath).appending(path: $0) } },
      get: { value($0[keyPath: outer]) }, set: { try write($0, &$1[keyPath: outer]) })
    field.range = range
    field.isAlwaysShown = isAlwaysShown
    field.mayChange = mayChange
    return field
  }
}
