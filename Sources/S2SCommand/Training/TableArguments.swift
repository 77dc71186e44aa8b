import ArgumentParser
import S2SOptions

/// The options of a table as arguments of a command.
///
/// The parser of arguments asks a type for its properties by reflection. This type answers with one
/// property for each option of a table, so an option is declared in its table alone, and still has
/// help, suggestions for misspelt names, and shell completion.
struct TableArguments<Group: Settings>: ParsableArguments, CustomReflectable {
  /// The values that were given, by name.
  private(set) var given: OptionValues = [:]

  /// No value is given.
  init() {}

  /// Reads the values that the parser has found.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: OptionName.self)
    for field in Group.options.fields {
      given[field.name] = try field.kind.value(in: values, for: OptionName(field.name))
    }
  }

  /// A declaration for each option.
  var customMirror: Mirror {
    Mirror(
      self,
      children: Group.options.fields.map { field in
        (label: field.name, value: field.kind.declaration(field.name, help: field.help))
      })
  }
}

/// The name of an option as a key of parsed values.
private struct OptionName: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

extension OptionKind {
  /// The declaration of an option of this kind for the parser.
  fileprivate func declaration(_ name: String, help: String) -> Any {
    let names = NameSpecification.customLong(name)
    let help = ArgumentHelp(stringLiteral: help)
    switch self {
    case .flag: return Flag<Bool?>(name: names, inversion: .prefixedNo, help: help)
    case .count: return Option<Int128?>(name: names, help: help)
    case .number:
      return Option<Double?>(name: names, help: help, transform: ArgumentKind.decimalNumber)
    case .text: return Option<String?>(name: names, help: help, transform: ArgumentKind.word)
    case .path:
      return Option<String?>(
        name: names, help: help, completion: .file(), transform: ArgumentKind.path)
    case .choice(let words):
      return Option<String?>(
        name: names, help: help, completion: .list(words),
        transform: { word in
          let small = word.lowercased()
          guard let choice = words.first(where: { $0.lowercased() == small }) else {
            throw NotAChoice(word, of: name, among: words)
          }
          return choice
        })
    }
  }

  /// The value that the parser has found; `nil` where none was given.
  fileprivate func value(
    in values: KeyedDecodingContainer<OptionName>, for name: OptionName
  ) throws -> OptionValue? {
    switch self {
    case .flag:
      try values.decode(Flag<Bool?>.self, forKey: name).wrappedValue.map { .flag($0) }
    case .count:
      try values.decode(Option<Int128?>.self, forKey: name).wrappedValue.map { .integer($0) }
    case .number:
      try values.decode(Option<Double?>.self, forKey: name).wrappedValue.map { .number($0) }
    case .text, .path, .choice:
      try values.decode(Option<String?>.self, forKey: name).wrappedValue.map { .text($0) }
    }
  }
}

extension Int128: @retroactive ExpressibleByArgument {
  /// Reads decimal digits.
  public init?(argument: String) { self.init(argument) }
}
