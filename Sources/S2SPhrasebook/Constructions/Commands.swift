extension Constructions {
  /// The imperative: to one, to several, together; with pronouns after it, or before when denied.
  static let commands = [
    Construction("command", 40) { dice in
      let (mood, subject) = dice.commanded()
      let isDenied = dice.chance(35)
      let denial: Negation? = isDenied ? .not : nil
      var clause = dice.clause(subject, dice.event(), .present, negation: denial, details: 50)
      if dice.chance(25) { clause.tail = clause.tail + dice.pick(deadlines) }
      return dice.commanding(clause, mood, isDenied)
    },
    Construction("do it", 30) { dice in
      let (noun, event) = dice.nounWithUse()
      let (mood, subject) = dice.commanded()
      let thing = noun.phrase(
        noun.classes.contains(.kin)
          ? .possessive(.je)
          : dice.pick([.definite, .possessive(subject.address == nil ? .nous : .je)]),
        dice.chance(25) ? .plural : .singular)
      let negated = dice.chance(40)
      var clause = Clause(subject, event.predicate, .present)
      let pronoun = noun.pronoun(thing.number)
      clause.pronouns = [pronoun]
      clause.englishPronouns = pronoun.english
      if negated { clause.negation = .not }
      return Draft(Phrase("voilà", thing.isPlural ? "there are" : "there is") + thing).followed(
        by: dice.order(clause, mood, negated), .exclamation)
    },
    Construction("give me", 22) { dice in
      let (mood, subject) = dice.commanded(withUs: false)
      let noun = dice.pick(Nouns.of([.thing, .gift, .text, .fruit]).filter { !$0.isMass })
      let verb = dice.pick([
        "donner = give", "montrer = show", "apporter = bring", "prêter = lend", "envoyer = send",
      ])
      var clause = Clause(subject, Predicate(verb), .present)
      let isMe = dice.chance(60)
      clause.pronouns = [
        isMe
          ? ObjectPronoun("moi", "me", isDirect: false)
          : ObjectPronoun(dice.chance(50) ? "nous" : "leur", "", isDirect: false)
      ]
      let word = clause.pronouns[0].french
      clause.englishPronouns = word == "moi" ? "me" : word == "nous" ? "us" : "them"
      clause.object = noun.phrase(
        dice.pick([.definite, .demonstrative, .possessive(subject)]),
        dice.chance(25) ? .plural : .singular)
      let please =
        dice.chance(50)
        ? Phrase(subject.isFormal ? ", s'il vous plaît" : ", s'il te plaît", ", please") : .empty
      return Draft(dice.order(clause, mood, false) + please)
    },
    Construction("be so", 8) { dice in
      let (mood, subject) = dice.commanded(withUs: false)
      let adjective = dice.pick(Adjectives.traits.filter { virtues.contains($0.english) })
      let called = dice.vocative(subject)
      let form = adjective.french.agreeing(called.gender, .singular)
      let be = mood == 0 ? "sois" : "soyez"
      let (french, english): (String, String) = dice.pick([
        ("\(be) \(form)", "be \(adjective.english)"),
        ("\(be) plus \(form)", "be \(adjective.comparative)"),
        (
          "ne \(be) pas si \(form)",
          "\(subject.isFormal ? "do not" : "don't") be so \(adjective.english)"
        ),
        ("\(be) toujours \(form)", "always be \(adjective.english)"),
      ])
      return Draft(called + Phrase(french, english), .exclamation)
    },
  ]

  private static let virtues = [
    "kind", "brave", "polite", "patient", "serious", "generous", "discreet", "honest",
  ]

  private static let deadlines = Table.phrases(
    """
    maintenant = now
    ce soir = this evening
    demain = tomorrow
    tout de suite = straight away
    avant midi = before noon
    """)
}

extension Dice {
  /// The column of the imperative and whom it is said to.
  mutating func commanded(withUs: Bool = true) -> (Int, Subject) {
    switch below(withUs ? 5 : 4) {
    case 0, 1: return (0, .tu)
    case 2, 3: return (2, .vous)
    default: return (1, .nous)
    }
  }

  mutating func vocative(_ subject: Subject) -> Phrase {
    guard chance(55), subject.address != nil else { return .empty }
    let gender = gender()
    let name = name(gender)
    if !subject.isFormal { return Phrase("\(name),", "\(name),", gender: gender) }
    return gender == .feminine
      ? Phrase("madame,", "madam,", gender: gender) : Phrase("monsieur,", "sir,")
  }

  mutating func commanding(_ clause: Clause, _ mood: Int, _ negated: Bool) -> Draft {
    let called = vocative(clause.subject)
    return Draft(called + order(clause, mood, negated), chance(40) ? .exclamation : .statement)
  }

  /// `ne le mange pas`, `mange-le`, `don't eat it`, `let's eat it`.
  func order(_ clause: Clause, _ mood: Int, _ negated: Bool) -> Phrase {
    let predicate = clause.predicate
    let verb = predicate.french.imperative[mood]
    let reflexive = ["te", "nous", "vous"][mood]
    let after =
      ([predicate.isReflexive ? (mood == 0 ? "toi" : reflexive) : ""]
      + clause.pronouns.map(\.french)).filter { !$0.isEmpty }
    let before = ([predicate.isReflexive ? reflexive : ""] + clause.pronouns.map(\.french)).filter {
      !$0.isEmpty
    }
    let head =
      negated
      ? (["ne"] + before + [verb, "pas"]).joined(separator: " ")
      : ([verb] + after).joined(separator: "-")
    let french = [head, clause.frenchRest, clause.object.french, clause.tail.french].filter {
      !$0.isEmpty
    }
    let base = predicate.english.base
    let start =
      mood == 1
      ? (negated ? "let's not \(base)" : "let's \(base)")
      : negated ? "\(clause.isFormal ? "do not" : "don't") \(base)" : base
    var bare = clause
    bare.negation = nil
    let english = ([start] + bare.complement).filter { !$0.isEmpty }
    return Phrase(french.joined(separator: " "), english.joined(separator: " "))
  }
}
