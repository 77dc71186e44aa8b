extension Constructions {
  /// Questions by intonation, with est-ce que, by inversion; with and without a question word.
  static let questions = [
    Construction("yes or no", 60) { dice in
      let event = dice.event()
      let time = dice.time(event)
      var clause = dice.clause(
        dice.asked(), event, time.tense, details: 45, isHabit: time.tense == .present)
      clause.middle = time.middle
      if let phrase = time.phrase { clause.tail = clause.tail + phrase }
      return dice.asking(clause, nil)
    },
    Construction("negative question", 12) { dice in
      let event = dice.event()
      let (tense, _) = dice.deniedTime(event.aspect)
      let clause = dice.clause(dice.asked(), event, tense, negation: .not, details: 35)
      return dice.asking(clause, nil)
    },
    Construction("where, when, why", 60) { dice in
      let (word, tenses, events): (Phrase, [Tense], [Event]) = dice.pick([
        (Phrase("où", "where"), [.progressive, .past, .nearFuture], settled),
        (Phrase("quand", "when"), [.past, .nearFuture, .future], Events.meant),
        (Phrase("pourquoi", "why"), [.progressive, .past], Events.lasting),
        (Phrase("pourquoi", "why"), [.past], Events.all),
        (Phrase("à quelle heure", "what time"), [.past, .future, .nearFuture], Events.meant),
        (Phrase("depuis quand", "how long"), [.since], Events.withoutObject),
      ])
      let clause = dice.clause(dice.asked(), dice.pick(events), dice.pick(tenses), details: 0)
      return dice.asking(clause, word)
    },
    Construction("with whom, how often", 16) { dice in
      let isCompany = dice.chance(60)
      let tense = isCompany ? dice.pick([Tense.past, .nearFuture, .future]) : .present
      let events = isCompany ? Events.social : Events.withoutObject
      var clause = dice.clause(dice.asked(), dice.pick(events), tense, details: 0)
      if isCompany {
        clause.tail = Phrase("", "with") + (dice.chance(60) ? dice.moment(tense) : .empty)
        return dice.asking(clause, Phrase("avec qui", "who"))
      }
      let often = Table.phrases(
        """
        combien de fois par semaine = how many times a week
        combien de fois par mois = how many times a month
        """)
      return dice.asking(clause, dice.pick(often))
    },
    Construction("what", 25) { dice in
      let verb = Predicate(dice.pick(thingVerbs))
      let tense = dice.pick([Tense.progressive, .past, .nearFuture, .future])
      var clause = Clause(dice.asked(), verb, tense)
      let tail = dice.chance(60) ? dice.moment(tense) : .empty
      clause.tail = tail
      let question =
        Phrase(
          "que \(clause.french(.estCeQue))", "what \(clause.english(.question))")
      return Draft(Draft.calling(clause.subject, question), .question)
    },
    Construction("who", 30) { dice in
      let event = dice.openHappening()
      let time = dice.time(event)
      var clause = dice.clause(
        Subject("qui", "who", .thirdSingular), event, time.tense,
        isHabit: time.tense == .present)
      clause.middle = time.middle
      if let phrase = time.phrase { clause.tail = clause.tail + phrase }
      return Draft(clause.statement, .question)
    },
    Construction("which", 22) { dice in
      let event = dice.pick(Events.direct.filter { !$0.objects.contains(.building) })
      let nouns = Nouns.of(event.objects).filter { !$0.isMass && !$0.classes.contains(.kin) }
      return nouns.isEmpty ? dice.whichDress() : dice.which(dice.pick(nouns), event)
    },
    Construction("how many", 14) { dice in
      let event = dice.pick(Events.direct.filter { $0.isOfCounted && $0.objects != [.drink] })
      let noun = dice.pick(
        Nouns.of(event.objects).filter { !$0.isMass && !$0.classes.contains(.kin) })
      let tense = dice.pick([Tense.past, .past, .nearFuture])
      var clause = Clause(dice.asked(), event.predicate, tense)
      clause.antecedent = noun.phrase(.quantity(.some), .plural)
      if dice.chance(50) { clause.tail = dice.moment(tense) }
      let word = Phrase("combien de \(noun.frenchPlural)", "how many \(noun.englishPlural)")
      return dice.asking(clause, word, inverts: true)
    },
    Construction("tag question", 14) { dice in
      let event = dice.happening()
      let time = dice.time(event)
      var clause = dice.clause(
        dice.addressee(), event, time.tense, details: 40)
      clause.middle = time.middle
      if let phrase = time.phrase { clause.tail = clause.tail + phrase }
      let told = Phrase(
        clause.statement.french + ", n'est-ce pas", clause.statement.english + ", \(tag(clause))")
      return Draft(Draft.calling(clause.subject, told), .question)
    },
  ]

  /// What is done in a place that one can ask for.
  private static let settled = Events.lasting.filter { event in
    !event.settings.isEmpty && Set(event.objects).isDisjoint(with: [.child, .animal])
  }

  private static let thingVerbs = [
    "faire = do", "manger = eat", "boire = drink", "acheter = buy", "chercher = look for",
    "lire = read", "regarder = watch", "préparer = prepare", "dessiner = draw",
    "écrire = write", "étudier = study", "vendre = sell", "apprendre = learn",
    "construire = build", "expliquer = explain", "photographier = photograph",
  ]

  /// `don't you`, `didn't you`: the auxiliary of the clause, denied.
  private static func tag(_ clause: Clause) -> String {
    var question = clause
    question.negation = .not
    question.middle = nil
    let words = question.english(.question).split(separator: " ")
    return "\(words[0]) \(clause.subject.english)"
  }
}

extension Dice {
  /// Who questions are about: mostly who is spoken to.
  mutating func asked() -> Subject {
    switch below(10) {
    case 0...4: return addressee()
    case 5...7: return pick([.il, .il, .elle, .elle, .ils, .elles])
    default: return thirdPerson()
    }
  }

  mutating func moment(_ tense: Tense) -> Phrase {
    switch tense {
    case .past, .imperfect: pick(TimePhrases.past)
    case .future, .nearFuture: pick(TimePhrases.future)
    default: pick(TimePhrases.now)
    }
  }

  /// The clause as a question: the polite `vous` inverts more, `tu` leaves it to the voice.
  ///
  /// Nobody asks what he himself does: without a question word `je` and `nous` tell.
  mutating func asking(_ clause: Clause, _ word: Phrase?, inverts: Bool = false) -> Draft {
    let isSpeaker = ["je", "nous", "on"].contains(clause.subject.french)
    if isSpeaker, word == nil { return Draft(clause) }
    let usesVoice = word == nil && !clause.subject.isFormal && chance(30)
    let share = clause.subject.isFormal ? 65 : 30
    let form: QuestionForm =
      usesVoice ? .statement : inverts || chance(share) ? .inversion : .estCeQue
    return Draft(Draft.calling(clause.subject, clause.question(form, word)), .question)
  }

  mutating func whichDress() -> Draft {
    which(pick(Nouns.of([.clothes])), pick(Events.direct.filter { $0.objects == [.clothes] }))
  }

  mutating func which(_ noun: Noun, _ event: Event) -> Draft {
    let plural = noun.isPluralOnly || chance(30)
    let number: GrammaticalNumber = plural ? .plural : .singular
    let which = FrenchAdjective("quel/quelle").agreeing(noun.gender, number)
    var clause = Clause(asked(), event.predicate, pick([.past, .past, .future, .nearFuture]))
    clause.antecedent = Phrase("", "", gender: noun.gender, number: number)
    let word = Phrase(
      "\(which) \(plural ? noun.frenchPlural : noun.french)",
      "which \(plural ? noun.englishPlural : noun.english)")
    return asking(clause, word, inverts: true)
  }
}
