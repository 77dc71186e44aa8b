/// A group of settings whose table lists each of them once, with a default where it is declared.
///
/// In files a group is a flat object of values by name, whatever groups it is made of: the same
/// object as a configuration file's.
public protocol Settings: Codable, Sendable, Equatable {
  /// The defaults.
  init()
  /// All options.
  static var options: OptionTable<Self> { get }
}

extension Settings {
  /// The values by name.
  public var values: OptionValues { Self.options.values(of: self) }

  /// The options that a person wants to see, in one line.
  public var summary: String {
    Self.options.shown(of: self, besides: Self()).map { name, value in
      switch value {
      case .flag(true): name
      case .flag(false): "no-\(name)"
      default: "\(name) \(value)"
      }
    }.joined(separator: ", ")
  }

  /// Writes an object of values by name.
  public func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

  /// Reads an object of values by name; what is not there has its default.
  ///
  /// - Throws: `OptionError` for a name or a value that is impossible.
  public init(from decoder: any Decoder) throws {
    self.init()
    try Self.options.apply(OptionValues(from: decoder), to: &self)
  }
}

extension OptionTable where Root: Settings {
  /// Refuses values that are not the defaults, where the option is off that they belong to.
  ///
  /// - Throws: `OptionError` (`needs`) that names the first.
  public func refuseAnyChange(of root: Root, without other: String) throws {
    let standard = Root()
    for field in fields where field.value(root) != field.value(standard) {
      throw OptionError.needs(option: field.name, other: other)
    }
  }
}
