extension Constructions {
  /// Somebody does something, now, often, in the past or the future; or does not.
  static let actions = [
    Construction("action", 150) { dice in
      let event = dice.happening()
      let time = dice.time(event)
      var clause = dice.clause(
        dice.subject(), event, time.tense, isHabit: time.tense == .present)
      clause.middle = time.middle
      return Draft(dice.placing(time.phrase, clause))
    },
    Construction("denied action", 55) { dice in
      let event = dice.happening()
      let (tense, time) = dice.deniedTime(event.aspect)
      let clause = dice.clause(dice.subject(), event, tense, negation: .not, details: 45)
      return Draft(dice.placing(time, clause))
    },
    Construction("no longer, never, not yet", 40) { dice in
      let event = dice.pick(Events.lasting.filter(\.isHabitual))
      let (negation, tense) = dice.pick([
        (Negation.noLonger, Tense.present), (.never, .present), (.never, .perfect),
        (.notYet, .perfect),
      ])
      return Draft(
        dice.clause(
          dice.subject(), event, tense, negation: negation, details: 50, isHabit: true))
    },
    Construction("nothing, nobody", 25) { dice in
      let isPerson = dice.chance(40)
      let verbs = isPerson ? aimedAtPeople : aimedAtThings
      let (tense, time) = dice.deniedTime(.momentary)
      var clause = Clause(dice.subject(), Predicate(dice.pick(verbs)), tense)
      clause.negation = isPerson ? .nobody : .nothing
      return Draft(dice.placing(time, clause))
    },
    Construction("only", 15) { dice in
      let event = dice.pick(Events.direct.filter { $0.isOfCounted || $0.objects == [.language] })
      let subject = dice.subject()
      let noun = dice.noun(event)
      let some = noun.phrase(noun.classes.contains(.language) ? .generic : .indefinite)
      let object =
        noun.isMass
        ? Phrase(some.french, noun.english) : noun.phrase(.count(dice.number(1...4)))
      // `ne ... que` denies nothing: English says only.
      var clause = Clause(subject, event.predicate, event.aspect == .lasting ? .present : .past)
      clause.negation = .bare
      clause.object = Phrase("que \(object.french)", object.english)
      clause.middle = Phrase("", "only")
      return Draft(clause)
    },
    Construction("how one does it", 30) { dice in
      let event = dice.pick(Events.withoutObject)
      let tense = dice.pick([Tense.past, .progressive, .nearFuture, .future])
      var clause = dice.clause(dice.subject(), event, tense, details: 0)
      let isPlainVerb = !event.predicate.isReflexive && event.predicate.frenchRest.isEmpty
      let isAdverb = isPlainVerb && tense != .progressive && event.predicate.english.base != "have"
      clause.tail = isAdverb ? dice.pick(manners) : dice.detail(clause.subject, event)
      return Draft(clause)
    },
    Construction("passive", 20) { dice in
      let event = dice.pick(
        Events.direct.filter { passiveVerbs.contains($0.predicate.french.infinitive) })
      let noun = dice.noun(event)
      let number: GrammaticalNumber = dice.chance(30) ? .plural : .singular
      let patient = noun.phrase(dice.chance(70) ? .definite : .demonstrative, number)
      let verb = event.predicate
      let being = Clause(
        Subject(patient), Predicate("être = be"), dice.pick([.past, .past, .future]))
      let time =
        dice.chance(40)
        ? dice.pick(being.tense == .past ? TimePhrases.past : TimePhrases.future) : nil
      let agent = dice.thirdPerson()
      var clause = being
      clause.tail =
        Phrase(verb.french.participle(patient.gender, patient.number), verb.english.participle)
        + Phrase("par \(agent.french)", "by \(agent.english)")
      return Draft(dice.placing(time, clause))
    },
  ]

  private static let aimedAtPeople = [
    "attendre = wait for", "écouter = listen to", "regarder = look at",
    "inviter = invite", "rencontrer = meet", "aider = help", "voir = see", "appeler = call",
    "reconnaître = recognise", "comprendre = understand", "oublier = forget",
  ]

  private static let aimedAtThings = [
    "manger = eat", "boire = drink", "acheter = buy", "chercher = look for", "faire = do",
    "trouver = find", "entendre = hear", "voir = see", "dire = say", "vendre = sell",
    "recevoir = receive", "perdre = lose", "oublier = forget", "comprendre = understand",
    "apprendre = learn", "changer = change", "choisir = choose", "préparer = prepare",
    "payer = pay", "écrire = write", "expliquer = explain", "promettre = promise",
  ]

  private static let passiveVerbs: Set<String> = [
    "réparer", "construire", "traduire", "corriger", "peindre", "envoyer", "vendre", "laver",
    "préparer", "écrire", "nettoyer", "photographier",
  ]

  private static let manners = Table.phrases(
    """
    beaucoup = a lot
    très peu = very little
    encore = again
    longtemps = for a long time
    trop = too much
    comme d'habitude = as usual
    """)
}

extension Dice {
  /// A time in which events are denied, and words for it now and then.
  mutating func deniedTime(_ aspect: Aspect) -> (Tense, Phrase?) {
    let says = chance(45)
    switch below(10) {
    case 0...3 where aspect == .lasting: return (.progressive, says ? pick(TimePhrases.now) : nil)
    case 0...5: return (.past, says ? pick(TimePhrases.past) : nil)
    case 6, 7: return (.future, says ? pick(TimePhrases.future) : nil)
    default: return (.nearFuture, says ? pick(TimePhrases.future) : nil)
    }
  }
}
