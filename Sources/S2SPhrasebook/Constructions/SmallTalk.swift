extension Constructions {
  /// Weather, restaurant, shop, street, doctor.
  static let smallTalk = [
    Construction("weather", 18) { dice in
      let (french, english) = dice.pick(weather)
      let isPast = dice.chance(50)
      let place =
        dice.chance(65) ? dice.pick(Travel.inCountries + Travel.cities.map(Travel.inCity)) : .empty
      let when = dice.pick(
        isPast
          ? TimePhrases.past
          : TimePhrases.now + TimePhrases.habit.filter { $0.english.contains("summer") })
      return Draft(
        Phrase(isPast ? french.1 : french.0, isPast ? english.1 : english.0) + place + when)
    },
    Construction("forecast", 10) { dice in
      let (french, english) = dice.pick(forecasts)
      let place =
        dice.chance(70) ? dice.pick(Travel.inCountries + Travel.cities.map(Travel.inCity)) : .empty
      return Draft(Phrase(french, english) + place + dice.pick(TimePhrases.future))
    },
    Construction("ordering", 26) { dice in
      let noun = dice.pick(Nouns.of([.dish, .drink, .dish, .drink, .fruit]))
      let thing = dice.order(noun)
      let polite = dice.chance(60)
      let please =
        polite ? Phrase(", s'il vous plaît", ", please") : Phrase(", s'il te plaît", ", please")
      switch dice.below(5) {
      case 0:
        return Draft(
          Phrase("je voudrais", "I'd like") + thing + (dice.chance(60) ? please : .empty))
      case 1:
        return Draft(
          Phrase("nous voudrions", "we'd like") + thing + Phrase("et", "and")
            + dice.order(dice.pick(Nouns.of([.drink]))) + Phrase(", s'il vous plaît", ", please"))
      case 2:
        let clause = Clause(dice.addressee(), Predicate("vouloir = want"), .present, object: thing)
        return dice.asking(clause, nil)
      case 3: return Draft(Phrase("je vais prendre", "I'm going to have") + thing)
      default:
        let second = dice.order(dice.pick(Nouns.of([.dish, .drink])))
        guard second.french != thing.french else {
          return Draft(Phrase("je prends", "I'll have") + thing)
        }
        return Draft(
          Phrase("préférez-vous", "do you prefer") + thing + Phrase("ou", "or") + second, .question)
      }
    },
    Construction("shopping", 22) { dice in
      let noun = dice.pick(Nouns.of([.clothes, .shop, .device]).filter { !$0.isMass })
      let plural = noun.isPluralOnly || dice.chance(30)
      let these = noun.phrase(.demonstrative, plural ? .plural : .singular)
      switch dice.below(5) {
      case 0:
        return Draft(
          Phrase("combien \(plural ? "coûtent" : "coûte")", "how much \(plural ? "do" : "does")")
            + these + Phrase("", "cost"), .question)
      case 1:
        return Draft(
          Phrase("puis-je essayer", "may I try on")
            + dice.pick(Nouns.of([.clothes])).phrase(.demonstrative), .question)
      case 2:
        let adjective = dice.pick(
          Adjectives.fitting(noun) + [Adjective(line: "cher = expensive", classes: [])])
        return Draft(Draft.calling(.je, dice.tooMuch(these, adjective)))
      case 3:
        return Draft(
          Phrase("avez-vous", "do you have")
            + noun.phrase(.indefinite, plural ? .plural : .singular, dice.fitting(noun)), .question)
      default:
        return Draft(
          Phrase("je cherche", "I'm looking for")
            + noun.phrase(.indefinite, plural ? .plural : .singular, dice.fitting(noun))
            + Phrase("pour", "for") + dice.pick(Nouns.of([.kin])).phrase(.possessive(.je)))
      }
    },
    Construction("finding the way", 22) { dice in
      let place = dice.pick(Nouns.of([.place])).phrase(.definite)
      let other = dice.pick(Nouns.of([.place])).phrase(.definite)
      guard other.french != place.french else {
        return Draft(Phrase("où est", "where is") + place, .question)
      }
      let side = dice.pick(
        Whereabouts.sides)
      switch dice.below(4) {
      case 0: return Draft(place + Phrase("est", "is") + side + other)
      case 1:
        return Draft(Phrase("excusez-moi, où se trouve", "excuse me, where is") + place, .question)
      case 2:
        return Draft(
          Phrase("pour aller à", "to get to")
            + Phrase(place.french + ", tournez", place.english + ", turn")
            + dice.pick(Whereabouts.turns) + side + other)
      default:
        return Draft(
          Phrase("est-ce que", "is") + place + Phrase("est", "") + side + other, .question)
      }
    },
    Construction("aches", 22) { dice in
      let subject = dice.pick([
        dice.named(), dice.named(), .je, .je, .tu, .vous, .il, .elle,
        Subject(dice.kin(of: .je)), dice.somebody(),
      ])
      guard !subject.number.isPlural else {
        return Draft(
          Clause(subject, Predicate("avoir de la fièvre = have a temperature"), .present))
      }
      let noun = dice.pick(Nouns.of([.pain]))
      let isPresent = dice.chance(60)
      // French says who has an ache where, English whose ankle hurts.
      let french = Clause(
        subject, Predicate("avoir mal à = hurt"), isPresent ? .present : .imperfect,
        object: noun.phrase(.definite))
      let owner = subject.isPronoun ? subject.englishPossessive : subject.english + "'s"
      let told = Phrase(
        french.french(.statement), "\(owner) \(noun.english) \(isPresent ? "hurts" : "hurt")")
      let when = dice.pick(isPresent ? TimePhrases.now : TimePhrases.past)
      return Draft(dice.chance(60) ? told + when : told)
    },
    Construction("courtesy", 10) { dice in
      let isFamiliar = dice.chance(50)
      let name = dice.name(dice.gender())
      let person = dice.pick([Phrase("madame", "madam"), Phrase("monsieur", "sir")])
      let who = isFamiliar ? Phrase(name, name) : person
      let (french, english) = dice.pick(isFamiliar ? familiarCourtesy : formalCourtesy)
      let isQuestion = english.hasSuffix("?")
      let bare = isQuestion ? String(english.dropLast()) : english
      return Draft(
        Phrase("\(french), \(who.french)", "\(bare), \(who.english)"),
        isQuestion ? .question : .exclamation)
    },
  ]

  private static let weather: [((String, String), (String, String))] = [
    (("il pleut", "il a plu"), ("it's raining", "it rained")),
    (("il neige", "il a neigé"), ("it's snowing", "it snowed")),
    (("il fait froid", "il faisait froid"), ("it's cold", "it was cold")),
    (("il fait chaud", "il faisait chaud"), ("it's hot", "it was hot")),
    (("il fait beau", "il faisait beau"), ("the weather is nice", "the weather was nice")),
    (("il fait mauvais", "il faisait mauvais"), ("the weather is bad", "the weather was bad")),
    (("il y a du vent", "il y avait du vent"), ("it's windy", "it was windy")),
    (("il y a du brouillard", "il y avait du brouillard"), ("it's foggy", "it was foggy")),
    (
      ("il pleut des cordes", "il a plu des cordes"),
      ("it's raining cats and dogs", "it rained cats and dogs")
    ),
    (("il y a du soleil", "il y avait du soleil"), ("it's sunny", "it was sunny")),
    (("il fait gris", "il faisait gris"), ("it's overcast", "it was overcast")),
  ]

  private static let forecasts = [
    ("il va pleuvoir", "it's going to rain"), ("il va neiger", "it's going to snow"),
    ("il pleuvra", "it will rain"), ("il neigera", "it will snow"),
    ("il fera froid", "it will be cold"), ("il fera chaud", "it will be hot"),
    ("il fera beau", "the weather will be nice"), ("il y aura du vent", "it will be windy"),
    ("il y aura du brouillard", "it will be foggy"), ("il ne pleuvra pas", "it won't rain"),
  ]

  private static let familiarCourtesy = [
    ("bonne nuit", "good night"), ("à demain", "see you tomorrow"), ("à bientôt", "see you soon"),
    ("comment vas-tu", "how are you?"), ("bon voyage", "have a good trip"),
    ("merci beaucoup", "thank you very much"), ("bon anniversaire", "happy birthday"),
    ("ça ne fait rien", "it doesn't matter"), ("à table", "dinner is ready"),
    ("tu as raison", "you're right"), ("tu as tort", "you're wrong"),
    ("félicitations", "congratulations"),
    ("bonne chance", "good luck"),
  ]

  private static let formalCourtesy = [
    ("comment allez-vous", "how are you?"), ("enchanté de vous connaître", "pleased to meet you"),
    ("je vous en prie", "you are welcome"), ("asseyez-vous", "have a seat"),
    ("vous avez raison", "you are right"), ("vous avez tort", "you are wrong"),
    ("après vous", "after you"), ("bonne journée", "have a nice day"),
    ("puis-je vous aider", "may I help you?"), ("au revoir", "goodbye"),
  ]
}

extension Subject {
  /// `my`, `Paul's`, `my parents'`.
  var englishOwner: String {
    if isPronoun { return englishPossessive }
    return english.hasSuffix("s") && person.isPlural ? english + "'" : english + "'s"
  }
}

extension Dice {
  /// A dish or drink as one orders it: `un café = a coffee`, `de l'eau = some water`.
  mutating func order(_ noun: Noun) -> Phrase {
    noun.isMass || chance(80)
      ? noun.phrase(.indefinite) : noun.phrase(.count(number(2...4)))
  }

  mutating func fitting(_ noun: Noun) -> Adjective? {
    let adjectives = Adjectives.fitting(noun)
    return adjectives.isEmpty || chance(35) ? nil : pick(adjectives)
  }

  func tooMuch(_ thing: Phrase, _ adjective: Adjective) -> Phrase {
    let subject = Subject(thing)
    let form = adjective.french.agreeing(subject.gender, subject.number)
    var clause = Clause(subject, Predicate("être = be"), .present)
    clause.object = Phrase("trop \(form)", "too \(adjective.english)")
    if [
      "red", "blue", "green", "white", "black", "grey", "new", "interesting", "delicious", "fresh",
      "good", "pretty", "beautiful", "famous", "ripe", "practical", "comfortable",
    ].contains(adjective.english) {
      clause.object = Phrase(form, adjective.english)
    }
    return clause.statement
  }
}
