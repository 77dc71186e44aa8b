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
  public let range: OptionRange?
  /// What it does for the user, in one sentence without a full stop.
  public let help: String
  /// Whether a summary names it even where it has its default value.
  public private(set) var isAlwaysShown = false
  /// Whether it acts in training alone: no weight's shape and no use of the model depends on it.
  public private(set) var isTrainingOnly = false
  /// Whether a run that goes on may have another value than it began with.
  public private(set) var mayChange = false
  /// Whether nothing can be done without a value.
  public private(set) var isRequired = false
  /// Where the value is, and how it is read and set.
  private let access: Access

  /// A place for a value in a group.
  struct Access: Sendable {
    /// Where the value is; `nil` for what sets several.
    var path: @Sendable () -> AnyKeyPath? = { nil }
    /// The value; `nil` where there is none.
    var get: @Sendable (Root) -> OptionValue? = { _ in nil }
    /// Sets the value, without a look at its range.
    let set: @Sendable (OptionValue, inout Root) throws -> Void
  }

  init(
    _ name: String, _ kind: OptionKind, in range: OptionRange? = nil, _ help: String,
    _ access: Access
  ) {
    self.name = name
    self.kind = kind
    self.range = range
    self.help = help
    self.access = access
  }

  /// The value; `nil` where there is none.
  public func value(_ root: Root) -> OptionValue? { access.get(root) }

  /// Sets the value, without a look at its range.
  func write(_ value: OptionValue, _ root: inout Root) throws { try access.set(value, &root) }

  /// Where the value is.
  var path: AnyKeyPath? { access.path() }

  /// The same option, named in every summary.
  public var always: OptionField {
    var field = self
    field.isAlwaysShown = true
    return field
  }

  /// The same option, which acts in training alone.
  public var trainingOnly: OptionField {
    var field = self
    field.isTrainingOnly = true
    return field
  }

  /// The same option, without which nothing can be done.
  public var required: OptionField {
    var field = self
    field.isRequired = true
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
    let access = access
    var field = OptionField<Outer>(
      name, kind, in: range, help,
      .init(
        path: { access.path().flatMap { (outer as AnyKeyPath).appending(path: $0) } },
        get: { access.get($0[keyPath: outer]) },
        set: { try access.set($0, &$1[keyPath: outer]) }))
    field.isAlwaysShown = isAlwaysShown
    field.mayChange = mayChange
    field.isTrainingOnly = isTrainingOnly
    field.isRequired = isRequired
    return field
  }
}
