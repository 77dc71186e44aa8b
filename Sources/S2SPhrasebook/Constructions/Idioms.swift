extension Constructions {
  /// What does not translate word for word.
  static let idioms = [
    Construction("idiom", 56) { dice in
      let (predicate, kind) = dice.pick(fixed)
      let says = dice.chance(60)
      let (tense, time): (Tense, Phrase?) =
        kind == .state
        ? dice.pick([
          (Tense.present, says ? dice.pick(TimePhrases.now) : nil),
          (
            .imperfect,
            says ? dice.pick(TimePhrases.past) : nil
          ),
        ])
        : dice.deniedTime(.momentary)
      var clause = Clause(dice.subject(), Predicate(predicate), tense)
      if dice.chance(22) { clause.negation = kind == .state ? dice.pick([.not, .noLonger]) : .not }
      if kind == .state, clause.negation == nil, dice.chance(20) {
        clause.tail = .empty; return dice.asking(clause, nil)
      }
      return Draft(dice.placing(clause.negation == .noLonger ? nil : time, clause))
    },
    Construction("to miss", 26) { dice in
      // The French subject is the English object: tu me manques = I miss you.
      let missed = dice.pick([
        dice.named(), dice.named(), .tu, .vous,
        Subject(dice.pick(Nouns.of([.kin])).phrase(.possessive(.je))),
      ])
      let tense = dice.pick([Tense.present, .future, .imperfect])
      let who = dice.missing(missed)
      var french = Clause(missed, Predicate("manquer = miss"), tense)
      var english = Clause(who.subject, Predicate("manquer = miss"), tense)
      english.isFormal = missed.isFormal
      french.pronouns = who.pronoun.map { [$0] } ?? []
      french.tail = who.pronoun == nil ? Phrase("à \(who.subject.french)", "") : .empty
      english.object = Phrase("", missed.isPronoun ? "you" : missed.english)
      let adverb =
        dice.chance(40)
        ? dice.pick(Particulars.intensely) : .empty
      let (frenchTail, englishTail) = (french.tail, adverb)
      french.tail = Phrase("\(adverb.french) \(frenchTail.french)", "")
      english.tail = Phrase("", englishTail.english)
      return Draft(Phrase(french.french(.statement), english.english(.statement)))
    },
    Construction("since", 34) { dice in
      let subject = dice.subject()
      let hours = TimePhrases.durations.filter {
        $0.french.contains("heure") || $0.french == "longtemps"
      }
      let years = TimePhrases.durations.filter { !$0.french.contains("heure") }
      let (verbs, durations, tense): ([String], [Phrase], Tense) = dice.pick(weighted: [
        ((ongoing, years, .since), 4), ((underWay, hours, .since), 3),
        ((lastingStates, years, .sinceState), 3),
      ])
      var clause = Clause(subject, Predicate(dice.pick(verbs)), tense)
      if clause.predicate.english.base == "know" { clause.object = dice.companion(subject) }
      clause.tail = Phrase("depuis", "for") + dice.pick(durations)
      return Draft(clause)
    },
    Construction("ago", 26) { dice in
      let duration = dice.pick(TimePhrases.durations)
      let event = dice.happening()
      let clause = dice.clause(dice.subject(), event, .past, details: 35)
      return Draft(
        dice.placing(Phrase("il y a \(duration.french)", "\(duration.english) ago"), clause))
    },
    Construction("in a while", 14) { dice in
      let duration = dice.pick(
        TimePhrases.durations.filter { !$0.french.contains("ans") && $0.french != "longtemps" })
      let clause = dice.clause(
        dice.subject(), dice.event(), dice.pick([.future, .nearFuture]), details: 20)
      return Draft(
        dice.placing(Phrase("dans \(duration.french)", "in \(duration.english)"), clause))
    },
    Construction("have just", 20) { dice in
      Draft(dice.clause(dice.subject(), dice.happening(), .recentPast, details: 45))
    },
    Construction("it takes", 14) { dice in
      let subject = dice.pick([dice.pronoun(), dice.pronoun(), dice.named()])
      let inner = dice.clause(subject, dice.pick(efforts), .present, details: 0)
      let duration = dice.pick(
        Table.phrases(
          """
          une heure = an hour
          deux heures = two hours
          dix minutes = ten minutes
          trois jours = three days
          toute la journée = all day
          longtemps = a long time
          """))
      // The French subject is the English object: il a mis une heure = it took him an hour.
      let french = Clause(subject, Predicate("mettre = take"), .past, object: duration)
      let whom =
        subject.isPronoun && subject.french != "on" ? subject.stressed.english : subject.english
      let english = "it took \(subject.french == "on" ? "us" : whom) \(duration.english)"
      let told = Phrase(french.french(.statement), english)
      return Draft(
        Draft.calling(
          subject, told + Phrase("pour", "") + Spoken.infinitive(inner, .toInfinitive)))
    },
    Construction("childhood", 30) { dice in
      let girl = Subject("je", "I", .firstSingular, .feminine, isPronoun: true)
      let subject = dice.pick([Subject.je, girl, dice.named(), .il, .elle, dice.named()])
      var clause = Clause(subject, Predicate(dice.pick(childish)), .habitualPast)
      if dice.chance(60) { clause.tail = dice.pick(TimePhrases.habit) }
      let isGirl = subject.gender == .feminine
      let was = Clause(
        subject.pronoun, Predicate("être = be"), .imperfect,
        object: isGirl ? Phrase("petite", "a little girl") : Phrase("petit", "a little boy"))
      return dice.joining(Phrase("quand", "when"), was, clause)
    },
  ]

  /// Whether an idiom says how somebody is, or what somebody does.
  private enum Kind { case state, act }

  private static let fixed: [(String, Kind)] =
    [
      "avoir faim = be hungry", "avoir soif = be thirsty", "avoir sommeil = be sleepy",
      "avoir froid = be cold", "avoir chaud = be hot", "avoir peur = be afraid",
      "avoir raison = be right", "avoir tort = be wrong", "avoir de la chance = be lucky",
      "avoir honte = be ashamed", "avoir le cafard = feel blue", "être en retard = be late",
      "être en avance = be early", "être de mauvaise humeur = be in a bad mood",
      "avoir mal à la tête = have a headache", "être en colère = be angry",
      "avoir les yeux bleus = have blue eyes", "avoir les cheveux noirs = have black hair",
      "avoir l'habitude de voyager = be used to travelling", "être au courant = know about it",
      "avoir du mal à dormir = have trouble sleeping",
      "avoir le vertige = be afraid of heights", "être à l'aise = feel comfortable",
      "avoir la tête dans les nuages = have $ head in the clouds",
    ].map { ($0, Kind.state) }
    + [
      "passer un examen = take an exam",
      "faire la grasse matinée = have a lie-in", "faire semblant de dormir = pretend to be asleep",
      "prendre froid = catch a cold", "changer d'avis = change $ mind",
      "perdre patience = lose $ temper", "poser une question = ask a question",
      "prendre une décision = make a decision",
      "faire la connaissance de Claire = get to know Claire",
      "prendre le petit déjeuner = have breakfast",
      "faire une promenade = go for a walk", "faire attention = be careful",
      "se mettre en colère = get angry", "rendre visite à Marie = visit Marie",
      "donner un coup de main à Paul = give Paul a hand", "perdre la tête = lose $ head",
      "passer une nuit blanche = have a sleepless night", "faire la fête = have a party",
      "perdre du temps = waste time",
      "dormir comme un loir = sleep like a log", "manquer le train = miss the train",
      "avoir un accident = have an accident", "faire fortune = make a fortune",
      "assister à la réunion = attend the meeting", "se moquer de Paul = make fun of Paul",
      "rater l'examen = fail the exam", "réussir l'examen = pass the exam",
    ].map { ($0, Kind.act) }

  /// What takes time.
  private static let efforts = Events.all.filter { event in
    [
      "préparer", "réparer", "nettoyer", "corriger", "traduire", "écrire", "lire", "dessiner",
      "peindre", "trouver", "choisir", "finir", "habiller", "laver",
    ].contains(event.predicate.french.infinitive)
      || ["la cuisine", "le ménage", "les courses"].contains(event.predicate.frenchRest)
  }

  private static let childish = [
    "jouer au football = play football", "jouer dans le jardin = play in the garden",
    "aller à la plage = go to the beach", "lire beaucoup de livres = read a lot of books",
    "dessiner des animaux = draw animals", "manger des bonbons = eat sweets",
    "se lever tôt = get up early", "boire du lait = drink milk", "jouer du piano = play the piano",
    "aller à l'école à pied = walk to school", "jouer aux cartes = play cards",
    "chanter dans le bain = sing in the bath", "nager dans le lac = swim in the lake",
    "courir partout = run everywhere",
    "construire des cabanes = build huts",
    "dormir chez les voisins = sleep at the neighbours' house",
    "aider le boulanger = help the baker", "regarder la télévision = watch television",
  ]

  private static let ongoing = [
    "habiter à Paris = live in Paris", "travailler ici = work here",
    "apprendre l'anglais = learn English", "étudier le droit = study law",
    "jouer du piano = play the piano", "habiter en France = live in France",
    "chercher un appartement = look for a flat", "chercher du travail = look for a job",
    "travailler à l'hôpital = work at the hospital", "apprendre à conduire = learn to drive",
    "écrire un roman = write a novel", "construire une maison = build a house",
    "étudier la médecine = study medicine", "attendre une lettre = wait for a letter",
  ]

  private static let underWay = [
    "attendre le bus = wait for the bus", "dormir = sleep", "marcher = walk",
    "parler au téléphone = talk on the phone", "jouer aux échecs = play chess",
    "regarder la télévision = watch television", "faire la queue = queue",
    "lire le journal = read the newspaper", "chercher la clé = look for the key",
    "travailler dans le jardin = work in the garden", "bavarder = chat",
  ]

  private static let lastingStates = [
    "connaître = know", "connaître = know", "être @malade = be ill",
    "avoir ce chien = have this dog", "être à Paris = be in Paris",
    "posséder cette maison = own this house", "avoir cette voiture = have this car",
    "être au chômage = be out of work", "être en France = be in France",
  ]
}

extension Dice {
  /// Who misses somebody: a pronoun before the French verb, or a name after it.
  mutating func missing(_ missed: Subject) -> (subject: Subject, pronoun: ObjectPronoun?) {
    var choices: [(Subject, ObjectPronoun?)] = [
      (.je, ObjectPronoun("me", "me", isDirect: false)),
      (.nous, ObjectPronoun("nous", "us", isDirect: false)),
      (.ils, ObjectPronoun("leur", "them", isDirect: false)),
      (named(), nil), (thirdPersonNotAddressed(), nil),
    ]
    if missed.address == nil { choices.append((.tu, ObjectPronoun("te", "you", isDirect: false))) }
    return pick(choices.filter { $0.0.french != missed.french })
  }

  mutating func thirdPersonNotAddressed() -> Subject {
    Subject(pick(Nouns.of([.kin])).phrase(.possessive(.je)))
  }
}
