extension Constructions {
  /// Likes and dislikes: the whole kind, with an article in French and without in English.
  static let tastes = [
    Construction("taste", 36) { dice in
      let noun = dice.pick(likeable)
      let verb = dice.pick(["aimer = like", "aimer = like", "adorer = love", "détester = hate"])
      var clause = Clause(
        dice.subject(), Predicate(verb), .present, object: noun.phrase(.generic, .plural))
      if dice.chance(20) {
        let others = likeable.filter { $0.french != noun.french && $0.classes == noun.classes }
        clause.object =
          clause.object + Phrase("et", "and") + dice.pick(others).phrase(.generic, .plural)
      }
      guard clause.predicate.english.base == "like" else { return Draft(clause) }
      if dice.chance(30) { return dice.asking(clause, nil) }
      if dice.chance(35) { clause.negation = dice.pick([.not, .not, .noLonger]) }
      return Draft(clause)
    },
    Construction("preference", 22) { dice in
      let noun = dice.pick(likeable)
      let others = likeable.filter { $0.french != noun.french && $0.classes == noun.classes }
      let object =
        noun.phrase(.generic, .plural) + Phrase("à", "to")
        + dice.pick(others).phrase(.generic, .plural)
      return Draft(Clause(dice.subject(), Predicate("préférer = prefer"), .present, object: object))
    },
    Construction("what pleases", 16) { dice in
      // The French subject is the English object: ce livre me plaît = I like this book.
      let noun = dice.pick(
        Nouns.of([.clothes, .text, .place, .event, .device, .furniture]).filter { !$0.isMass })
      let thing = noun.phrase(.demonstrative, dice.chance(25) ? .plural : .singular)
      let person = dice.pick([
        (Subject.je, "me"), (.tu, "te"), (.nous, "nous"), (.ils, "leur"), (.vous, "vous"),
      ])
      let tense = dice.pick([Tense.present, .present, .past])
      var french = Clause(Subject(thing), Predicate("plaire = please"), tense)
      french.pronouns = [ObjectPronoun(person.1, "", isDirect: false)]
      var english = Clause(
        person.0, Predicate("aimer = like"), tense, object: Phrase("", thing.english))
      let asks = person.0.address != nil
      if !asks, dice.chance(35) { french.negation = .not; english.negation = .not }
      return asks
        ? Draft(
          Phrase(
            french.french(dice.chance(50) ? .estCeQue : .inversion), english.english(.question)),
          .question)
        : Draft(Phrase(french.french(.statement), english.english(.statement)))
    },
    Construction("interest", 14) { dice in
      let noun = dice.pick(Nouns.of([.subject, .sport, .language, .sound]).filter(\.isMass))
      let verb = dice.pick(["s'intéresser à = be interested in", "avoir besoin de = need"])
      let object =
        verb.hasPrefix("avoir")
        ? dice.pick(Nouns.of([.thing, .clothes])).phrase(.indefinite) : noun.phrase(.generic)
      var clause = Clause(
        dice.subject(), Predicate(verb), dice.pick([.present, .imperfect]), object: object)
      if verb.hasPrefix("avoir") {
        let owned = dice.pick(Nouns.of([.thing, .clothes, .device, .kin]))
        clause.object = owned.phrase(
          .possessive(clause.subject), dice.chance(30) ? .plural : .singular)
      }
      if dice.chance(25) { clause.negation = dice.pick([.not, .noLonger]) }
      return Draft(clause)
    },
  ]

  /// What one likes or hates as a kind.
  static let likeable = Nouns.of([
    .fruit, .vegetable, .food, .drink, .dish, .sport, .subject, .animal, .sound, .event,
  ])
}
