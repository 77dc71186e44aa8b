extension Constructions {
  /// What people and things are like: agreement of the adjective with its subject.
  static let descriptions = [
    Construction("people are", 35) { dice in
      let isState = dice.chance(60)
      let adjective = dice.pick(isState ? Adjectives.states : Adjectives.traits)
      let tense = isState ? dice.pick([Tense.present, .present, .imperfect, .future]) : .present
      let isDenied = dice.chance(25)
      var clause = dice.being(dice.subject(), adjective, tense, degrees: isDenied ? 0 : 35)
      if isDenied { clause.negation = dice.pick([.not, .noLonger]) }
      if isState, !isDenied, dice.chance(35) { clause.tail = dice.moment(tense) }
      return Draft(clause)
    },
    Construction("are people?", 16) { dice in
      let subject = dice.asked()
      let clause = dice.being(
        subject, dice.pick(Adjectives.states), dice.pick([.present, .imperfect]), degrees: 20)
      return dice.asking(clause, dice.chance(35) ? Phrase("pourquoi", "why") : nil)
    },
    Construction("things are", 40) { dice in
      let noun = dice.pick(describable)
      let adjective = dice.pick(Adjectives.fitting(noun))
      let tense = dice.pick([Tense.present, .present, .present, .imperfect])
      let isDenied = dice.chance(20)
      var clause = dice.being(dice.thing(noun), adjective, tense, degrees: isDenied ? 0 : 35)
      if isDenied { clause.negation = .not }
      return Draft(clause)
    },
    Construction("it is a", 22) { dice in
      let noun = dice.pick(describable.filter { !$0.isMass && !$0.isPluralOnly })
      let adjective = dice.pick(Adjectives.fitting(noun))
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let phrase = noun.phrase(.indefinite, number, adjective)
      let bare = number == .plural ? phrase.english.replacing("some ", with: "") : phrase.english
      return Draft(
        number == .plural
          ? Phrase("ce sont \(phrase.french)", "they're \(bare)")
          : Phrase("c'est \(phrase.french)", "it's \(bare)"))
    },
    Construction("exclamation", 12) { dice in
      let noun = dice.pick(describable.filter { !$0.isMass })
      let adjective = dice.pick(Adjectives.fitting(noun))
      let plural = noun.isPluralOnly || dice.chance(25)
      let number: GrammaticalNumber = plural ? .plural : .singular
      let quel = FrenchAdjective("quel/quelle").agreeing(noun.gender, number)
      let bare = noun.phrase(.generic, number, adjective)
      let french = bare.french.split(separator: " ").dropFirst().joined(separator: " ")
      let english = Table.trimmed(Substring(bare.english))
      return Draft(
        Phrase("\(quel) \(french)", plural ? "what \(english)" : "what a \(english)"), .exclamation)
    },
    Construction("looks and becoming", 12) { dice in
      let subject = dice.subject()
      let adjective = dice.pick(Adjectives.states)
      let form = adjective.french.agreeing(subject.gender, subject.number)
      let verb = dice.pick(["avoir l'air = look", "se sentir = feel", "rester = remain"])
      let masculine = adjective.french.masculine
      var clause = Clause(subject, Predicate(verb), dice.pick([.present, .imperfect]))
      clause.tail = Phrase(
        verb.hasPrefix("avoir") && !subject.number.isPlural
          ? (subject.gender == .feminine ? form : masculine) : form, adjective.english)
      return Draft(clause)
    },
  ]

  static let describable = Nouns.all.filter { noun in
    !Adjectives.fitting(noun).isEmpty && !noun.isPerson
  }
}

extension GrammaticalNumber {
  var isPlural: Bool { self == .plural }
}

extension Subject {
  /// `cette ville est = this town is`.
  var told: Phrase { Clause(self, Predicate("être = be"), .present).statement }
}

extension Dice {
  private static let degrees = Table.phrases(
    """
    très = very
    vraiment = really
    assez = quite
    """)
  private static let excess = Phrase("trop", "too")
  private static let little = Phrase("un peu", "a little")

  /// Adjectives of which there can be too much.
  private static let excessive: Set<String> = [
    "expensive", "big", "small", "heavy", "long", "old", "boring", "difficult", "warm", "young",
    "serious", "shy", "talkative", "tired", "worried", "nervous", "busy", "proud", "curious",
  ]
  /// Adjectives that have no degrees.
  private static let absolute: Set<String> = [
    "alone", "in love", "magnificent", "delicious", "ready", "lost", "empty", "furious", "ripe",
    "red", "green", "blue", "white", "black", "grey", "adorable", "new",
  ]

  /// `elle est très fatiguée = she is very tired`.
  mutating func being(
    _ subject: Subject, _ adjective: Adjective, _ tense: Tense, degrees: Int = 35
  ) -> Clause {
    let form = Phrase(
      adjective.french.agreeing(subject.gender, subject.number), adjective.english)
    var clause = Clause(subject, Predicate("être = be"), tense, object: form)
    guard !Self.absolute.contains(adjective.english), chance(degrees) else { return clause }
    var fitting = Self.degrees
    if Self.excessive.contains(adjective.english) { fitting.append(Self.excess) }
    if Adjectives.states.contains(where: { $0.english == adjective.english }) {
      fitting.append(Self.little)
    }
    clause.object = pick(fitting) + form
    return clause
  }

  /// A thing as a subject, sometimes with who it belongs to.
  mutating func thing(_ noun: Noun) -> Subject {
    let number: GrammaticalNumber = chance(30) ? .plural : .singular
    let owner = pick([Subject.je, .je, .tu, .nous, .vous])
    let isGeneral = !noun.classes.isDisjoint(with: [.place, .nature, .food, .work])
    if isGeneral || chance(45) {
      return Subject(noun.phrase(chance(60) ? .definite : .demonstrative, number))
    }
    if chance(30) {
      let person = named()
      let phrase = noun.phrase(.definite, number)
      let bare = phrase.english.replacing("the ", with: "")
      return Subject(
        Phrase(
          "\(phrase.french) de \(person.french)", "\(person.english)'s \(bare)",
          gender: phrase.gender, number: phrase.number))
    }
    return Subject(noun.phrase(.possessive(owner), number)).addressed(owner.address)
  }
}
