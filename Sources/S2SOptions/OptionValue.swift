/// An option's value before its type is checked: from a command line, a JSON file or a program.
public enum OptionValue: Sendable, Hashable {
  /// Yes or no.
  case flag(Bool)
  /// A whole number.
  case integer(Int128)
  /// Any other number.
  case number(Double)
  /// A word or a path.
  case text(String)
}

/// Values by the names of their options.
public typealias OptionValues = [String: OptionValue]

extension OptionValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
  /// Yes or no.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(Int128(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word or a path.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension OptionValue: Codable {
  /// Reads a JSON value that is neither an array nor an object.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(Int128(integer))
    } else if let integer = try? value.decode(UInt64.self) {
      self = .integer(Int128(integer))
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  /// Writes a JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .flag(let flag): try container.encode(flag)
    case .integer(let integer):
      if let small = Int(exactly: integer) {
        try container.encode(small)
      } else {
        try container.encode(UInt64(clamping: integer))
      }
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

extension OptionValue: CustomStringConvertible {
  /// The value as a person would type it.
  public var description: String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .text(let text): text
    }
  }
}

extension OptionValue {
  /// A whole number.
  public init(_ value: Int) { self = .integer(Int128(value)) }
  /// A number.
  public init(_ value: Double) { self = .number(value) }
  /// A whole number, or none.
  public init?(_ value: Int?) {
    guard let value else { return nil }
    self.init(value)
  }
}
