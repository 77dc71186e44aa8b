/// An adjective in both languages, and the nouns that it fits.
package struct Adjective: Sendable {
  let french: FrenchAdjective
  let english: String
  /// Beauty, age, number, goodness, size: before its noun.
  let precedes: Bool
  let classes: Set<NounClass>

  /// The adjective of a line of the tables.
  ///
  /// - Parameter line: `< beau = beautiful`; `<` where the adjective stands before its noun.
  package init(line: Substring, classes: Set<NounClass>) {
    precedes = line.hasPrefix("<")
    let sides = Table.fields(precedes ? line.dropFirst() : line, separator: "=")
    french = FrenchAdjective(sides[0])
    english = sides[1]
    self.classes = classes
  }

  func fits(_ noun: Noun) -> Bool {
    !classes.isDisjoint(with: noun.classes)
  }

  /// Comparative: `taller`, `more beautiful`.
  var comparative: String { degree("er", "more") }
  /// Superlative without its article: `tallest`, `most beautiful`.
  var superlative: String { degree("est", "most") }

  private static let short: Set<String> = [
    "tall", "big", "old", "new", "young", "small", "long", "rich", "poor", "kind", "warm", "heavy",
    "fast", "quiet", "pretty", "funny", "lazy", "strong", "easy", "clever", "fresh", "shy", "brave",
  ]
  private static let doubling: Set<String> = ["big"]

  private func degree(_ ending: String, _ word: String) -> String {
    if english == "good" { return ending == "er" ? "better" : "best" }
    guard Self.short.contains(english) else { return word + " " + english }
    if english.hasSuffix("y") { return english.dropLast() + "i" + ending }
    if english.hasSuffix("e") { return english + ending.dropFirst() }
    return english + (Self.doubling.contains(english) ? String(english.suffix(1)) : "") + ending
  }
}

/// The adjectives of the lexicon.
enum Adjectives {
  /// Those that tell nouns apart: `la voiture rouge`.
  static let attributive: [Adjective] = sections.flatMap(section)

  /// What people are by nature, for `il est gentil` and comparisons.
  static let traits = section(AdjectiveTables.traits)
  /// What people are for the moment: `elle est fatiguée`.
  static let states = section(AdjectiveTables.states)
  /// Qualities that things have more or less of, for comparisons.
  static let qualities = attributive.filter { adjective in
    [
      "big", "old", "heavy", "expensive", "long", "beautiful", "comfortable", "interesting",
      "quiet",
      "fast", "difficult", "delicious", "fresh", "pretty", "modern", "practical", "sweet", "famous",
    ].contains(adjective.english)
  }

  static func fitting(_ noun: Noun) -> [Adjective] {
    attributive.filter { $0.fits(noun) }
  }

  private static let sections = AdjectiveTables.things + [AdjectiveTables.traits]

  private static func section(_ section: String) -> [Adjective] {
    let lines = Table.lines(section)
    let classes = Set(lines[0].split(separator: " ").compactMap { NounClass(rawValue: String($0)) })
    precondition(
      classes.count == lines[0].split(separator: " ").count, "unknown class: \(lines[0])")
    return lines.dropFirst().map { Adjective(line: $0, classes: classes) }
  }
}

/// The tables of adjectives: classes in the first line, then one adjective a line.
enum AdjectiveTables {
  static let things = [
    """
    clothes vehicle furniture device
    rouge = red
    bleu = blue
    vert = green
    noir = black
    blanc/blanche = white
    gris = grey
    """,
    """
    fruit
    rouge = red
    vert = green
    mûr = ripe
    """,
    """
    place vehicle furniture room animal container building
    < grand = big
    < petit = small
    """,
    """
    place nature clothes furniture animal vehicle building sight
    < beau/belle = beautiful
    """,
    """
    clothes
    < joli = pretty
    élégant = elegant
    """,
    """
    warm
    chaud = warm
    """,
    """
    garment
    < long/longue = long
    """,
    """
    place vehicle device furniture clothes thing machine instrument building lamp breakable opening
    < nouveau/nouvelle = new
    < vieux/vieille = old
    """,
    """
    vehicle device furniture clothes instrument
    cher = expensive
    """,
    """
    food dish
    frais/fraîche = fresh
    < bon = good
    délicieux = delicious
    """,
    """
    text event
    intéressant = interesting
    ennuyeux = boring
    < nouveau/nouvelle = new
    < bon = good
    célèbre = famous
    < long/longue = long
    """,
    """
    document
    < long/longue = long
    intéressant = interesting
    important = important
    """,
    """
    work written
    difficile = difficult
    facile = easy
    important = important
    < long/longue = long
    """,
    """
    container
    lourd = heavy
    vide = empty
    """,
    """
    cosy
    confortable = comfortable
    """,
    """
    place room
    tranquille = quiet
    moderne = modern
    """,
    """
    vehicle transit
    rapide = fast
    """,
    """
    vehicle device
    pratique = practical
    """,
    """
    nature
    magnifique = magnificent
    < grand = big
    < petit = small
    """,
    """
    child
    < petit = little
    timide = shy
    sage = well-behaved
    adorable = adorable
    """,
  ]

  static let traits = """
    people kin
    < gentil/gentille = kind
    intelligent = clever
    < jeune = young
    < vieux/vieille = old
    < grand = tall
    riche = rich
    pauvre = poor
    timide = shy
    drôle = funny
    courageux = brave
    paresseux = lazy
    poli = polite
    patient = patient
    sérieux = serious
    généreux = generous
    curieux = curious
    discret = discreet
    fort = strong
    sportif = sporty
    honnête = honest
    bavard = talkative
    """

  static let states = """
    people kin child
    fatigué = tired
    malade = ill
    heureux = happy
    triste = sad
    prêt = ready
    occupé = busy
    inquiet = worried
    surpris = surprised
    déçu = disappointed
    fier = proud
    content = pleased
    seul = alone
    amoureux = in love
    étonné = astonished
    furieux = furious
    jaloux/jalouse = jealous
    nerveux = nervous
    perdu = lost
    """
}
