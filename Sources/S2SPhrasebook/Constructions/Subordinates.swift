extension Constructions {
  /// If: the present with a future, the imperfect with a conditional.
  static let conditions = [
    Construction("if it happens", 67) { dice in
      let circumstance = dice.pick(Circumstances.favourable)
      let subject = dice.subject()
      let tense = dice.pick([Tense.future, .future, .nearFuture])
      let main = dice.clause(subject, dice.pick(circumstance.actions), tense, details: 45)
      return dice.joining(
        Phrase("si", "if"), circumstance.clause(subject, .present), main)
    },
    Construction("if somebody comes", 38) { dice in
      let main = dice.clause(dice.pronoun(), dice.pick(Circumstances.hosting), .future)
      let visit = Clause(dice.thirdPerson(), Predicate(dice.pick(Circumstances.visits)), .present)
      return dice.joining(Phrase("si", "if"), visit, main)
    },
    Construction("if it were", 61) { dice in
      let circumstance = dice.pick(Circumstances.wishes)
      let subject = dice.subject()
      let main = dice.clause(subject, dice.pick(circumstance.actions), .conditional, details: 45)
      return dice.joining(
        Phrase("si", "if"), circumstance.clause(subject, .imperfect), main)
    },
  ]

  /// Because, so, when, while, as soon as, and then, but.
  static let subordinates = [
    Construction("because", 55) { dice in
      let circumstance = dice.pick(Circumstances.favourable)
      let subject = dice.subject()
      let tense = dice.pick([Tense.past, .past, .nearFuture])
      let main = dice.clause(subject, dice.pick(circumstance.actions), tense, details: 35)
      let reason = circumstance.clause(
        subject, tense == .past ? .imperfect : .present, isGoingOn: true)
      return dice.giving(reason, for: main)
    },
    Construction("not because", 44) { dice in
      let circumstance = dice.pick(Circumstances.adverse)
      let subject = dice.subject()
      let tense = dice.pick([Tense.past, .past, .nearFuture])
      let main = dice.clause(
        subject, dice.pick(circumstance.actions), tense, negation: .not, details: 20)
      let reason = circumstance.clause(
        subject, tense == .past ? .imperfect : .present, isGoingOn: true)
      return dice.giving(reason, for: main)
    },
    Construction("so", 49) { dice in
      let isPast = dice.chance(50)
      let isDenied = dice.chance(40)
      let circumstance = dice.pick(
        isDenied ? Circumstances.adverse : Circumstances.favourable)
      let subject = dice.subject()
      var start = circumstance.clause(
        subject, isPast ? .imperfect : .present, isGoingOn: true)
      let actor = circumstance.isWeather ? subject : subject.pronoun
      if !circumstance.isWeather { start.subject = subject }
      var main = dice.clause(
        actor, dice.pick(circumstance.actions), isPast ? .past : .nearFuture,
        negation: isDenied ? .not : nil, details: 0)
      main.isFormal = subject.isFormal
      let told = start.statement + Phrase(", donc", ", so") + main.statement
      return Draft(Draft.calling(subject, told))
    },
    Construction("when interrupted", 67) { dice in
      let scene = dice.clause(
        dice.subject(), dice.pick(Events.lasting), .pastProgressive, details: 45)
      return dice.joining(Phrase("quand", "when"), dice.interruption(), scene)
    },
    Construction("while", 49) { dice in
      let tense: Tense = dice.chance(60) ? .pastProgressive : .progressive
      let background = dice.clause(
        dice.thirdPerson(), dice.pick(Events.lasting), tense, details: 20)
      let main = dice.clause(dice.subject(), dice.pick(Events.lasting), tense, details: 20)
      return dice.joining(Phrase("pendant que", "while"), background, main)
    },
    Construction("when it happens", 49) { dice in
      let subject = dice.subject()
      let main = dice.clause(subject, dice.event(), .future, details: 45)
      let link = dice.pick([Phrase("quand", "when"), Phrase("dès que", "as soon as")])
      let actor = dice.chance(50) ? subject.pronoun : dice.thirdPerson(otherThan: subject)
      return dice.joiningFuture(link, actor, Predicate(dice.pick(milestones)), main)
    },
    Construction("two things", 58) { dice in
      let subject = dice.subject()
      let (tense, _) = dice.deniedTime(.momentary)
      let first = dice.clause(subject, dice.event(), tense, details: 35)
      let others = Events.meant.filter { $0.predicate.english.base != first.predicate.english.base }
      var second = dice.clause(subject.pronoun, dice.pick(others), tense, details: 35)
      second.isFormal = subject.isFormal
      let link = dice.pick([Phrase("et ensuite", "and then"), Phrase(", puis", ", then")])
      return Draft(Draft.calling(subject, first.statement + link + second.statement))
    },
    Construction("but", 44) { dice in
      let tense = dice.pick([Tense.progressive, .past, .future])
      var one = dice.clause(dice.thirdPerson(), dice.pick(Events.lasting), tense, details: 0)
      let isDenied = dice.chance(30)
      var two = dice.clause(
        dice.pick([.je, .nous, dice.addressee()]), dice.pick(Events.pastimes), tense,
        negation: isDenied ? .not : nil,
        details: 40)
      (one.isFormal, two.isFormal) = (one.isFormal || two.isFormal, one.isFormal || two.isFormal)
      return Draft(
        Draft.calling(two.subject, one.statement + Phrase(", mais", ", but") + two.statement))
    },
    Construction("while doing", 23) { dice in
      let subject = dice.subject()
      let plain = Events.withoutObject.filter { event in
        !event.predicate.isReflexive
          && !["dormir", "rire"].contains(event.predicate.french.infinitive)
      }
      let inner = dice.clause(subject, dice.pick(plain), .present, details: 0)
      let others = sidelines.filter { !$0.hasPrefix(inner.predicate.french.infinitive) }
      let main = Clause(subject, Predicate(dice.pick(others)), dice.pick([.past, .past, .future]))
      let participle = Spoken.presentParticiple(inner.predicate.french)
      let english = Spoken.infinitive(inner, .gerund).english
      let told =
        main.statement
        + Phrase("en \(participle) \(inner.predicate.frenchRest)", "while \(english)")
      return Draft(Draft.calling(subject, told))
    },
  ]

  private static let milestones = [
    "arriver = arrive", "rentrer = come home", "avoir le temps = have time",
    "revenir = come back", "finir le travail = finish the work", "être en vacances = be on holiday",
    "avoir assez d'argent = have enough money", "être à la maison = be at home",
    "recevoir la lettre = receive the letter", "finir les courses = finish the shopping",
  ]

  private static let sidelines = [
    "chanter = sing", "écouter la radio = listen to the radio",
    "penser à l'avenir = think about the future", "bavarder = chat", "s'endormir = fall asleep",
    "rire = laugh", "écouter de la musique = listen to some music",
    "rêver de voyages = dream of travelling", "parler au téléphone = talk on the phone",
  ]
}

extension Spoken {
  /// `mangeant`: the stem of `nous mangeons`.
  ///
  /// - Precondition: not être, avoir or savoir, which have forms of their own.
  static func presentParticiple(_ verb: FrenchVerb) -> String {
    precondition(!["être", "avoir", "savoir"].contains(verb.infinitive))
    return verb.present[Person.firstPlural.rawValue].dropLast(3) + "ant"
  }
}

extension Dice {
  /// Subordinate first with a comma, or last.
  mutating func joining(_ link: Phrase, _ condition: Clause, _ main: Clause) -> Draft {
    var (condition, main) = (condition, main)
    let isFormal = condition.isFormal || main.isFormal
    (condition.isFormal, main.isFormal) = (isFormal, isFormal)
    // The same person is named once: `quand elle est entrée, Marie chantait`.
    if condition.subject.french == main.subject.french {
      condition.subject = main.subject.pronoun
    }
    return joining(link, told: condition.statement, main)
  }

  private mutating func joining(_ link: Phrase, told: Phrase, _ main: Clause) -> Draft {
    guard chance(50) else {
      return Draft(Draft.calling(main.subject, main.statement + link + told))
    }
    let start = link + Phrase(told.french + ",", told.english + ",")
    return Draft(Draft.calling(main.subject, start + main.statement))
  }

  /// After `quand` French has the future of what is to come, English the present.
  mutating func joiningFuture(
    _ link: Phrase, _ actor: Subject, _ predicate: Predicate, _ main: Clause
  ) -> Draft {
    var (french, english) = (
      Clause(actor, predicate, .future), Clause(actor, predicate, .present)
    )
    var main = main
    main.isFormal = main.isFormal || actor.isFormal
    french.isFormal = main.isFormal
    english.isFormal = main.isFormal
    let told = Phrase(french.french(.statement), english.english(.statement))
    return joining(link, told: told, main)
  }

  /// `parce que` after what it gives the reason for.
  mutating func giving(_ reason: Clause, for main: Clause) -> Draft {
    let told = main.statement + Phrase("parce que", "because") + reason.statement
    return Draft(Draft.calling(main.subject, told))
  }

  /// Somebody comes, or something begins, while something else goes on.
  mutating func interruption() -> Clause {
    switch below(4) {
    case 0:
      let start = Predicate("commencer = start")
      let (french, english, gender): (String, String, Gender) = pick([
        ("+la tempête", "the storm", .feminine), ("+le orage", "the thunderstorm", .masculine),
        ("+le film", "the film", .masculine), ("+le concert", "the concert", .masculine),
      ])
      return Clause(Subject(Phrase(french, english, gender: gender)), start, .past)
    case 1:
      let bell = pick([
        Phrase("+le téléphone", "the phone"), Phrase("+le réveil", "the alarm clock"),
      ])
      return Clause(Subject(bell), Predicate("sonner = ring"), .past)
    default:
      let arrivals = [
        "arriver = arrive", "entrer = come in", "frapper à la porte = knock on the door",
        "téléphoner = phone", "rentrer = come home", "tomber = fall", "crier = shout",
        "sortir = go out", "ouvrir la porte = open the door",
      ]
      let person = chance(50) ? named() : somebody()
      return Clause(person, Predicate(pick(arrivals)), .past)
    }
  }
}
