import ArgumentParser

/// An argument with one of some words, in small or capital letters.
public protocol ChoiceArgument: ExpressibleByArgument, CaseIterable, RawRepresentable
where RawValue == String {}

extension ChoiceArgument {
  /// Reads one of the words.
  public init?(argument: String) {
    guard
      let choice = Self.allCases.first(where: {
        $0.rawValue.lowercased() == argument.lowercased()
      })
    else { return nil }
    self = choice
  }
}
