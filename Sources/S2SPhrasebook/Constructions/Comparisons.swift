extension Constructions {
  /// More, as, less; the most of all.
  static let comparisons = [
    Construction("people compared", 28) { dice in
      let subject = dice.subject()
      let other = dice.other(than: subject)
      return Draft(dice.compared(subject, dice.pick(Adjectives.traits), other))
    },
    Construction("things compared", 24) { dice in
      let noun = dice.pick(comparable)
      let alike = comparable.filter { $0.classes == noun.classes && $0.french != noun.french }
      let adjective = dice.pick(Adjectives.qualities.filter { $0.fits(noun) })
      let isOwned = !noun.classes.isDisjoint(with: [
        .clothes, .furniture, .vehicle, .device, .thing,
      ])
      let owners: [Determiner] = [.possessive(.je), .possessive(.nous), .possessive(.tu)]
      let subject = Subject(
        noun.phrase(isOwned && dice.chance(40) ? .possessive(.je) : .demonstrative))
      let other =
        alike.isEmpty
        ? Phrase("+les autres", "the others")
        : dice.pick(alike).phrase(isOwned && dice.chance(60) ? dice.pick(owners) : .definite)
      return Draft(dice.compared(subject, adjective, other))
    },
    Construction("superlative", 22) { dice in
      let noun = dice.pick(comparable.filter { !$0.isPluralOnly })
      let adjective = dice.pick(Adjectives.qualities.filter { $0.fits(noun) })
      let article = noun.gender == .feminine ? "la" : "le"
      let form = adjective.french.agreeing(
        noun.gender, .singular, beforeNoun: adjective.precedes)
      let place = dice.pick(scopes(noun))
      if dice.chance(40) {
        let subject = Subject(noun.phrase(.demonstrative)).told
        let bare = adjective.french.agreeing(noun.gender, .singular)
        return Draft(
          Phrase(
            "\(subject.french) \(dice.most(adjective, article, bare)) \(place.french)",
            "\(subject.english) the \(adjective.superlative) \(place.english)"))
      }
      let most = dice.most(adjective, article, form)
      let french =
        adjective.precedes ? "\(most) \(noun.french)" : "+\(article) \(noun.french) \(most)"
      return Draft(
        Phrase(
          "c'est \(french) \(place.french)",
          "it's the \(adjective.superlative) \(noun.english) \(place.english)"))
    },
    Construction("people superlative", 10) { dice in
      let subject = dice.named()
      let adjective = dice.pick(Adjectives.traits)
      let article = subject.gender == .feminine ? "la" : "le"
      let form = adjective.french.agreeing(subject.gender, .singular)
      let scope = dice.pick(
        Whereabouts.groups)
      return Draft(
        Phrase(
          "\(subject.french) est \(article) plus \(form) \(scope.french)",
          "\(subject.english) is the \(adjective.superlative) \(scope.english)"))
    },
    Construction("actions compared", 14) { dice in
      let subject = dice.subject()
      let other = dice.other(than: subject)
      let (verb, how) = dice.pick(comparedActions)
      var clause = Clause(
        subject, Predicate(verb), dice.pick([.present, .present, .past, .future]))
      clause.tail = how + other
      return Draft(clause)
    },
  ]

  static let comparable = describable.filter { noun in
    !noun.isMass && !noun.classes.contains(.fruit) && !noun.classes.contains(.machine)
      && Adjectives.qualities.contains { $0.fits(noun) }
  }

  /// Among what a thing is the best of its kind.
  private static func scopes(_ noun: Noun) -> [Phrase] {
    let table: String
    if !noun.classes.isDisjoint(with: [.room, .furniture, .thing, .container]) {
      table = "de la maison = in the house"
    } else if !noun.classes.isDisjoint(with: [.place, .building, .nature, .sight]) {
      table = "du pays = in the country\nde la région = in the region\ndu monde = in the world"
    } else if !noun.classes.isDisjoint(with: [.text, .event]) {
      table = "de l'année = of the year\ndu monde = in the world"
    } else if noun.classes.contains(.animal) {
      table = "de la ferme = on the farm\ndu village = in the village"
    } else if !noun.classes.isDisjoint(with: [.work, .written]) {
      table = "de la leçon = in the lesson\ndu livre = in the book"
    } else {
      table = "du magasin = in the shop\nde tous = of all"
    }
    return Table.phrases(table).map { phrase in
      phrase.french == "de tous" && noun.gender == .feminine
        ? Phrase("de toutes", phrase.english) : phrase
    }
  }

  private static let comparedActions: [(String, Phrase)] = [
    ("chanter = sing", Phrase("mieux que", "better than")),
    ("courir = run", Phrase("plus vite que", "faster than")),
    ("travailler = work", Phrase("plus que", "more than")),
    ("travailler = work", Phrase("autant que", "as much as")),
    ("dormir = sleep", Phrase("moins que", "less than")),
    ("parler anglais = speak English", Phrase("aussi bien que", "as well as")),
    ("se lever = get up", Phrase("plus tôt que", "earlier than")),
    ("arriver = arrive", Phrase("plus tard que", "later than")),
    ("cuisiner = cook", Phrase("mieux que", "better than")),
    ("nager = swim", Phrase("moins vite que", "more slowly than")),
    ("jouer au tennis = play tennis", Phrase("aussi souvent que", "as often as")),
    ("voyager = travel", Phrase("plus souvent que", "more often than")),
  ]
}

extension Dice {
  /// Whom a subject is compared with.
  mutating func other(than subject: Subject) -> Phrase {
    switch below(3) {
    case 0:
      let others = [Subject.je, .tu, .il, .elle, .nous, .vous].filter {
        $0.person != subject.person
      }
      return pick(others).stressed
    case 1:
      let person = named()
      return subject.french.contains(person.french)
        ? Phrase("les autres", "the others") : Phrase(person.french, person.english)
    default: return pick(Nouns.of([.kin])).phrase(.possessive(subject))
    }
  }

  /// `le plus grand`, and of what is good `le meilleur`.
  func most(_ adjective: Adjective, _ article: String, _ form: String) -> String {
    guard adjective.english == "good" else { return "\(article) plus \(form)" }
    return article == "la" ? "la meilleure" : "le meilleur"
  }

  mutating func compared(_ subject: Subject, _ adjective: Adjective, _ other: Phrase) -> Phrase {
    let form = adjective.french.agreeing(subject.gender, subject.number)
    var clause = Clause(subject, Predicate("être = be"), .present)
    switch below(3) {
    case 0: clause.object = Phrase("aussi \(form) que", "as \(adjective.english) as")
    case 1:
      // English says the lesser degree as a denied equality.
      clause.object = Phrase("moins \(form) que", "not as \(adjective.english) as")
      let french = clause.french(.statement) + " " + other.french
      clause.object = Phrase("", "as \(adjective.english) as")
      clause.negation = .not
      return Draft.calling(
        subject, Phrase(french, clause.english(.statement) + " " + other.english))
    default:
      let isGood = adjective.english == "good"
      let better = FrenchAdjective("meilleur/meilleure").agreeing(subject.gender, subject.number)
      clause.object = Phrase(
        isGood ? "\(better) que" : "plus \(form) que", "\(adjective.comparative) than")
    }
    clause.tail = other
    return Draft.calling(subject, clause.statement)
  }
}
