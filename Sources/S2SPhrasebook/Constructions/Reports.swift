extension Constructions {
  /// What people say, think and know.
  static let reports = [
    Construction("says that", 50) { dice in
      let speaker = dice.subject()
      let verb = dice.pick([
        "dire = say", "penser = think", "savoir = know", "croire = believe", "espérer = hope",
      ])
      let event = dice.event()
      let isHope = verb.hasPrefix("espérer")
      let now: Tense = event.aspect == .lasting ? .progressive : .past
      let tense = dice.pick(isHope ? [.future] : [.future, .past, .nearFuture, now])
      var inner = dice.clause(
        dice.thirdPerson(otherThan: speaker), event, tense, details: 35)
      var main = Clause(speaker, Predicate(verb), .present)
      (main.isFormal, inner.isFormal) = (
        main.isFormal || inner.isFormal, main.isFormal || inner.isFormal
      )
      let told = main.statement + Phrase("que", "that") + inner.statement
      return Draft(Draft.calling(speaker, told))
    },
    Construction("said that", 32) { dice in
      let speaker = dice.pick([dice.named(), .il, .elle, dice.thirdPerson()])
      let event = dice.event()
      let inner = dice.clause(
        speaker.pronoun, event, dice.pick([.pluperfect, .conditional]), details: 35)
      let main = Clause(speaker, Predicate("dire = say"), .past)
      return Draft(main.statement + Phrase("que", "that") + inner.statement)
    },
    Construction("whether, where, why", 40) { dice in
      let (word, tenses): (Phrase, [Tense]) = dice.pick([
        (Phrase("si", "if"), [.past, .progressive, .nearFuture, .future]),
        (Phrase("où", "where"), [.past, .progressive, .nearFuture]),
        (Phrase("pourquoi", "why"), [.past, .progressive]),
        (Phrase("quand", "when"), [.past, .nearFuture, .future]),
        (Phrase("avec qui", "who"), [.past, .nearFuture]),
      ])
      let isCompany = word.english == "who"
      let settled = Events.withoutObject.filter { !$0.settings.isEmpty }
      let event = dice.pick(
        isCompany ? Events.social : word.english == "where" ? settled : Events.meant)
      var inner = dice.clause(dice.thirdPerson(), event, dice.pick(tenses), details: 0)
      if isCompany { inner.tail = Phrase("", "with") }
      let knower = dice.pick([Subject.je, .je, .nous, .ils, .tu, .vous])
      var main = Clause(knower, Predicate("savoir = know"), .present)
      inner.isFormal = inner.isFormal || main.isFormal
      main.isFormal = inner.isFormal
      guard knower.address != nil else {
        main.negation = .not
        return Draft(main.statement + word + inner.statement)
      }
      let asked = main.question(dice.chance(50) ? .inversion : .estCeQue)
      return Draft(asked + word + inner.statement, .question)
    },
    Construction("ask and tell", 38) { dice in
      let speaker = dice.thirdPerson()
      let pronoun = dice.pick([
        (ObjectPronoun("me", "me"), Subject.je), (ObjectPronoun("nous", "us"), .nous),
        (ObjectPronoun("leur", "them"), .ils),
      ])
      let inner = dice.clause(pronoun.1, dice.event(), .present, details: 35)
      var clause = Clause(
        speaker,
        Predicate(
          dice.pick([
            "demander de = ask", "dire de = tell", "conseiller de = advise", "permettre de = allow",
          ])), .past)
      clause.pronouns = [ObjectPronoun(pronoun.0.french, pronoun.0.english, isDirect: false)]
      clause.englishPronouns = pronoun.0.english
      return Draft(clause.statement + Spoken.infinitive(inner, .toInfinitive))
    },
    Construction("in order to", 30) { dice in
      let subject = dice.subject()
      let inner = dice.clause(subject, dice.pick(purposes), .present, details: 0)
      let (verb, tense) = dice.pick(means)
      let main = Clause(subject, Predicate(verb), tense).statement
      let purpose = Phrase("pour", "") + Spoken.infinitive(inner, .toInfinitive)
      return Draft(Draft.calling(subject, main + purpose))
    },
  ]

  /// What people go out or stay at home for.
  private static let purposes = Events.meant.filter { event in
    [
      "acheter", "chercher", "aider", "photographier", "attendre", "jouer", "inviter", "lire",
      "écrire", "préparer", "nettoyer", "étudier", "peindre", "écouter", "garder", "appeler",
    ].contains(event.predicate.french.infinitive) && !event.objects.isEmpty
  }

  private static let means: [(String, Tense)] = [
    ("rentrer tôt = come home early", .past), ("rester ici = stay here", .past),
    ("venir ici = come here", .past), ("venir ici = come here", .future),
    ("rester ici = stay here", .future), ("se lever tôt = get up early", .past),
    ("se lever tôt = get up early", .nearFuture),
  ]
}
