extension Constructions {
  /// Trades, nations, languages: `elle est avocate`, `she is a lawyer`.
  static let occupations = [
    Construction("occupation", 26) { dice in
      let subject =
        dice.chance(50)
        ? dice.named() : dice.pick([Subject.je, .tu, .il, .elle, dice.thirdPerson()])
      guard !subject.number.isPlural, subject.address == nil || subject.isPronoun else {
        return Draft(
          Clause(
            subject, Predicate("travailler = work"), .present, tail: dice.pick(TimePhrases.habit)))
      }
      let trade = dice.pick(trades)
      let form = trade.french.agreeing(subject.gender, .singular)
      // No article in French, one in English.
      let english =
        subject.gender == .feminine
        ? (feminineTrades[trade.english] ?? trade.english) : trade.english
      var clause = Clause(
        subject, Predicate(dice.pick(["être = be", "être = be", "devenir = become"])),
        dice.pick([.present, .present, .imperfect]))
      if clause.predicate.english.base == "become" { clause.tense = dice.pick([.past, .future]) }
      clause.object = Phrase(form, "a \(english)")
      if dice.chance(20) { clause.negation = .not }
      return Draft(clause)
    },
    Construction("nationality", 22) { dice in
      let subject = dice.subject()
      let nation = dice.pick(nations)
      var clause = Clause(subject, Predicate("être = be"), .present)
      clause.object = Phrase(nation.french.agreeing(subject.gender, subject.number), nation.english)
      if dice.chance(40) {
        clause.tail =
          Phrase("et", "and")
          + Clause(
            subject.pronoun, Predicate("habiter = live"), .present,
            tail: dice.chance(50) ? dice.pick(Travel.inCountries) : Travel.inCity(dice.city())
          ).statement
      }
      if dice.chance(20) { clause.negation = .not; clause.tail = .empty }
      return Draft(clause)
    },
    Construction("speaking", 18) { dice in
      let subject = dice.subject()
      let (one, two) = (dice.pick(Nouns.of([.language])), dice.pick(Nouns.of([.language])))
      let manner = dice.pick(
        Particulars.fluency)
      var clause = Clause(subject, Predicate("parler = speak"), .present)
      clause.object = Phrase(one.french, one.english)
      clause.tail = manner
      if one.french != two.french, dice.chance(50) {
        clause.tail = Phrase("et", "and") + Phrase(two.french, two.english)
      }
      if dice.chance(20) { return dice.asking(clause, nil) }
      return Draft(clause)
    },
  ]

  private static let trades = [
    "avocat = lawyer", "infirmier = nurse", "boulanger = baker", "acteur/actrice = actor",
    "ingénieur/ingénieur = engineer", "pharmacien = chemist", "musicien = musician",
    "étudiant = student",
    "chanteur = singer", "vendeur = sales assistant", "médecin/médecin = doctor",
    "professeur/professeur = teacher", "architecte = architect", "journaliste = journalist",
    "dentiste = dentist", "pilote = pilot", "agriculteur/agricultrice = farmer",
    "cuisinier = cook", "directeur/directrice = manager", "photographe = photographer",
    "serveur = waiter", "traducteur/traductrice = translator", "plombier/plombier = plumber",
  ].map { Adjective(line: Substring($0), classes: []) }

  private static let feminineTrades = ["actor": "actress", "waiter": "waitress"]

  private static let nations = [
    "français = French", "anglais = English", "espagnol = Spanish", "allemand = German",
    "italien = Italian", "américain = American", "canadien = Canadian", "suisse = Swiss",
    "belge = Belgian", "japonais = Japanese", "chinois = Chinese", "grec/grecque = Greek",
    "écossais = Scottish", "irlandais = Irish", "portugais = Portuguese",
  ].map { Adjective(line: Substring($0), classes: []) }
}
