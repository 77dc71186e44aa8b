extension Constructions {
  /// Somebody gives somebody something: two objects, two pronouns, and their order.
  static let giving = [
    Construction("giving to", 36) { dice in
      let subject = dice.subject()
      let (verb, tense, time) = dice.gift()
      let noun = dice.pick(Nouns.of([.gift, .text, .thing, .fruit]))
      var clause = Clause(subject, Predicate(verb), tense)
      clause.object = dice.object(noun, of: subject)
      clause.tail = Phrase("à", "to") + dice.companion(subject)
      return Draft(dice.placing(time, clause))
    },
    Construction("giving me", 36) { dice in
      let subject = dice.subject()
      let (verb, tense, time) = dice.gift()
      let noun = dice.pick(Nouns.of([.gift, .text, .thing]))
      var clause = Clause(subject, Predicate(verb), tense)
      let pronoun = dice.objectPronoun(notOf: subject, isDirect: false)
      clause.pronouns = [pronoun]
      clause.englishPronouns = pronoun.english
      clause.object = dice.object(noun, of: subject)
      clause.isFormal = subject.isFormal || pronoun.french == "vous" && subject.address == nil
      if dice.chance(20) { return dice.asking(clause, nil) }
      return Draft(dice.placing(time, clause))
    },
    Construction("giving it to me", 36) { dice in
      let noun = dice.pick(Nouns.of([.gift, .text, .thing]).filter { !$0.isMass })
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let subject = dice.subject().pronoun
      let (verb, tense, time) = dice.gift()
      let thing = noun.phrase(dice.chance(50) ? .demonstrative : .definite, number)
      let direct = noun.pronoun(thing.number)
      var clause = Clause(subject, Predicate(verb), tense)
      let person = dice.objectPronoun(notOf: subject, isDirect: false)
      // me te nous vous stand before le la les, lui and leur after them.
      clause.pronouns = person.french == "leur" ? [direct, person] : [person, direct]
      clause.englishPronouns = "\(direct.english) to \(person.english)"
      clause.isFormal = subject.isFormal || person.french == "vous" && subject.address == nil
      if dice.chance(25) { clause.negation = .not }
      clause.subject.vocative = nil
      let politely = person.french == "vous" || subject.person == .secondPlural
      return dice.presenting(thing, politely: politely).followed(by: dice.placing(time, clause))
    },
  ]
}

extension Dice {
  mutating func gift() -> (String, Tense, Phrase?) {
    let verb = pick([
      "donner = give", "prêter = lend", "montrer = show", "envoyer = send", "vendre = sell",
      "apporter = bring",
    ])
    let (tense, time) = deniedTime(.momentary)
    return (verb, tense, time)
  }
}
