extension Constructions {
  /// Going, coming, arriving, leaving: verbs with être, prepositions of place.
  static let movements = [
    Construction("going", 60) { dice in
      let subject = dice.subject()
      let (verb, place) = dice.journey()
      let (tense, time) = dice.travelTime(isHabit: verb.hasPrefix("aller"))
      var clause = Clause(subject, Predicate(verb), tense, tail: place)
      if dice.chance(30) {
        let isLocal = verb.hasSuffix("to") && place.french.hasPrefix("+")
        clause.tail = clause.tail + dice.pick(isLocal ? means : longMeans)
      }
      return Draft(dice.placing(time, clause))
    },
    Construction("not going", 18) { dice in
      let (verb, place) = dice.journey()
      let (tense, time) = dice.travelTime(isHabit: verb.hasPrefix("aller"))
      var clause = Clause(dice.subject(), Predicate(verb), tense, tail: place)
      clause.negation = dice.pick([.not, .not, .not, .never])
      if clause.negation == .never { clause.tense = .present }
      return Draft(dice.placing(clause.negation == .never ? nil : time, clause))
    },
    Construction("going?", 22) { dice in
      let (verb, place) = dice.journey()
      let (tense, time) = dice.travelTime(isHabit: false)
      let word =
        dice.chance(60)
        ? dice.pick([
          Phrase("quand", "when"), Phrase("comment", "how"), Phrase("pourquoi", "why"),
          Phrase("à quelle heure", "what time"), Phrase("avec qui", "who"),
        ]) : nil
      var clause = Clause(dice.asked(), Predicate(verb), tense, tail: place)
      if word == nil, let time { clause.tail = clause.tail + time }
      if word?.english == "who" { clause.tail = clause.tail + Phrase("", "with") }
      return dice.asking(clause, word)
    },
    Construction("vehicles", 16) { dice in
      let vehicle = dice.pick(["train", "avion", "bus", "bateau"])
      let noun = dice.pick(Nouns.of([.transit, .vehicle]).filter { $0.french == vehicle })
      let number: GrammaticalNumber = .singular
      let start = noun.phrase(dice.chance(70) ? .definite : .demonstrative, number)
      let (verb, tail): (String, Phrase) = dice.pick([
        ("partir = leave", Phrase("à", "at") + TimePhrases.clock(&dice)),
        ("arriver = arrive", Phrase("à", "at") + TimePhrases.clock(&dice)),
        ("partir pour = leave for", dice.city()), ("venir de = come from", dice.city()),
        ("arriver = arrive", Phrase("en retard", "late")),
      ])
      let (tense, time) = dice.travelTime()
      var clause = Clause(
        Subject(start), Predicate(verb), tense == .progressive ? .present : tense, tail: tail)
      if clause.tense == .present, verb.hasPrefix("partir pour") { clause.tense = .nearFuture }
      return Draft(
        dice.placing(time.map { TimePhrases.now.contains($0) } == true ? nil : time, clause))
    },
    Construction("up, down, in, out", 20) { dice in
      let (tense, time) = dice.travelTime()
      let clause = Clause(dice.subject(), Predicate(dice.pick(directions)), tense)
      return Draft(dice.placing(time, clause))
    },
    Construction("living somewhere", 14) { dice in
      let subject = dice.subject()
      let (verb, tense) = dice.pick([
        ("habiter = live", Tense.present), ("habiter = live", .habitualPast),
        ("vivre = live", .future),
        ("passer ses vacances = spend $ holidays", .past),
        ("travailler = work", .habitualPast), ("naître = be born", .past),
        ("acheter une maison = buy a house", .past),
        ("acheter une maison = buy a house", .conditional),
      ])
      var predicate = Predicate(verb)
      let place =
        dice.chance(50) ? Travel.inCity(dice.pick(Travel.cities)) : dice.pick(Travel.inCountries)
      if verb.hasPrefix("passer") { predicate = Predicate("passer = spend") }
      var clause = Clause(subject, predicate, tense, tail: place)
      if verb.hasPrefix("passer") {
        clause.object = Phrase(
          subject.possessive(.feminine, .plural) + " vacances",
          subject.englishPossessive + " holidays")
      }
      return Draft(clause)
    },
  ]

  private static let longMeans = Table.phrases(
    """
    en train = by train
    en voiture = by car
    en bus = by bus
    """)

  private static let means =
    Table.phrases(
      """
      en voiture = by car
      en bus = by bus
      à pied = on foot
      à vélo = by bicycle
      en taxi = by taxi
      """)

  private static let directions = [
    "monter dans le train = get on the train", "descendre du bus = get off the bus",
    "entrer dans la chambre = go into the bedroom", "sortir de la maison = leave the house",
    "monter dans la voiture = get into the car", "descendre à la cave = go down to the cellar",
    "sortir du bureau = leave the office",
    "monter au premier étage = go up to the first floor", "tomber de vélo = fall off a bicycle",
    "rester à la maison = stay at home", "entrer dans le magasin = go into the shop",
    "rentrer à la maison = go home", "revenir à pied = come back on foot",
    "partir en vacances = go on holiday", "rester au lit = stay in bed",
    "retourner au bureau = go back to the office", "repartir à zéro = start again from scratch",
    "traverser la rue = cross the street",
  ]
}

/// Cities and countries, with the prepositions that go with them.
enum Travel {
  static let cities = Table.phrases(
    """
    Paris = Paris
    Londres = London
    Lyon = Lyon
    Marseille = Marseille
    Rome = Rome
    Genève = Geneva
    Bruxelles = Brussels
    Nice = Nice
    Vienne = Vienna
    Athènes = Athens
    Édimbourg = Edinburgh
    """)

  static func inCity(_ city: Phrase) -> Phrase { Phrase("à", "in") + city }

  static let inCountries = Table.phrases(
    """
    en France = in France
    en Italie = in Italy
    en Espagne = in Spain
    en Allemagne = in Germany
    en Suisse = in Switzerland
    en Angleterre = in England
    au Canada = in Canada
    au Japon = in Japan
    au Portugal = in Portugal
    aux États-Unis = in the United States
    aux Pays-Bas = in the Netherlands
    """)

  static let fromCountries = Table.phrases(
    """
    de France = from France
    de Italie = from Italy
    de Espagne = from Spain
    de Allemagne = from Germany
    de Suisse = from Switzerland
    de Angleterre = from England
    du Canada = from Canada
    du Japon = from Japan
    du Portugal = from Portugal
    des États-Unis = from the United States
    des Pays-Bas = from the Netherlands
    """)
}

extension Dice {
  mutating func city() -> Phrase { pick(Travel.cities) }

  /// A verb of motion and where to or from.
  mutating func journey() -> (String, Phrase) {
    let place = pick(Nouns.of([.place])).phrase(.definite)
    let country = pick(Travel.inCountries)
    let to = Phrase(country.french, country.english.replacing("in ", with: "to "))
    switch below(9) {
    case 0, 1: return ("aller à = go to", place)
    case 2: return ("aller = go", to)
    case 3: return ("aller à = go to", city())
    case 4: return ("arriver à = arrive at", place)
    case 5: return ("revenir de = come back from", place)
    case 6: return ("revenir = come back", pick(Travel.fromCountries))
    case 7: return ("retourner à = go back to", chance(50) ? place : city())
    default: return ("partir pour = leave for", city())
    }
  }

  /// - Parameter isHabit: it may be something done again and again.
  mutating func travelTime(isHabit: Bool = true) -> (Tense, Phrase?) {
    let says = chance(60)
    switch below(10) {
    case 0...4: return (.past, says ? pick(TimePhrases.past) : nil)
    case 5...6: return (.future, says ? pick(TimePhrases.future) : nil)
    case 7...8: return (.nearFuture, says ? pick(TimePhrases.future) : nil)
    default:
      return isHabit
        ? (.present, pick(TimePhrases.habit)) : (.past, pick(TimePhrases.past))
    }
  }
}
