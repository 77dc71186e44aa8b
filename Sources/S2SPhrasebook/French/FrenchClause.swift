extension Clause {
  /// The clause in French, its words in order and not yet joined.
  func french(_ form: QuestionForm) -> String {
    let group = FrenchGroup(self)
    let inverts = form == .inversion && subject.person != .firstSingular
    var words: [String] = []
    if form == .estCeQue || (form == .inversion && !inverts) { words.append("est-ce que") }
    if !inverts || !subject.isPronoun { words.append(subject.french) }
    if negation != nil { words.append("ne") }
    if group.infinitive == nil { words += cliticWords }
    words.append(inverts ? inverted(group.finite) : group.finite)
    if let negation, negation != .nobody { words.append(negation.french) }
    if let middle { words.append(middle.french) }
    if let participle = group.participle { words.append(participle) }
    if let infinitive = group.infinitive {
      if group.needsDe { words.append("de") }
      words += cliticWords
      words.append(infinitive)
    }
    if negation == .nobody { words.append("personne") }
    words += [frenchRest, object.french, tail.french]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var cliticWords: [String] {
    (predicate.isReflexive ? [subject.reflexive] : []) + pronouns.map(\.french)
  }

  /// `viens-tu`, with a t between vowels: `mange-t-il`, `Paul mange-t-il`.
  private func inverted(_ finite: String) -> String {
    let pronoun = subject.pronoun.french
    let needsT = finite.last.map { "aeé".contains($0) } ?? false
    return "il elle on".split(separator: " ").contains(Substring(pronoun)) && needsT
      ? "\(finite)-t-\(pronoun)" : "\(finite)-\(pronoun)"
  }
}

/// The parts of the French verb: what is conjugated and what follows it.
struct FrenchGroup {
  let finite: String
  var participle: String?
  var infinitive: String?
  /// `venir de` before its infinitive.
  var needsDe = false

  init(_ clause: Clause) {
    let person = clause.subject.person
    if let modal = clause.modal {
      let (finite, participle) = Self.modal(modal, person)
      self.finite = finite
      self.participle = participle
      infinitive = clause.predicate.french.infinitive
      return
    }
    let verb = clause.predicate.french
    switch clause.tense {
    case .present, .progressive, .since, .sinceState: finite = verb.present[person.rawValue]
    case .imperfect, .pastProgressive, .habitualPast: finite = verb.imperfect(person)
    case .future: finite = verb.future(person)
    case .conditional: finite = verb.conditional(person)
    case .nearFuture:
      finite = FrenchVerb.conjugating("aller").present[person.rawValue]
      infinitive = verb.infinitive
    case .recentPast:
      finite = FrenchVerb.conjugating("venir").present[person.rawValue]
      infinitive = verb.infinitive
      needsDe = true
    case .past, .perfect, .pluperfect:
      let auxiliary = Self.auxiliary(clause)
      finite =
        clause.tense == .pluperfect
        ? auxiliary.imperfect(person) : auxiliary.present[person.rawValue]
      participle = Self.agreeingParticiple(clause)
    }
  }

  private static func auxiliary(_ clause: Clause) -> FrenchVerb {
    let takesEtre = clause.predicate.isReflexive || clause.predicate.french.usesEtre
    return FrenchVerb.conjugating(takesEtre ? "être" : "avoir")
  }

  /// With être the participle agrees with the subject, with avoir with a direct object before it;
  /// a reflexive verb with an object of its own does not agree (`elle s'est lavé les mains`).
  private static func agreeingParticiple(_ clause: Clause) -> String {
    let verb = clause.predicate.french
    if clause.predicate.isReflexive {
      let starts = ["les ", "la ", "le ", "l'"]
      let hasObject = starts.contains(where: clause.predicate.frenchRest.hasPrefix)
      return hasObject
        ? verb.participle : verb.participle(clause.subject.gender, clause.subject.number)
    }
    if verb.usesEtre { return verb.participle(clause.subject.gender, clause.subject.number) }
    if let antecedent = clause.antecedent {
      return verb.participle(antecedent.gender, antecedent.number)
    }
    guard let direct = clause.pronouns.first(where: \.isDirect) else { return verb.participle }
    return verb.participle(direct.gender, direct.number)
  }

  private static func modal(_ modal: Modal, _ person: Person) -> (String, String?) {
    let pouvoir = FrenchVerb.conjugating("pouvoir")
    let vouloir = FrenchVerb.conjugating("vouloir")
    let devoir = FrenchVerb.conjugating("devoir")
    switch modal {
    case .can: return (pouvoir.present[person.rawValue], nil)
    case .could: return (pouvoir.conditional(person), nil)
    case .want: return (vouloir.present[person.rawValue], nil)
    case .wanted: return (vouloir.imperfect(person), nil)
    case .wouldLike: return (vouloir.conditional(person), nil)
    case .must: return (devoir.present[person.rawValue], nil)
    case .hadTo: return (FrenchVerb.conjugating("avoir").present[person.rawValue], "dû")
    case .willHaveTo: return (devoir.future(person), nil)
    case .should: return (devoir.conditional(person), nil)
    case .knowHow: return (FrenchVerb.conjugating("savoir").present[person.rawValue], nil)
    }
  }
}
