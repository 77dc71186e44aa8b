extension Clause {
  /// Whether an English clause is told or asked.
  enum EnglishForm {
    case statement, question
  }

  /// The clause in English, its words in order and not yet joined.
  func english(_ form: EnglishForm) -> String {
    var group = EnglishGroup(self)
    let isNegated = negation != nil && negation != .never && negation != .bare
    if group.auxiliary == nil, isNegated || form == .question {
      group.takeDo(subject.englishPerson)
    }
    let adverb = [negation == .never ? "never" : "", middle?.english ?? ""]
    let rest = ([group.main] + complement).filter { !$0.isEmpty }
    var words: [String]
    if form == .question {
      let auxiliary = group.auxiliary ?? ""
      let amNot = isNegated && auxiliary == "am"
      let start = isNegated ? Self.contractedNegation[auxiliary] ?? auxiliary : auxiliary
      words = [amNot ? "aren't" : start, subject.english] + adverb + rest
    } else if let auxiliary = group.auxiliary {
      words = told(auxiliary, isNegated, followed: !rest.isEmpty) + adverb + rest
    } else {
      words = [subject.english] + adverb + rest
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What follows the English verb, in order.
  var complement: [String] {
    let denied = negation?.englishObject ?? ""
    let rest = predicate.englishRest.replacing("$", with: subject.englishPossessive)
    let particle = predicate.englishParticle
    let objects =
      englishPronouns.isEmpty
      ? [particle, rest, denied, object.english]
      : [rest, denied, englishPronouns, particle, object.english]
    return objects + [tail.english, negation?.englishEnd ?? ""]
  }

  /// Subject and auxiliary, contracted unless the register is formal.
  private func told(_ auxiliary: String, _ isNegated: Bool, followed: Bool) -> [String] {
    let short = Self.contractedAuxiliary[auxiliary]
    let canShorten = subject.isPronoun && !isFormal && followed
    if isNegated {
      if isFormal { return [subject.english, auxiliary == "can" ? "cannot" : auxiliary + " not"] }
      if auxiliary == "am" { return ["I'm", "not"] }
      return [subject.english, Self.contractedNegation[auxiliary] ?? auxiliary + " not"]
    }
    if canShorten, let short { return [subject.english + short] }
    return [subject.english, auxiliary]
  }

  private static let contractedAuxiliary = [
    "am": "'m", "is": "'s", "are": "'re", "has": "'s", "have": "'ve", "will": "'ll",
  ]

  private static let contractedNegation = [
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "has": "hasn't",
    "have": "haven't", "had": "hadn't", "do": "don't", "does": "doesn't", "did": "didn't",
    "will": "won't", "would": "wouldn't", "can": "can't", "could": "couldn't",
    "must": "mustn't", "should": "shouldn't",
  ]
}

/// The parts of the English verb: the auxiliary, which inverts and is denied, and the rest.
struct EnglishGroup {
  private(set) var auxiliary: String?
  private(set) var main: String
  /// What the main verb becomes with the support of do.
  private var base = ""
  private var isPast = false

  init(_ clause: Clause) {
    if let modal = clause.modal {
      self.init(modal, clause.predicate.english, clause.subject.englishPerson)
    } else {
      self.init(clause.tense, clause.predicate.english, clause.subject.englishPerson)
    }
  }

  private init(_ tense: Tense, _ verb: EnglishVerb, _ person: Person) {
    let be = EnglishVerb("be")
    let have = EnglishVerb("have").present(person)
    switch tense {
    case .present, .past, .imperfect: self.init(finite: verb, isPast: tense != .present, person)
    case .progressive: self.init(be.present(person), verb.gerund)
    case .pastProgressive: self.init(be.past(person), verb.gerund)
    case .perfect, .sinceState: self.init(have, verb.participle)
    case .recentPast: self.init(have, "just " + verb.participle)
    case .pluperfect: self.init("had", verb.participle)
    case .since: self.init(have, "been " + verb.gerund)
    case .future: self.init("will", verb.base)
    case .conditional: self.init("would", verb.base)
    case .nearFuture: self.init(be.present(person), "going to " + verb.base)
    case .habitualPast:
      self.init(finite: EnglishVerb("use"), isPast: true, person, "to " + verb.base)
    }
  }

  private init(_ modal: Modal, _ verb: EnglishVerb, _ person: Person) {
    let base = verb.base
    let want = EnglishVerb("want")
    switch modal {
    case .can: self.init("can", base)
    case .could: self.init("could", base)
    case .must: self.init("must", base)
    case .should: self.init("should", base)
    case .wouldLike: self.init("would", "like to " + base)
    case .willHaveTo: self.init("will", "have to " + base)
    case .want: self.init(finite: want, isPast: false, person, "to " + base)
    case .wanted: self.init(finite: want, isPast: true, person, "to " + base)
    case .hadTo: self.init(finite: EnglishVerb("have"), isPast: true, person, "to " + base)
    case .knowHow:
      self.init(finite: EnglishVerb("know"), isPast: false, person, "how to " + base)
    }
  }

  private init(_ auxiliary: String, _ main: String) {
    self.auxiliary = auxiliary
    self.main = main
  }

  /// A finite form of be is an auxiliary; of any other verb it is the main verb.
  private init(finite verb: EnglishVerb, isPast: Bool, _ person: Person, _ ending: String = "") {
    let form = isPast ? verb.past(person) : verb.present(person)
    let rest = ending.isEmpty ? "" : " " + ending
    self.isPast = isPast
    base = verb.base + rest
    auxiliary = verb.base == "be" ? form : nil
    main = verb.base == "be" ? ending : form + rest
  }

  /// The support of do: `eats` becomes `does ... eat`.
  mutating func takeDo(_ person: Person) {
    auxiliary = isPast ? "did" : person == .thirdSingular ? "does" : "do"
    main = base
  }
}
