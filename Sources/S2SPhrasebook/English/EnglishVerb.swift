/// An English verb and its forms.
package struct EnglishVerb: Sendable {
  let base: String
  /// `goes`.
  package let thirdPerson: String
  /// `went`.
  package let past: String
  /// `gone`.
  package let participle: String
  /// `going`.
  package let gerund: String

  /// The forms of a verb, irregular where the table has it.
  package init(_ base: String) {
    let irregular = Self.irregular[base]
    self.base = base
    thirdPerson = base == "have" ? "has" : base == "be" ? "is" : Self.withS(base)
    past = irregular?[0] ?? Self.withEd(base)
    participle = irregular?[1] ?? Self.withEd(base)
    gerund = Self.withIng(base)
  }

  func present(_ person: Person) -> String {
    if base == "be" {
      return person == .firstSingular ? "am" : person == .thirdSingular ? "is" : "are"
    }
    return person == .thirdSingular ? thirdPerson : base
  }

  func past(_ person: Person) -> String {
    guard base == "be" else { return past }
    return person == .firstSingular || person == .thirdSingular ? "was" : "were"
  }

  private static let irregularTable = """
    be was been
    become became become
    begin began begun
    break broke broken
    bring brought brought
    build built built
    buy bought bought
    catch caught caught
    choose chose chosen
    come came come
    cost cost cost
    cut cut cut
    do did done
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feel felt felt
    feed fed fed
    find found found
    forget forgot forgotten
    get got got
    give gave given
    go went gone
    have had had
    hear heard heard
    hide hid hidden
    hurt hurt hurt
    keep kept kept
    know knew known
    learn learnt learnt
    leave left left
    lend lent lent
    lie lied lied
    lose lost lost
    make made made
    meet met met
    pay paid paid
    put put put
    read read read
    ride rode ridden
    ring rang rung
    run ran run
    say said said
    see saw seen
    sell sold sold
    send sent sent
    show showed shown
    sing sang sung
    sit sat sat
    sleep slept slept
    speak spoke spoken
    spend spent spent
    steal stole stolen
    swim swam swum
    take took taken
    teach taught taught
    tell told told
    think thought thought
    understand understood understood
    wake woke woken
    wear wore worn
    win won won
    write wrote written
    """

  private static let irregular: [String: [String]] = Dictionary(
    uniqueKeysWithValues: Table.lines(irregularTable).map { line in
      let forms = line.split(separator: " ").map(String.init)
      return (forms[0], [forms[1], forms[2]])
    })

  private static func withS(_ base: String) -> String {
    if endsInConsonantY(base) { return base.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].contains(where: base.hasSuffix)
    return base + (hisses ? "es" : "s")
  }

  private static func withEd(_ base: String) -> String {
    if base.hasSuffix("e") { return base + "d" }
    if endsInConsonantY(base) { return base.dropLast() + "ied" }
    return doubled(base) + "ed"
  }

  private static func withIng(_ base: String) -> String {
    if base == "be" { return "being" }
    if base.hasSuffix("ie") { return base.dropLast(2) + "ying" }
    if base.hasSuffix("e"), !base.hasSuffix("ee") { return base.dropLast() + "ing" }
    return doubled(base) + "ing"
  }

  /// Stressed consonant, vowel, consonant doubles the last letter; British l doubles always.
  private static func doubled(_ base: String) -> String {
    let doubling: Set<String> = [
      "stop", "travel", "plan", "chat", "drop", "shop", "cut", "get", "put", "run", "sit", "swim",
      "win", "forget", "begin", "jog", "prefer", "hug", "rob",
    ]
    return doubling.contains(base) ? base + String(base.suffix(1)) : base
  }

  private static func endsInConsonantY(_ base: String) -> Bool {
    guard base.hasSuffix("y"), let before = base.dropLast().last else { return false }
    return !"aeiou".contains(before)
  }
}

/// The plural of English nouns.
package enum EnglishNoun {
  /// The plural by rule: `cities`, `boxes`.
  package static func plural(of singular: String) -> String {
    if singular.hasSuffix("y"), let before = singular.dropLast().last, !"aeiou".contains(before) {
      return singular.dropLast() + "ies"
    }
    let hisses = ["s", "x", "ch", "sh"].contains(where: singular.hasSuffix)
    return singular + (hisses ? "es" : "s")
  }
}
