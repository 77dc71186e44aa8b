extension Constructions {
  /// What there is, how much of it, and whether any is left.
  static let quantities = [
    Construction("there is", 44) { dice in
      let (noun, place) = dice.stored()
      let isMany = dice.chance(60)
      let determiner: Determiner =
        noun.isMass
        ? (dice.chance(60) ? .indefinite : .quantity(dice.pick([.many, .enough])))
        : isMany
          ? (noun.isPluralOnly
            ? .indefinite
            : dice.pick([
              .count(dice.number(2...20)), .quantity(dice.pick([.several, .many, .some])),
            ])) : .indefinite
      let adjectives = Adjectives.fitting(noun)
      let adjective = dice.chance(25) && !adjectives.isEmpty ? dice.pick(adjectives) : nil
      let thing = noun.phrase(determiner, .singular, adjective)
      let isPast = dice.chance(25)
      let be = thing.isPlural ? (isPast ? "were" : "are") : (isPast ? "was" : "is")
      return Draft(Phrase(isPast ? "il y avait" : "il y a", "there \(be)") + thing + place)
    },
    Construction("there is none", 22) { dice in
      let (noun, place) = dice.stored()
      let number: GrammaticalNumber = noun.isMass ? .singular : .plural
      let thing = noun.phrase(.indefinite, number, negated: true)
      let isLeft = dice.chance(50)
      let isPast = dice.chance(25)
      let be = thing.isPlural ? (isPast ? "weren't" : "aren't") : (isPast ? "wasn't" : "isn't")
      let french = "il ne y \(isPast ? "avait" : "a") \(isLeft ? "plus" : "pas") \(thing.french)"
      let english = "there \(be) \(thing.english)\(isLeft ? " left" : "")"
      return Draft(Phrase(french, english) + place)
    },
    Construction("is there?", 14) { dice in
      let (noun, place) = dice.stored()
      let isMany = !noun.isMass && dice.chance(50)
      let thing = noun.phrase(.indefinite, isMany ? .plural : .singular)
      // French asks for some, English for any.
      let asked = noun.phrase(.indefinite, isMany ? .plural : .singular, negated: true)
      let start = dice.chance(50) ? "est-ce que il y a" : "y a-t-il"
      let be = thing.isPlural ? "are there" : "is there"
      return Draft(Phrase("\(start) \(thing.french)", "\(be) \(asked.english)") + place, .question)
    },
    Construction("measures", 24) { dice in
      let noun = dice.pick(
        Nouns.of([.food, .drink, .fruit, .vegetable]).filter {
          $0.isMass || !$0.classes.isDisjoint(with: [.fruit, .vegetable])
        })
      let isDrink = noun.classes.contains(.drink)
      let bare = noun.isMass ? noun.phrase(.generic).english : " " + noun.englishPlural
      let french = noun.isMass ? noun.french : noun.frenchPlural
      let (verb, tense): (String, Tense) = dice.pick([
        ("acheter = buy", .past), isDrink ? ("boire = drink", .past) : ("vendre = sell", .past),
        ("acheter = buy", .nearFuture), ("commander = order", .past),
      ])
      var clause = Clause(dice.subject(), Predicate(verb), tense)
      clause.object =
        dice.pick(isDrink ? drinkMeasures : foodMeasures)
        + Phrase("de \(french)", "of\(bare)")
      return Draft(
        dice.placing(
          dice.chance(50)
            ? dice.pick(tense == .past ? TimePhrases.past : TimePhrases.soon) : nil, clause))
    },
    Construction("too few", 14) { dice in
      let noun = dice.pick(Nouns.of([.drink, .food, .fruit, .vegetable, .clothes, .text]))
      let quantity = dice.pick([Quantity.tooMany, .enough, .many])
      let verb =
        noun.classes.contains(.drink)
        ? "boire = drink"
        : noun.classes.contains(.clothes)
          ? "avoir = have" : noun.classes.contains(.text) ? "lire = read" : "manger = eat"
      var clause = Clause(dice.subject(), Predicate(verb), dice.pick([.present, .present, .past]))
      clause.object = noun.phrase(.quantity(quantity), .plural)
      if quantity == .enough, dice.chance(50) { clause.negation = .not }
      return Draft(clause)
    },
  ]

  private static let drinkMeasures = Table.phrases(
    """
    un verre = a glass
    une bouteille = a bottle
    deux verres = two glasses
    un litre = a litre
    """)

  private static let foodMeasures = Table.phrases(
    """
    un kilo = a kilo
    deux kilos = two kilos
    une livre = a pound
    cinq cents grammes = five hundred grams
    """)
}

extension Dice {
  /// A thing and where one finds it.
  mutating func stored() -> (Noun, Phrase) {
    switch below(5) {
    case 0:
      return (
        pick(Nouns.of([.fruit, .food, .drink, .dish, .vegetable])),
        pick(
          Whereabouts.larder)
      )
    case 1:
      return (
        pick(Nouns.of([.thing, .clothes, .gift, .text])),
        pick(
          Whereabouts.storage)
      )
    case 2:
      return (
        pick(Nouns.of([.people, .child])),
        pick(
          Whereabouts.publicPlaces)
      )
    case 3:
      return (
        pick(Nouns.of([.animal])),
        pick(
          Whereabouts.countryside)
      )
    default:
      return (
        pick(Nouns.of([.place]).filter { $0.french != "aéroport" && $0.french != "mairie" }),
        pick(
          Whereabouts.neighbourhoods)
      )
    }
  }
}
