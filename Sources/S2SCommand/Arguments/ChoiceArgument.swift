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

/// A word that is none of an option's choices, as the parser adds it to its sentence.
struct NotAChoice: Error, CustomStringConvertible {
  let description: String

  /// Looks for what a word may mean.
  init(_ word: String, of option: String, among choices: [String]) {
    let meant = Synonyms.value(word, of: option, among: choices)
    description =
      "it has to be one of \(choices.joined(separator: ", "))"
      + (meant.map { "; did you mean \($0)?" } ?? "")
  }
}
