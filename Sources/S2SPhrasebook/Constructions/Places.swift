extension Constructions {
  /// Where things are, and what machines, shops and animals do.
  static let places = [
    Construction("where things are", 34) { dice in
      let noun = dice.pick(
        Nouns.of([.thing, .clothes, .text, .gift, .animal]).filter { !$0.isMass })
      let owner = dice.pick([Subject.je, .tu, .nous, .vous])
      let thing = noun.phrase(
        dice.chance(50) ? .definite : .possessive(owner), dice.chance(30) ? .plural : .singular)
      let spot = dice.pick(spots)
      let piece = dice.pick(Nouns.of(spot.1)).phrase(.definite)
      var clause = Clause(
        Subject(thing), Predicate("être = be"), dice.pick([.present, .present, .imperfect]),
        tail: spot.0 + piece)
      clause.isFormal = owner.isFormal && thing.english.hasPrefix("your")
      if dice.chance(20) { clause.negation = dice.pick([.not, .noLonger]) }
      return dice.chance(15) ? Draft(clause.question(.estCeQue), .question) : Draft(clause)
    },
    Construction("where people are", 22) { dice in
      let subject = dice.subject()
      let place =
        dice.chance(60)
        ? Phrase("à", "at") + dice.pick(Nouns.of([.place])).phrase(.definite)
        : dice.pick(Events.place(dice.pick([.home, .out, .water])))
      let tense = dice.pick([Tense.present, .imperfect, .future])
      var clause = Clause(subject, Predicate("être = be"), tense, tail: place)
      if tense != .present {
        clause.tail =
          clause.tail
          + (tense == .future
            ? dice.pick(TimePhrases.future)
            : dice.pick(TimePhrases.past))
      }
      if dice.chance(20) { clause.negation = .not }
      return Draft(clause)
    },
    Construction("machines", 18) { dice in
      let noun = dice.pick(Nouns.of([.machine, .device]))
      let owner = dice.pick([Subject.je, .nous, .tu])
      let subject = Subject(
        noun.phrase(dice.pick([.definite, .demonstrative, .possessive(owner)])))
      let (verb, tense) = dice.pick([
        ("marcher = work", Tense.present), ("marcher mal = work badly", .present),
        ("tomber en panne = break down", .past), ("faire du bruit = make a noise", .progressive),
        ("être en panne = be out of order", .present),
        ("être en panne = be out of order", .imperfect),
        ("marcher = work", .imperfect),
      ])
      var clause = Clause(subject, Predicate(verb), tense)
      if verb.hasPrefix("marcher ="), dice.chance(70) {
        clause.negation = dice.pick([.not, .noLonger])
      }
      let time: Phrase? =
        dice.chance(45)
        ? (tense == .past || tense == .imperfect
          ? dice.pick(TimePhrases.past)
          : dice.pick(TimePhrases.now)) : nil
      return Draft(dice.placing(clause.negation == .noLonger ? nil : time, clause))
    },
    Construction("animals", 20) { dice in
      let noun = dice.pick(Nouns.of([.animal]))
      let owner = dice.pick([Subject.je, .nous, .tu])
      let number: GrammaticalNumber = dice.chance(40) ? .plural : .singular
      let adjective = dice.chance(30) ? dice.pick(Adjectives.fitting(noun)) : nil
      let subject = Subject(
        noun.phrase(dice.pick([.definite, .demonstrative, .possessive(owner)]), number, adjective))
      let verb = dice.pick([
        "dormir = sleep", "manger = eat", "boire de l'eau = drink some water", "courir = run",
        "se cacher = hide", "jouer = play",
      ])
      let place = dice.pick(
        Whereabouts.animalHaunts)
      let (tense, time) = dice.deniedTime(.lasting)
      let clause = Clause(subject, Predicate(verb), tense, tail: place)
      return Draft(dice.placing(dice.chance(50) ? time : nil, clause))
    },
    Construction("at somebody's", 16) { dice in
      let subject = dice.subject()
      let other = dice.companion(subject)
      let possessor =
        other.english.hasSuffix("s") && other.isPlural ? other.english + "'" : other.english + "'s"
      let (verb, tense, at) = dice.pick([
        ("dîner = have dinner", Tense.past, "at"), ("aller = go", .nearFuture, "to"),
        ("aller = go", .past, "to"),
        ("être = be", .imperfect, "at"), ("dormir = sleep", .past, "at"),
        ("déjeuner = have lunch", .future, "at"),
        ("rester = stay", .future, "at"),
      ])
      let isPast = tense == .past || tense == .imperfect
      let time = dice.chance(60) ? dice.pick(isPast ? TimePhrases.past : TimePhrases.future) : nil
      let clause = Clause(
        subject, Predicate(verb), tense,
        tail: Phrase("chez \(other.french)", "\(at) \(possessor) house"))
      return Draft(dice.placing(time, clause))
    },
  ]

  private static let spots: [(Phrase, [NounClass])] = [
    (Phrase("dans", "in"), [.container]), (Phrase("sur", "on"), [.furniture]),
    (Phrase("sous", "under"), [.furniture]), (Phrase("à côté de", "next to"), [.furniture]),
    (Phrase("derrière", "behind"), [.furniture]), (Phrase("dans", "in"), [.room]),
  ]
}
