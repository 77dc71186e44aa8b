extension Constructions {
  /// The day: reflexive verbs, meals, the clock.
  static let routines = [
    Construction("daily routine", 40) { dice in
      let (tense, time) = dice.routineTime()
      let (habit, hours) = dice.pick(habits)
      var clause = Clause(dice.subject(), Predicate(habit), tense)
      clause.tail = Phrase("à", "at") + TimePhrases.clock(&dice, hours: hours)
      if dice.chance(12) { clause.negation = tense == .present ? .never : .not }
      return Draft(dice.placing(time, clause))
    },
    Construction("what time", 18) { dice in
      let (tense, time) = dice.routineTime()
      let subject = dice.asked()
      var clause = Clause(subject, Predicate(dice.pick(habits).0), tense)
      if let time, dice.chance(60) { clause.tail = time }
      return dice.asking(clause, Phrase("à quelle heure", "what time"))
    },
    Construction("reflexive", 26) { dice in
      let (tense, time) = dice.deniedTime(.momentary)
      let subject = dice.subject()
      // Several people have more than one leg between them.
      let fitting = changes.filter { !subject.person.isPlural || !$0.contains("$") }
      var clause = Clause(subject, Predicate(dice.pick(fitting)), tense)
      if dice.chance(20) { clause.negation = .not }
      return Draft(dice.placing(time, clause))
    },
    Construction("before and after", 20) { dice in
      let subject = dice.subject()
      let first = dice.clause(subject, dice.pick(Events.withoutObject), .present, details: 0)
      let tense = dice.pick([Tense.past, .present, .future])
      let main = dice.clause(
        subject,
        dice.pick(
          Events.withoutObject.filter {
            $0.predicate.frenchRest != first.predicate.frenchRest
              || $0.predicate.french.infinitive != first.predicate.french.infinitive
          }), tense, details: 0)
      let link = dice.pick([
        Phrase("avant de", "before"), Phrase("sans", "without"), Phrase("au lieu de", "instead of"),
      ])
      return Draft(
        Draft.calling(subject, main.statement + link + Spoken.infinitive(first, .gerund)))
    },
  ]

  /// What people do every day, and the hours on the clock at which they do.
  private static let habits: [(String, ClosedRange<Int>)] = [
    ("se lever = get up", 5...9), ("se coucher = go to bed", 9...11),
    ("se réveiller = wake up", 5...9), ("prendre le petit déjeuner = have breakfast", 6...9),
    ("déjeuner = have lunch", 11...12), ("dîner = have dinner", 6...9),
    ("partir au travail = leave for work", 6...9), ("rentrer à la maison = go home", 4...8),
    ("promener le chien = walk the dog", 6...9), ("commencer à travailler = start work", 7...9),
    ("finir de travailler = finish work", 4...7),
    ("arriver au bureau = arrive at the office", 7...9),
    ("s'endormir = fall asleep", 9...11), ("prendre le train = take the train", 6...9),
    ("sortir de l'école = leave school", 3...5),
    ("nourrir les animaux = feed the animals", 6...8),
  ]

  private static let changes = [
    "se marier = get married", "se fâcher = get angry", "s'endormir = fall asleep",
    "se perdre en ville = get lost in town", "se dépêcher = hurry", "se tromper = make a mistake",
    "s'ennuyer = be bored", "se réveiller tard = wake up late", "se lever tôt = get up early",
    "se coucher tard = go to bed late", "se casser la jambe = break $ leg",
    "se couper le doigt = cut $ finger", "se laver les cheveux = wash $ hair",
    "se sentir mieux = feel better", "se taire = keep quiet",
    "s'asseoir près de la fenêtre = sit by the window",
    "s'occuper des enfants = take care of the children",
    "se servir de l'ordinateur = use the computer",
    "se préparer = get ready", "se cacher dans le jardin = hide in the garden",
    "se brûler la main = burn $ hand", "s'arrêter devant la gare = stop in front of the station",
    "se souvenir de tout = remember everything", "s'habituer au bruit = get used to the noise",
  ]
}

extension Dice {
  mutating func routineTime() -> (Tense, Phrase?) {
    switch below(10) {
    case 0...5:
      return (
        .present,
        chance(50)
          ? pick(
            TimePhrases.habit.filter {
              !$0.english.contains("in the") && !$0.english.hasPrefix("every even")
                && !$0.english.hasPrefix("every morn")
            }) : nil
      )
    case 6, 7:
      return (
        .past,
        pick(
          TimePhrases.past.filter {
            ["yesterday", "the day before yesterday", "last Saturday"].contains($0.english)
          })
      )
    default:
      return (
        .future,
        pick(
          TimePhrases.future.filter {
            ["tomorrow", "the day after tomorrow", "next Sunday"].contains($0.english)
          })
      )
    }
  }
}
