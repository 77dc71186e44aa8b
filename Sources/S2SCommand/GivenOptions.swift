import ArgumentParser

/// The options of a command that were given, by the names that they are typed with.
///
/// They are read from the parsed properties, so that a new one is among them by itself. What is `nil`,
/// empty or a flag that is not set was not given; an option is named like its property.
func givenOptions(_ arguments: some ParsableArguments) -> [String] {
  Mirror(reflecting: arguments).children.flatMap { child -> [String] in
    guard let label = child.label, let property = child.value as? any GivenProperty else {
      return []
    }
    return property.givenNames("--" + kebab(label.drop { $0 == "_" }))
  }
}

/// The names of all options of a group.
func optionNames(of type: any ParsableArguments.Type) -> [String] {
  Mirror(reflecting: type.init()).children.flatMap { child -> [String] in
    guard let label = child.label, let property = child.value as? any GivenProperty else {
      return []
    }
    return property.allNames("--" + kebab(label.drop { $0 == "_" }))
  }
}

/// `chrfCharOrder` as `chrf-char-order`.
private func kebab(_ name: some StringProtocol) -> String {
  name.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
}

/// A property that the parser fills.
private protocol GivenProperty {
  /// The names of what was given, if it was.
  func givenNames(_ name: String) -> [String]
  /// The names that it may be given with.
  func allNames(_ name: String) -> [String]
}

extension GivenProperty {
  fileprivate func allNames(_ name: String) -> [String] { [name, "--no-" + name.dropFirst(2)] }

  fileprivate func names(_ name: String, of value: Any) -> [String] {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.map { flag(name, $0.value) } ?? []
    }
    if mirror.displayStyle == .collection { return mirror.children.isEmpty ? [] : [name] }
    return value as? Bool == false ? [] : [name]
  }

  /// A flag that may be negated was given in one of its forms.
  private func flag(_ name: String, _ value: Any) -> [String] {
    value as? Bool == false ? ["--no-" + name.dropFirst(2)] : [name]
  }
}

extension Option: GivenProperty {
  fileprivate func givenNames(_ name: String) -> [String] { names(name, of: wrappedValue) }
}

extension Flag: GivenProperty {
  fileprivate func givenNames(_ name: String) -> [String] { names(name, of: wrappedValue) }
}

extension OptionGroup: GivenProperty {
  fileprivate func givenNames(_ name: String) -> [String] { givenOptions(wrappedValue) }
  fileprivate func allNames(_ name: String) -> [String] { optionNames(of: Value.self) }
}
