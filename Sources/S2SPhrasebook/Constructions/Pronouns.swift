extension Constructions {
  /// Pronouns that stand for a noun named before, so that gender and number are known.
  static let pronouns = [
    Construction("here it is", 40) { dice in
      let (noun, event) = dice.nounWithUse()
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let named = noun.phrase(
        noun.classes.contains(.kin)
          ? .possessive(.je) : dice.pick([.definite, .definite, .possessive(.je)]), number)
      let subject = dice.pick([Subject.je, .je, .nous, .il, .elle, .ils])
      let start = dice.presenting(named)
      let clause = dice.use(noun.pronoun(named.number), event, subject)
      return start.followed(by: clause.told)
    },
    Construction("where is it", 16) { dice in
      let noun = dice.pick(Nouns.of([.thing, .clothes, .animal, .gift, .text, .device, .kin]))
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let owner: Determiner = .possessive(dice.pick([.je, .je, .nous]))
      let thing = noun.phrase(
        noun.classes.contains(.kin) || dice.chance(60) ? owner : .definite, number)
      let be = thing.isPlural ? Phrase("où sont", "where are") : Phrase("où est", "where is")
      let pronoun = noun.pronoun(thing.number)
      let subject = dice.pick([Subject.je, .je, .nous])
      var clause = Clause(
        subject, Predicate(dice.pick(["trouver = find", "voir = see"])), .present)
      clause.pronouns = [pronoun]
      clause.englishPronouns = pronoun.english
      clause.modal = clause.predicate.english.base == "find" ? nil : .can
      clause.negation = .not
      var english = clause
      english.modal = .can
      return Draft(be + thing, .question)
        .followed(by: Phrase(clause.french(.statement), english.english(.statement)))
    },
    Construction("because of it", 34) { dice in
      let person = dice.named()
      let reason = dice.pick(encounters)
      let subject = dice.pick([Subject.je, .nous, .ils, .je])
      let pronoun =
        person.gender == .feminine
        ? ObjectPronoun("la", "her", .feminine) : ObjectPronoun("le", "him")
      let indirect = ObjectPronoun(
        "lui", person.gender == .feminine ? "her" : "him", person.gender, isDirect: false)
      let (verb, tense, isDirect) = dice.pick(reason.follow)
      var clause = Clause(subject, Predicate(verb), tense)
      clause.pronouns = [isDirect ? pronoun : indirect]
      clause.englishPronouns = pronoun.english
      let start = Clause(person, Predicate(reason.state), reason.tense).statement
      return Draft(start + Phrase(reason.link.french, reason.link.english) + clause.statement)
    },
    Construction("me, you, us, them", 40) { dice in
      let subject = dice.subject()
      let (verb, isDirect) = dice.pick(towardsPeople)
      let (tense, time) = dice.deniedTime(.momentary)
      var clause = Clause(subject, Predicate(verb), tense)
      let pronoun = dice.objectPronoun(notOf: subject, isDirect: isDirect)
      clause.pronouns = [pronoun]
      clause.englishPronouns = pronoun.english
      clause.isFormal = subject.isFormal || (pronoun.french == "vous" && subject.address == nil)
      if dice.chance(30) { clause.negation = dice.pick([.not, .not, .notYet]) }
      if clause.negation == .notYet { clause.tense = .perfect }
      if dice.chance(20) { return dice.asking(clause, nil) }
      return Draft(dice.placing(clause.negation == .notYet ? nil : time, clause))
    },
    Construction("there and of it", 36) { dice in
      let subject = dice.subject()
      switch dice.below(3) {
      case 0:
        let place = dice.pick(likedPlaces).phrase(.definite)
        let tail = dice.pick(TimePhrases.habit)
        var clause = Clause(
          subject.pronoun, Predicate("aller = go"), dice.pick([.present, .present]),
          tail: Phrase("", "there") + tail)
        clause.pronouns = [ObjectPronoun("y", "", isDirect: false)]
        clause.isFormal = subject.isFormal
        let start = Clause(subject, Predicate("aimer = like"), .present, object: place).statement
        return Draft(Draft.calling(subject, start + Phrase("et", "and") + clause.statement))
      case 1:
        let noun = dice.pick(Nouns.of([.fruit, .vegetable, .food, .drink, .dish]))
        let verb = noun.classes.contains(.drink) ? "boire = drink" : "manger = eat"
        let liked = noun.phrase(.generic, .plural)
        var clause = Clause(subject.pronoun, Predicate(verb), .present)
        clause.pronouns = [ObjectPronoun("en", "", isDirect: false)]
        clause.isFormal = subject.isFormal
        let it = noun.isMass ? "it" : "them"
        clause.tail =
          Phrase("", it) + dice.pick(TimePhrases.habit.filter { !$0.english.contains("in the") })
        let start = Clause(
          subject, Predicate(dice.pick(["aimer = like", "adorer = love"])), .present, object: liked
        ).statement
        return Draft(Draft.calling(subject, start + Phrase("et", "and") + clause.statement))
      default:
        let noun = dice.pick(
          Nouns.of([.fruit, .thing, .animal, .text, .clothes]).filter {
            !$0.isMass && !$0.isPluralOnly
          })
        let count = dice.number(2...12)
        let asked = dice.addressee()
        var clause = Clause(asked, Predicate("avoir = have"), .present)
        clause.isFormal = asked.isFormal
        let question = clause.question(
          .inversion, Phrase("combien de \(noun.frenchPlural)", "how many \(noun.englishPlural)"))
        let answer = Phrase(
          "je en ai \(FrenchNumber.words(count, noun.gender))",
          "I have \(EnglishNumber.words(count))")
        return Draft(Draft.calling(asked, question), .question).followed(by: answer)
      }
    },
  ]

  private static let towardsPeople: [(String, Bool)] = [
    ("voir = see", true), ("aider = help", true), ("appeler = call", true),
    ("inviter = invite", true), ("attendre = wait for", true), ("écouter = listen to", true),
    ("regarder = look at", true), ("remercier = thank", true), ("reconnaître = recognise", true),
    ("parler = speak to", false), ("répondre = answer", false), ("téléphoner = phone", false),
    ("écrire = write to", false), ("mentir = lie to", false),
    ("rencontrer = meet", true), ("suivre = follow", true), ("oublier = forget", true),
  ]

  /// Places to which one goes with pleasure.
  private static let likedPlaces = Nouns.of([.place]).filter { noun in
    [
      "musée", "restaurant", "bibliothèque", "marché", "théâtre", "cinéma", "piscine", "plage",
      "parc", "stade", "château",
    ].contains(noun.french)
  }

  private struct Encounter {
    let state: String
    let tense: Tense
    let link: Phrase
    let follow: [(String, Tense, Bool)]
  }

  private static let encounters = [
    Encounter(
      state: "être en retard = be late", tense: .present, link: Phrase(", alors", ", so"),
      follow: [
        ("attendre = wait for", .progressive, true), ("appeler = call", .nearFuture, true),
        ("téléphoner = phone", .nearFuture, false),
      ]),
    Encounter(
      state: "avoir besoin d'aide = need help", tense: .present, link: Phrase(", donc", ", so"),
      follow: [
        ("aider = help", .future, true), ("aider = help", .progressive, true),
        ("écrire = write to", .future, false), ("parler = speak to", .nearFuture, false),
      ]),
    Encounter(
      state: "habiter près d'ici = live near here", tense: .present, link: Phrase("et", "and"),
      follow: [
        ("inviter = invite", .past, true), ("rencontrer = meet", .past, true),
        ("parler = speak to", .past, false), ("téléphoner = phone", .past, false),
      ]),
    Encounter(
      state: "être @malade = be ill", tense: .present, link: Phrase(", alors", ", so"),
      follow: [
        ("appeler = call", .past, true), ("aider = help", .nearFuture, true),
        ("écrire = write to", .past, false), ("téléphoner = phone", .future, false),
      ]),
    Encounter(
      state: "partir demain = leave tomorrow", tense: .nearFuture, link: Phrase(", alors", ", so"),
      follow: [
        ("inviter = invite", .past, true), ("appeler = call", .nearFuture, true),
        ("parler = speak to", .past, false),
      ]),
    Encounter(
      state: "poser une question = ask a question", tense: .past, link: Phrase("et", "and"),
      follow: [("répondre = answer", .past, false), ("écouter = listen to", .past, true)]),
  ]
}

extension Dice {
  /// A noun that can be named first and taken up by a pronoun, and what is done with it.
  mutating func nounWithUse() -> (Noun, Event) {
    let event = pick(Events.onNamedThings)
    return (pick(Nouns.of(event.objects).filter { !$0.isMass }), event)
  }

  /// `Voici la clé.`, `Tu vois la clé ?`, `Regarde la clé !`, or with `vous`.
  mutating func presenting(_ named: Phrase, politely: Bool = false) -> Draft {
    switch below(3) {
    case 0: return Draft(Phrase("voici", named.isPlural ? "here are" : "here is") + named)
    case 1:
      return Draft(Phrase(politely ? "vous voyez" : "tu vois", "do you see") + named, .question)
    default:
      return Draft(Phrase(politely ? "regardez" : "regarde", "look at") + named, .exclamation)
    }
  }

  /// What is done with what the pronoun stands for.
  mutating func use(
    _ pronoun: ObjectPronoun, _ event: Event, _ subject: Subject
  ) -> (told: Phrase, clause: Clause) {
    let time = time(event)
    var clause = Clause(subject, event.predicate, time.tense)
    clause.pronouns = [pronoun]
    clause.englishPronouns = pronoun.english
    clause.middle = time.middle
    return (placing(time.phrase, clause), clause)
  }

  /// A pronoun of another person than the subject.
  mutating func objectPronoun(notOf subject: Subject, isDirect: Bool) -> ObjectPronoun {
    let all = [
      (ObjectPronoun("me", "me", isDirect: isDirect), 0),
      (ObjectPronoun("te", "you", isDirect: isDirect), 1),
      (ObjectPronoun("nous", "us", .masculine, .plural, isDirect: isDirect), 3),
      (ObjectPronoun("vous", "you", isDirect: isDirect), 4),
      (
        ObjectPronoun(isDirect ? "les" : "leur", "them", .masculine, .plural, isDirect: isDirect), 5
      ),
    ]
    let group = subject.person.rawValue % 3
    let fits = all.filter { pronoun in
      if subject.address == .formal, pronoun.1 == 1 { return false }
      if subject.address != nil, subject.address != .formal, pronoun.1 == 4 { return false }
      if subject.isThird { return subject.french != "on" || pronoun.1 != 3 }
      return pronoun.1 % 3 != group
    }
    return pick(fits).0
  }
}
