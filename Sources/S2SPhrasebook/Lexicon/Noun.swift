/// What a noun names, so that a verb finds objects and an adjective nouns that make sense.
package enum NounClass: String, CaseIterable, Sendable {
  case kin, people, animal, food, fruit, vegetable, dish, drink, clothes, thing, furniture, room
  case place, vehicle, text, instrument, sport, language, event, nature, body, pain, gift, shop
  case document, device, machine, work, subject, container, child, sight, opening, driven, sound
  case breakable, lamp, building, garment, warm, cosy, transit, written, baby
}

/// A noun in both languages.
package struct Noun: Sendable {
  let french: String
  let frenchPlural: String
  let gender: Gender
  let english: String
  let englishPlural: String
  /// Not counted: `du pain`, `some bread`.
  let isMass: Bool
  /// Never singular: `des lunettes`, `some glasses`.
  let isPluralOnly: Bool
  let classes: Set<NounClass>

  /// The noun of a line of the tables.
  ///
  /// - Parameter line: `cheval/chevaux m = horse/horses`; the plurals where no rule gives them,
  ///   then the gender, with `*` for a mass and `p` for a plural without a singular.
  package init(line: Substring, classes: Set<NounClass>) {
    let sides = Table.fields(line, separator: "=")
    let (spelling, mark) = Self.splitLast(sides[0])
    let french = spelling.split(separator: "/").map(String.init)
    let english = sides[1].split(separator: "/").map(String.init)
    isMass = mark.hasSuffix("*")
    isPluralOnly = mark.hasSuffix("p")
    gender = mark.hasPrefix("f") ? .feminine : .masculine
    self.french = french[0]
    frenchPlural =
      isPluralOnly ? french[0] : french.count > 1 ? french[1] : FrenchNoun.plural(of: french[0])
    self.english = english[0]
    englishPlural =
      isPluralOnly
      ? english[0] : english.count > 1 ? english[1] : EnglishNoun.plural(of: english[0])
    self.classes = classes
  }

  private static func splitLast(_ text: String) -> (String, String) {
    let words = text.split(separator: " ")
    precondition(words.count >= 2, "a noun needs a gender: \(text)")
    return (words.dropLast().joined(separator: " "), String(words[words.count - 1]))
  }
}

/// The nouns of the lexicon by what they name.
enum Nouns {
  static let all: [Noun] = (NounTables.household + NounTables.world + NounTables.people).flatMap(
    section)

  static let byClass: [NounClass: [Noun]] = Dictionary(
    uniqueKeysWithValues: NounClass.allCases.map { kind in
      (kind, all.filter { $0.classes.contains(kind) })
    })

  /// Every noun of one of the classes, in the order of the tables.
  static func of(_ classes: [NounClass]) -> [Noun] {
    classes.flatMap { byClass[$0] ?? [] }
  }

  /// - Parameter section: the classes in the first line, then one noun a line.
  private static func section(_ section: String) -> [Noun] {
    let lines = Table.lines(section)
    let classes = Set(lines[0].split(separator: " ").compactMap { NounClass(rawValue: String($0)) })
    precondition(
      classes.count == lines[0].split(separator: " ").count, "unknown class: \(lines[0])")
    return lines.dropFirst().map { Noun(line: $0, classes: classes) }
  }
}
