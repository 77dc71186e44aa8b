/// Numerals in words, in the spelling of France before 1990: `soixante et onze`, `quatre-vingts`.
package enum FrenchNumber {
  private static let small = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
  ]
  private static let tens = [
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt",
    "quatre-vingt",
  ]

  /// The numeral in words; `un` and its compounds become `une` before a feminine noun.
  ///
  /// - Parameter number: in `0...999_999`.
  package static func words(_ number: Int, _ gender: Gender = .masculine) -> String {
    precondition((0...999_999).contains(number), "numerals go from 0 to 999,999")
    let words = number < 1000 ? belowThousand(number) : thousands(number)
    return gender == .feminine && number % 100 != 11 && words.hasSuffix("un") ? words + "e" : words
  }

  private static func thousands(_ number: Int) -> String {
    let (thousands, rest) = number.quotientAndRemainder(dividingBy: 1000)
    // `quatre-vingt mille`, `deux cent mille`: no s before mille.
    var count = belowThousand(thousands)
    if thousands % 100 == 80 || (thousands > 100 && thousands % 100 == 0) { count.removeLast() }
    let head = thousands == 1 ? "mille" : "\(count) mille"
    return rest == 0 ? head : "\(head) \(belowThousand(rest))"
  }

  private static func belowThousand(_ number: Int) -> String {
    let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
    if hundreds == 0 { return belowHundred(rest) }
    let head = hundreds == 1 ? "cent" : "\(small[hundreds]) cent"
    if rest == 0 { return hundreds == 1 ? head : head + "s" }
    return "\(head) \(belowHundred(rest))"
  }

  private static func belowHundred(_ number: Int) -> String {
    if number < 20 { return small[number] }
    let ten = number / 10
    let unit = ten == 7 || ten == 9 ? number % 10 + 10 : number % 10
    switch (ten, unit) {
    case (8, 0): return "quatre-vingts"
    case (_, 0): return tens[ten]
    case (8, _), (9, _): return "\(tens[ten])-\(small[unit])"
    case (_, 1), (_, 11): return "\(tens[ten]) et \(small[unit])"
    default: return "\(tens[ten])-\(small[unit])"
    }
  }
}

extension FrenchNumber {
  /// `premier`, `vingt et unième`, `neuvième`.
  package static func ordinal(_ number: Int, _ gender: Gender) -> String {
    if number == 1 { return gender == .feminine ? "première" : "premier" }
    let word = words(number)
    if word.hasSuffix("f") { return word.dropLast() + "vième" }
    if word.hasSuffix("cinq") { return word + "uième" }
    if word.hasSuffix("e") { return word.dropLast() + "ième" }
    return word + "ième"
  }
}
