/// The four forms of a French adjective.
package struct FrenchAdjective: Sendable {
  let masculine: String
  let feminine: String

  /// The adjective, its feminine by rule or as given.
  ///
  /// - Parameter spelling: the masculine, or `blanc/blanche` where no rule gives the feminine.
  package init(_ spelling: String) {
    let forms = spelling.split(separator: "/").map(String.init)
    masculine = forms[0]
    feminine = forms.count > 1 ? forms[1] : Self.feminine(of: forms[0])
  }

  /// The form that agrees; marked with `+` where it may change before a vowel (`bel`).
  package func agreeing(_ gender: Gender, _ number: GrammaticalNumber, beforeNoun: Bool = false)
    -> String
  {
    let form = gender == .feminine ? feminine : masculine
    if number == .plural { return FrenchNoun.plural(of: form) }
    return beforeNoun && Self.withLiaisonForm.contains(form) ? "+" + form : form
  }

  private static let withLiaisonForm: Set<String> = ["beau", "nouveau", "vieux"]

  private static let endings = [
    ("e", "e"), ("eux", "euse"), ("eur", "euse"), ("if", "ive"), ("el", "elle"), ("en", "enne"),
    ("on", "onne"), ("er", "ère"), ("eau", "elle"), ("et", "ète"),
  ]

  private static func feminine(of masculine: String) -> String {
    for (ending, feminine) in endings where masculine.hasSuffix(ending) {
      return masculine.dropLast(ending.count) + feminine
    }
    return masculine + "e"
  }
}

/// The plural of French nouns and adjectives.
package enum FrenchNoun {
  private static let plainS: Set<String> = ["bleu", "pneu", "festival", "carnaval", "bal", "banal"]

  /// The plural by rule: `chevaux`, `gâteaux`, `nez`.
  package static func plural(of singular: String) -> String {
    if plainS.contains(singular) { return singular + "s" }
    switch singular {
    case let word where word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z"):
      return word
    case let word where word.hasSuffix("al"): return word.dropLast(2) + "aux"
    case let word where word.hasSuffix("eau") || word.hasSuffix("eu"): return word + "x"
    default: return singular + "s"
    }
  }
}
