extension Constructions {
  /// The clock, dates, ages, prices, large numbers.
  static let numbers = [
    Construction("clock", 8) { dice in
      Draft(Phrase("il est", "it's") + TimePhrases.clockOfDay(&dice))
    },
    Construction("appointment", 24) { dice in
      let day = dice.pick(TimePhrases.weekdays)
      let (start, when) = dice.pick(appointments)
      let plural = start.french.hasPrefix("+les")
      let subject = Subject(
        Phrase(start.french, start.english, number: plural ? .plural : .singular))
      let clause = Clause(subject, Predicate(when), dice.pick([.present, .future]))
      let at = Phrase("à", "at") + TimePhrases.clock(&dice)
      let on = dice.chance(50) ? Phrase("+le \(day.french)", "on \(day.english)s") : .empty
      if clause.tense == .future {
        return Draft(
          clause.statement + at + Phrase("\(day.french) prochain", "next \(day.english)"))
      }
      return Draft(clause.statement + at + on)
    },
    Construction("date", 20) { dice in
      let date = dice.date()
      switch dice.below(4) {
      case 0: return Draft(Phrase("nous sommes \(date.french)", "it's \(date.english)"))
      case 1:
        let owner = dice.pick([Subject.je, .tu, .nous, .vous])
        return Draft(
          Phrase(
            "\(owner.possessive(.masculine, .singular)) anniversaire est \(date.french)",
            "\(owner.englishPossessive) birthday is \(date.english)"))
      case 2:
        let clause = Clause(dice.subject(), Predicate("naître = be born"), .past)
        return Draft(
          Draft.calling(
            clause.subject, clause.statement + Phrase(date.french, "on \(date.english)")))
      default:
        let clause = Clause(
          dice.subject(),
          Predicate(
            dice.pick([
              "arriver = arrive", "partir = leave", "revenir = come back",
              "se marier = get married", "rentrer = come home",
            ])), dice.pick([.past, .future]))
        return Draft(
          Draft.calling(
            clause.subject, clause.statement + Phrase(date.french, "on \(date.english)")))
      }
    },
    Construction("weekday", 14) { dice in
      let day = dice.pick(TimePhrases.weekdays)
      let isPast = dice.chance(50)
      let event = dice.event()
      let clause = dice.clause(
        dice.subject(), event, isPast ? .past : dice.pick([.future, .nearFuture]), details: 35)
      let when =
        isPast
        ? Phrase("\(day.french) dernier", "last \(day.english)")
        : Phrase("\(day.french) prochain", "next \(day.english)")
      return Draft(dice.placing(when, clause))
    },
    Construction("in a month", 14) { dice in
      let month = dice.pick(TimePhrases.months)
      let (verb, place) = dice.journey()
      let clause = Clause(
        dice.subject(), Predicate(verb), dice.pick([.past, .future, .nearFuture]), tail: place)
      return Draft(
        Draft.calling(
          clause.subject, clause.statement + Phrase("en \(month.french)", "in \(month.english)")))
    },
    Construction("age", 22) { dice in
      let subject = dice.pick([
        .je, .tu, .vous, .il, .elle, .il, .elle, dice.named(), dice.named(), dice.named(),
        Subject(dice.kin(of: dice.pick([.je, .nous]))),
      ])
      guard !subject.number.isPlural else {
        return Draft(Phrase("nous avons", "we're") + dice.age(20...60))
      }
      let isGrandparent = subject.french.contains("grand-")
      let isParent = ["père", "mère", "oncle", "tante", "mari", "femme"].contains(
        where: subject.french.contains)
      let range = isGrandparent ? 60...99 : isParent ? 31...79 : subject.isPronoun ? 5...99 : 4...79
      let tense = dice.pick([Tense.present, .present, .imperfect, .future])
      var clause = Clause(subject, Predicate("avoir = be"), tense, object: dice.age(range))
      if tense == .present, dice.chance(25) { clause.object.english += " years old" }
      if tense == .future {
        clause.tail = dice.pick(
          Particulars.birthdays)
      }
      if tense == .imperfect {
        clause.tail = dice.pick(
          Particulars.formerTimes)
      }
      return Draft(clause)
    },
    Construction("price", 26) { dice in
      let (kinds, prices): ([NounClass], ClosedRange<Int>) = dice.pick([
        ([.clothes], 15...190), ([.furniture], 70...900), ([.device], 40...900),
        ([.text, .gift], 5...60), ([.dish], 4...20), ([.vehicle], 600...3900),
      ])
      let noun = dice.pick(
        Nouns.of(kinds).filter {
          !$0.isMass && !["lettre", "histoire", "article", "poème"].contains($0.french)
        })
      let price = prices.upperBound > 300 ? dice.number(prices) / 10 * 10 : dice.number(prices)
      let thing = noun.phrase(.demonstrative, dice.chance(25) ? .plural : .singular)
      let clause = Clause(
        Subject(thing), Predicate("coûter = cost"), dice.pick([.present, .present, .past]))
      return Draft(clause.statement + dice.euros(price))
    },
    Construction("paying", 14) { dice in
      let (kinds, prices): ([NounClass], ClosedRange<Int>) = dice.pick([
        ([.clothes], 3...38), ([.furniture, .device], 14...180), ([.vehicle], 120...780),
      ])
      let noun = dice.pick(Nouns.of(kinds))
      let subject = dice.subject()
      let thing = noun.phrase(dice.pick([.possessive(subject), .demonstrative, .definite]))
      let cost = dice.euros(dice.number(prices) * 5)
      // The thing is the object of the French verb, the money of the English one.
      let object = Phrase("\(thing.french) \(cost.french)", "\(cost.english) for \(thing.english)")
      return Draft(Clause(subject, Predicate("payer = pay"), .past, object: object))
    },
    Construction("large numbers", 24) { dice in
      let (start, unit, range) = dice.pick(counted)
      let number = dice.chance(50) ? dice.number(range) : dice.number(range) / 10 * 10 + 20
      let gender: Gender = unit.gender
      return Draft(
        start
          + Phrase(
            "\(FrenchNumber.words(number, gender)) \(unit.french)",
            "\(EnglishNumber.words(number)) \(unit.english)"))
    },
    Construction("ordinals", 10) { dice in
      let (before, after, gender, last): (Phrase, Phrase, Gender, Int) = dice.pick([
        (Phrase("j'habite au", "I live on the"), Phrase("étage", "floor"), .masculine, 20),
        (Phrase("nous habitons au", "we live on the"), Phrase("étage", "floor"), .masculine, 20),
        (
          Phrase("le bureau est au", "the office is on the"), Phrase("étage", "floor"), .masculine,
          20
        ),
        (
          Phrase("c'est la", "it's the"), Phrase("fois que je viens ici", "time I have come here"),
          .feminine, 12
        ),
        (
          Phrase("c'est la", "it's the"), Phrase("rue à gauche", "street on the left"), .feminine, 6
        ),
        (
          Phrase("prenez la", "take the"), Phrase("rue à droite", "street on the right"), .feminine,
          6
        ),
        (
          Phrase("c'est la", "it's the"), Phrase("porte à gauche", "door on the left"), .feminine, 6
        ),
        (Phrase("lisez le", "read the"), Phrase("chapitre", "chapter"), .masculine, 31),
      ])
      let number = dice.number(1...last)
      return Draft(
        Phrase(
          "\(before.french) \(FrenchNumber.ordinal(number, gender)) \(after.french)",
          "\(before.english) \(EnglishNumber.ordinal(number)) \(after.english)"))
    },
  ]

  private static let appointments: [(Phrase, String)] = [
    (Phrase("+la réunion", "the meeting"), "commencer = start"),
    (Phrase("+le film", "the film"), "finir = end"),
    (Phrase("+le concert", "the concert"), "commencer = start"),
    (Phrase("+le cours", "the lesson"), "commencer = start"),
    (Phrase("+le magasin", "the shop"), "ouvrir = open"),
    (Phrase("+la banque", "the bank"), "fermer = close"),
    (Phrase("+le musée", "the museum"), "ouvrir = open"),
    (Phrase("+le train", "the train"), "partir = leave"),
    (Phrase("+le avion", "the plane"), "arriver = arrive"),
    (Phrase("+la bibliothèque", "the library"), "fermer = close"),
    (Phrase("+le match", "the match"), "commencer = start"),
    (Phrase("+la boulangerie", "the bakery"), "ouvrir = open"),
  ]

  private static let counted: [(Phrase, Phrase, ClosedRange<Int>)] = [
    (
      Phrase("ce village compte", "this village has"), Phrase("habitants", "inhabitants"),
      120...4800
    ),
    (Phrase("ce livre a", "this book has"), Phrase("pages", "pages", gender: .feminine), 61...960),
    (
      Phrase("la bibliothèque possède", "the library owns"), Phrase("livres", "books"), 900...98_000
    ),
    (Phrase("cette école a", "this school has"), Phrase("élèves", "pupils"), 71...2200),
    (
      Phrase("l'hôtel a", "the hotel has"), Phrase("chambres", "rooms", gender: .feminine), 21...480
    ),
    (
      Phrase("le stade a", "the stadium has"), Phrase("places", "seats", gender: .feminine),
      2000...80_000
    ),
    (
      Phrase("la ville est à", "the town is"), Phrase("kilomètres d'ici", "kilometres from here"),
      21...990
    ),
    (Phrase("elle gagne", "she earns"), Phrase("euros par mois", "euros a month"), 1200...9800),
    (
      Phrase("l'usine emploie", "the factory employs"),
      Phrase("personnes", "people", gender: .feminine), 81...3900
    ),
    (Phrase("ce château a", "this castle is"), Phrase("ans", "years old"), 200...950),
    (Phrase("la tour mesure", "the tower is"), Phrase("mètres", "metres high"), 30...330),
  ]
}

extension Dice {
  /// `le premier mai = the first of May`.
  mutating func date() -> Phrase {
    let month = pick(TimePhrases.months)
    let day = number(1...28)
    let french = day == 1 ? "premier" : FrenchNumber.words(day)
    return Phrase(
      "le \(french) \(month.french)", "the \(EnglishNumber.ordinal(day)) of \(month.english)")
  }

  mutating func age(_ range: ClosedRange<Int>) -> Phrase {
    let age = number(range)
    return Phrase("\(FrenchNumber.words(age)) ans", EnglishNumber.words(age))
  }

  func euros(_ price: Int) -> Phrase {
    Phrase("\(FrenchNumber.words(price)) euros", "\(EnglishNumber.words(price)) euros")
  }
}
