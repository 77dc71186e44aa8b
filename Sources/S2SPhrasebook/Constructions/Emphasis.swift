extension Constructions {
  /// It was Paul who did it; somebody, everybody and nobody.
  static let emphasis = [
    Construction("it is he who", 31) { dice in
      let person = dice.pick([dice.named(), dice.named(), .il, .elle])
      let stressed = person.isPronoun ? person.stressed : Phrase(person.french, person.english)
      let isPast = dice.chance(60)
      let who = Subject(Phrase("qui", "who", gender: person.gender))
      let event =
        isPast
        ? dice.openHappening() : dice.pick(Events.direct.filter { !$0.objects.contains(.kin) })
      let clause = dice.clause(who, event, isPast ? .past : .future, details: 40)
      let start = Phrase(
        "c'est \(stressed.french)", "it \(isPast ? "was" : "is") \(stressed.english)")
      return Draft(start + clause.statement)
    },
    Construction("nobody, everybody, somebody", 31) { dice in
      let (subject, negation): (Subject, Negation?) = dice.pick([
        (Subject("tout le monde", "everybody", .thirdSingular), nil),
        (Subject("quelqu'un", "somebody", .thirdSingular), nil),
        (Subject("personne", "nobody", .thirdSingular), .bare),
      ])
      let event = dice.openHappening()
      let time = dice.time(event)
      var clause = dice.clause(subject, event, time.tense, negation: negation, details: 50)
      if negation == nil {
        clause.middle = time.middle
      } else if time.tense == .recentPast || time.tense == .perfect {
        clause.tense = .past
      }
      return Draft(dice.placing(time.phrase, clause))
    },
  ]
}
