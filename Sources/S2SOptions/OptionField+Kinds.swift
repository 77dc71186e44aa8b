/// A place for a value in a group of options.
public typealias OptionPath<Root, Value> = any WritableKeyPath<Root, Value> & Sendable

extension OptionField {
  /// An option that is on or off.
  public static func flag(_ name: String, _ path: OptionPath<Root, Bool>, _ help: String) -> Self {
    let access = Access(path: { path }, get: { .flag($0[keyPath: path]) }) { value, root in
      guard case .flag(let flag) = value else {
        throw OptionError.wrongKind(option: name, value: value)
      }
      root[keyPath: path] = flag
    }
    return Self(name, .flag, help, access)
  }

  /// An option with a whole number.
  public static func count<Value: FixedWidthInteger & Sendable>(
    _ name: String, _ path: OptionPath<Root, Value>, in range: ClosedRange<Value>, _ help: String
  ) -> Self {
    let access = Access(path: { path }, get: { .integer(Int128($0[keyPath: path])) }) {
      $1[keyPath: path] = try integer($0, of: name)
    }
    return Self(name, .count, in: bounds(range), help, access)
  }

  /// An option with a whole number, or none.
  public static func count(
    _ name: String, _ path: OptionPath<Root, Int?>, in range: ClosedRange<Int>, _ help: String
  ) -> Self {
    let access = Access(
      path: { path }, get: { $0[keyPath: path].map { .integer(Int128($0)) } }
    ) { $1[keyPath: path] = try integer($0, of: name) as Int }
    return Self(name, .count, in: bounds(range), help, access)
  }

  /// An option with a number.
  public static func number<Value: BinaryFloatingPoint & LosslessStringConvertible & Sendable>(
    _ name: String, _ path: OptionPath<Root, Value>, in range: OptionRange, _ help: String
  ) -> Self {
    let access = Access(path: { path }, get: { .number(shortest($0[keyPath: path])) }) {
      $1[keyPath: path] = Value(try number($0, of: name))
    }
    return Self(name, .number, in: range, help, access)
  }

  /// An option that sets several numbers at once, and has no value of its own.
  public static func shorthand(
    _ name: String, in range: OptionRange, _ help: String,
    _ set: @escaping @Sendable (Double, inout Root) -> Void
  ) -> Self {
    Self(
      name, .number, in: range, help,
      Access(set: { value, root in set(try number(value, of: name), &root) }))
  }

  /// An option with one of some words.
  public static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ path: OptionPath<Root, Value>, _ help: String
  ) -> Self where Value.RawValue == String {
    let access = Access(path: { path }, get: { .text($0[keyPath: path].rawValue) }) {
      $1[keyPath: path] = try choice($0, of: name)
    }
    return Self(name, .choice(Value.allCases.map(\.rawValue)), help, access)
  }

  /// An option with one of some words, or none.
  public static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ path: OptionPath<Root, Value?>, _ help: String
  ) -> Self where Value.RawValue == String {
    let access = Access(path: { path }, get: { $0[keyPath: path].map { .text($0.rawValue) } }) {
      $1[keyPath: path] = try choice($0, of: name) as Value
    }
    return Self(name, .choice(Value.allCases.map(\.rawValue)), help, access)
  }

  /// An option with one of some words that no enumeration lists.
  public static func choice(
    _ name: String, _ path: OptionPath<Root, String>, of choices: [String], _ help: String
  ) -> Self {
    let access = Access(path: { path }, get: { .text($0[keyPath: path]) }) { value, root in
      let word = try text(value, of: name)
      let small = word.lowercased()
      guard let choice = choices.first(where: { $0.lowercased() == small }) else {
        throw OptionError.impossible(option: name, value: word, choices: choices)
      }
      root[keyPath: path] = choice
    }
    return Self(name, .choice(choices), help, access)
  }

  /// An option with a word, or none; an empty one is no word.
  ///
  /// - Parameter form: the form in which a word is kept.
  public static func text(
    _ name: String, _ path: OptionPath<Root, String?>, _ help: String,
    as form: @escaping @Sendable (String) -> String = { $0 }
  ) -> Self {
    Self(name, .text, help, access(name, path, as: form))
  }

  /// An option with the path of a file, a directory or a stem, or none; an empty one is no path.
  public static func path(
    _ name: String, _ path: OptionPath<Root, String?>, _ help: String
  ) -> Self {
    Self(name, .path, help, access(name, path))
  }

  private static func access(
    _ name: String, _ path: OptionPath<Root, String?>,
    as form: @escaping @Sendable (String) -> String = { $0 }
  ) -> Access {
    Access(path: { path }, get: { $0[keyPath: path].map { .text($0) } }) {
      let word = try text($0, of: name)
      guard !word.isEmpty else { throw OptionError.empty(option: name) }
      $1[keyPath: path] = form(word)
    }
  }
}

// MARK: - From values to types

extension OptionField {
  private static func bounds<Value: FixedWidthInteger>(_ range: ClosedRange<Value>) -> OptionRange {
    // Whatever the type holds is no bound that a person has to know.
    OptionRange(
      Double(range.lowerBound),
      range.upperBound == .max ? .infinity : Double(range.upperBound))
  }

  private static func integer<Value: FixedWidthInteger>(
    _ value: OptionValue, of name: String
  ) throws -> Value {
    switch value {
    case .integer(let integer):
      if let fitting = Value(exactly: integer) { return fitting }
    case .number(let number):
      if let fitting = Value(exactly: number) { return fitting }
    case .flag, .text: throw OptionError.wrongKind(option: name, value: value)
    }
    throw OptionError.doesNotFit(option: name, value: value)
  }

  private static func number(_ value: OptionValue, of name: String) throws -> Double {
    switch value {
    case .integer(let integer): return Double(integer)
    case .number(let number): return number
    case .flag, .text: throw OptionError.wrongKind(option: name, value: value)
    }
  }

  private static func text(_ value: OptionValue, of name: String) throws -> String {
    guard case .text(let word) = value else {
      throw OptionError.wrongKind(option: name, value: value)
    }
    return word
  }

  /// The choice of a word in small or capital letters.
  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ value: OptionValue, of name: String
  ) throws -> Value where Value.RawValue == String {
    let word = try text(value, of: name)
    let small = word.lowercased()
    guard let choice = Value.allCases.first(where: { $0.rawValue.lowercased() == small }) else {
      throw OptionError.impossible(
        option: name, value: word, choices: Value.allCases.map(\.rawValue))
    }
    return choice
  }

  /// The number of few digits that is read back as the same value: 0.1, not 0.10000000149.
  private static func shortest<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: Value
  ) -> Double {
    Double(value.description) ?? Double(value)
  }
}
