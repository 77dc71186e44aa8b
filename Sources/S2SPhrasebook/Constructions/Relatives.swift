extension Constructions {
  /// qui, que, où, dont, avec qui.
  static let relatives = [
    Construction("the book that", 56) { dice in
      let event = dice.pick(describedActions)
      let noun = dice.pick(describable(event))
      let number: GrammaticalNumber = dice.chance(30) ? .plural : .singular
      let head = noun.phrase(.definite, number)
      let subject = dice.subject()
      let now: Tense = event.aspect == .lasting ? .progressive : .past
      var inner = Clause(subject, event.predicate, dice.pick([.past, .past, now]))
      inner.antecedent = head
      let that = Phrase("que", noun.isPerson ? "" : "that")
      let described = Subject(head + that + inner.statement)
      return Draft(dice.being(described, dice.pick(Adjectives.fitting(noun)), .present).statement)
    },
    Construction("the man who", 50) { dice in
      let noun = dice.pick(Nouns.of([.people, .child]))
      let number: GrammaticalNumber = dice.chance(30) ? .plural : .singular
      let head = noun.phrase(.definite, number)
      let who = Subject(Phrase("qui", "who", gender: head.gender, number: number))
      let events = Events.lasting.filter { event in
        Set(event.objects).isDisjoint(with: [.kin, .driven, .building])
          && !event.predicate.englishRest.contains("$")
      }
      let tense = dice.pick([Tense.progressive, .past])
      let inner = dice.clause(who, dice.pick(events), tense, details: 50)
      switch dice.below(3) {
      case 0:
        let described = Subject(head + inner.statement)
        let adjective = dice.pick(
          noun.classes.contains(.child) ? Adjectives.states : Adjectives.traits)
        return Draft(dice.being(described, adjective, .present).statement)
      case 1:
        let subject = dice.pick([Subject.je, .nous, .je, .tu])
        let knows = Predicate("connaître = know")
        let main = Clause(subject, knows, .present, object: head + inner.statement)
        return subject.french == "tu" ? dice.asking(main, nil) : Draft(main)
      default:
        return Draft(
          Phrase("voici", number == .plural ? "here are" : "here is") + head + inner.statement)
      }
    },
    Construction("the house where", 25) { dice in
      let subject = dice.subject()
      let (places, lines): (String, [(String, Tense)]) = dice.pick(hauntsByUse)
      let (verb, tense) = dice.pick(lines)
      var inner = Clause(subject, Predicate(verb), tense)
      if verb.hasPrefix("rencontrer") { inner.object = dice.companion(subject) }
      if verb.hasPrefix("aller") { inner.tail = dice.pick(TimePhrases.habit) }
      let start = Phrase("c'est", subject.isFormal ? "it is" : "it's")
      let place = dice.pick(Table.phrases(places))
      return Draft(
        Draft.calling(subject, start + place + Phrase("où", "where") + inner.statement))
    },
    Construction("the book about which", 25) { dice in
      let subject = dice.subject()
      let isNeeded = dice.chance(50)
      let kinds: [NounClass] =
        isNeeded ? [.thing, .text, .device] : [.text, .event, .sight, .people]
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let head = dice.pick(Nouns.of(kinds)).phrase(.definite, number)
      let (verb, tense) = dice.pick(isNeeded ? neededVerbs : spokenOfVerbs)
      let inner = Clause(subject, Predicate(verb), tense)
      let they = head.isPlural ? Phrase("ce sont", "they're") : Phrase("c'est", "it's")
      let formal = head.isPlural ? Phrase("ce sont", "they are") : Phrase("c'est", "it is")
      let start = subject.isFormal ? formal : they
      return Draft(
        Draft.calling(subject, start + head + Phrase("dont", "") + inner.statement))
    },
    Construction("what he says", 20) { dice in
      let subject = dice.subject()
      let verb = Predicate(
        dice.pick([
          "faire = do", "dire = say", "vouloir = want", "chercher = look for", "manger = eat",
          "acheter = buy", "écrire = write",
        ]))
      let tense: Tense = verb.english.base == "want" ? .present : dice.pick([.past, .progressive])
      let inner = Clause(subject, verb, tense).statement
      let knower = dice.pick([Subject.je, .nous, .ils])
      guard knower.french != subject.french else {
        return Draft(Clause(subject, verb, tense, object: Phrase("cela", "that")))
      }
      var main = Clause(
        knower, Predicate(dice.pick(["savoir = know", "comprendre = understand", "voir = see"])),
        .present)
      if dice.chance(60) { main.negation = .not }
      main.isFormal = subject.isFormal
      return Draft(main.statement + Phrase("ce que", "what") + inner)
    },
    Construction("the man with whom", 17) { dice in
      let noun = dice.pick(Nouns.of([.people]))
      let head = noun.phrase(.definite)
      let subject = dice.subject()
      let inner = Clause(
        subject,
        Predicate(
          dice.pick([
            "travailler = work", "jouer aux cartes = play cards", "habiter = live",
            "voyager = travel", "dîner = have dinner",
          ])), dice.pick([.present, .past]))
      let start = Phrase("c'est", "it's")
      let isHe = head.gender == .feminine ? "she's" : "he's"
      let formal = subject.isFormal
      return Draft(
        Draft.calling(
          subject,
          Phrase(start.french, formal ? isHe.replacing("'s", with: " is") : isHe) + head
            + Phrase("avec qui", "") + inner.statement + Phrase("", "with")))
    },
  ]

  private static let describedActions = Events.direct.filter { event in
    Set(event.objects).isDisjoint(with: [.language, .subject, .kin, .fruit, .drink, .food])
      && !describable(event).isEmpty
  }

  private static func describable(_ event: Event) -> [Noun] {
    Nouns.of(event.objects).filter { noun in
      !Adjectives.fitting(noun).isEmpty && !noun.isMass && !noun.classes.contains(.kin)
    }
  }

  /// Places, and what one does there.
  private static let hauntsByUse: [(String, [(String, Tense)])] = [
    (
      """
      la maison = the house
      le village = the village
      la ville = the town
      la rue = the street
      le quartier = the neighbourhood
      """,
      [
        ("habiter = live", .present), ("habiter = live", .habitualPast),
        ("naître = be born", .past),
      ]
    ),
    (
      """
      l'hôtel = the hotel
      le restaurant = the restaurant
      la bibliothèque = the library
      l'usine = the factory
      le musée = the museum
      la pharmacie = the chemist's
      l'hôpital = the hospital
      """,
      [
        ("travailler = work", .present), ("travailler = work", .habitualPast),
        ("rencontrer = meet", .past), ("aller = go", .present),
      ]
    ),
    (
      """
      le café = the café
      la piscine = the swimming pool
      le parc = the park
      la plage = the beach
      le marché = the market
      """, [("rencontrer = meet", .past), ("aller = go", .present)]
    ),
  ]

  private static let neededVerbs: [(String, Tense)] = [
    ("avoir besoin = need", .present), ("avoir envie = want", .present),
    ("se servir = use", .present), ("avoir besoin = need", .imperfect),
  ]

  private static let spokenOfVerbs: [(String, Tense)] = [
    ("parler = talk about", .past), ("se souvenir = remember", .present),
    ("rêver = dream about", .past), ("parler = talk about", .progressive),
  ]
}
