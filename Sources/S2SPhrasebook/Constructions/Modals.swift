extension Constructions {
  /// Can, want, must, should: an infinitive with its pronouns before it.
  static let modals = [
    Construction("modal", 60) { dice in
      let event = dice.event()
      let modal = dice.pick(Modal.allCases.filter { $0 != .knowHow })
      var clause = dice.clause(dice.subject(), event, .present, details: 50)
      clause.modal = modal
      if dice.chance(40) {
        let isPast = modal == .hadTo || modal == .wanted
        clause.tail = clause.tail + dice.pick(isPast ? TimePhrases.past : TimePhrases.soon)
      }
      return Draft(clause)
    },
    Construction("denied modal", 28) { dice in
      let event = dice.event()
      let modal = dice.pick([Modal.can, .can, .want, .wanted, .should])
      var clause = dice.clause(dice.subject(), event, .present, negation: .not, details: 50)
      clause.modal = modal
      if event.objects.isEmpty, dice.chance(30), modal != .should { clause.negation = .noLonger }
      return Draft(clause)
    },
    Construction("request", 34) { dice in
      let event = dice.event()
      var clause = dice.clause(dice.addressee(), event, .present, details: 45)
      clause.modal = dice.pick([.can, .could, .could, .want, .wouldLike])
      return dice.asking(clause, nil)
    },
    Construction("modal question", 20) { dice in
      let event = dice.event()
      var clause = dice.clause(dice.asked(), event, .present, details: 40)
      clause.modal = dice.pick([.want, .must, .should])
      let words = Particulars.questionWords
      let word = clause.tail.french.isEmpty ? dice.pick(words) : words[0]
      return dice.asking(clause, word)
    },
    Construction("skills", 16) { dice in
      let (french, english) = dice.pick(skills)
      var clause = Clause(dice.subject(), Predicate("\(french) = \(english)"), .present)
      clause.modal = .knowHow
      if dice.chance(35) { clause.negation = .not }
      if dice.chance(35), clause.negation == nil { return dice.asking(clause, nil) }
      return Draft(clause)
    },
    Construction("one must", 18) { dice in
      let event = dice.event()
      let subject = dice.pronoun()
      let clause = dice.clause(subject, event, .present, details: 45)
      let french = Spoken.subjunctive(clause)
      return Draft(Draft.calling(subject, Phrase("il faut que \(french)", Spoken.haveTo(clause))))
    },
    Construction("trying, starting, stopping", 30) { dice in
      let event = dice.pick(Events.lasting)
      let subject = dice.subject()
      let (french, english, tense) = dice.pick(starters)
      let inner = dice.clause(subject, event, .present, details: 35)
      let clause = Clause(subject, Predicate("\(french) = \(english)"), tense)
      let isGerund = english.hasSuffix("-ing")
      let start =
        isGerund
        ? Clause(subject, Predicate("\(french) = \(english.dropLast(5))"), tense) : clause
      return Draft(
        Draft.calling(
          subject, start.statement + Spoken.infinitive(inner, isGerund ? .gerund : .toInfinitive)))
    },
  ]

  private static let skills = [
    ("nager", "swim"), ("conduire", "drive"), ("jouer aux échecs", "play chess"),
    ("jouer du piano", "play the piano"), ("parler chinois", "speak Chinese"),
    ("faire la cuisine", "cook"), ("danser le tango", "dance the tango"),
    ("monter à cheval", "ride a horse"), ("faire du vélo", "ride a bicycle"),
    ("jouer de la guitare", "play the guitar"), ("faire du ski", "ski"),
    ("réparer un ordinateur", "repair a computer"), ("lire une carte", "read a map"),
  ]

  private static let starters: [(String, String, Tense)] = [
    ("commencer à", "start -ing", .past), ("arrêter de", "stop -ing", .past),
    ("essayer de", "try", .past), ("essayer de", "try", .progressive),
    ("continuer à", "go on -ing", .past), ("décider de", "decide", .past),
    ("oublier de", "forget", .past),
    ("espérer", "hope", .present), ("avoir envie de", "feel like -ing", .present),
    ("avoir besoin de", "need", .present), ("finir de", "finish -ing", .past),
    ("promettre de", "promise", .past), ("refuser de", "refuse", .past),
    ("aimer", "like -ing", .present),
    ("détester", "hate -ing", .present), ("préférer", "prefer", .present),
    ("être en train de", "be in the middle of -ing", .present),
    ("avoir hâte de", "look forward to -ing", .progressive),
  ]
}

/// Clauses without a finite verb, and the subjunctive.
enum Spoken {
  /// The English of a French infinitive.
  enum EnglishForm {
    case toInfinitive, gerund
  }

  /// `de manger une pomme`, `to eat an apple`: the clause without its subject.
  static func infinitive(_ clause: Clause, _ form: EnglishForm) -> Phrase {
    let predicate = clause.predicate
    let pronouns =
      (predicate.isReflexive ? [clause.subject.reflexive] : []) + clause.pronouns.map(\.french)
    let french =
      pronouns + [
        predicate.french.infinitive, clause.frenchRest, clause.object.french,
        clause.tail.french,
      ]
    let verb = form == .gerund ? predicate.english.gerund : "to \(predicate.english.base)"
    return Phrase(
      french.filter { !$0.isEmpty }.joined(separator: " "),
      ([verb] + clause.complement).filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// The clause after `il faut que`.
  static func subjunctive(_ clause: Clause) -> String {
    let predicate = clause.predicate
    let pronouns =
      (predicate.isReflexive ? [clause.subject.reflexive] : []) + clause.pronouns.map(\.french)
    let words =
      [clause.subject.french] + pronouns + [
        predicate.french.subjunctive[clause.subject.person.rawValue], clause.frenchRest,
        clause.object.french, clause.tail.french,
      ]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `I have to go`, which English says for `il faut que`.
  static func haveTo(_ clause: Clause) -> String {
    let person = clause.subject.englishPerson
    let verb = [
      clause.subject.english, EnglishVerb("have").present(person), "to",
      clause.predicate.english.base,
    ]
    return (verb + clause.complement).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
