/// A time in both languages: which French tense is said in which English one.
package enum Tense: CaseIterable, Sendable {
  /// `il travaille = he works`
  case present
  /// `il travaille = he is working`
  case progressive
  /// `il a travaillé = he worked`
  case past
  /// `il a déjà travaillé = he has already worked`
  case perfect
  /// `il était = he was`
  case imperfect
  /// `il travaillait = he was working`
  case pastProgressive
  /// `il travaillait = he used to work`
  case habitualPast
  /// `il avait travaillé = he had worked`
  case pluperfect
  /// `il travaillera = he will work`
  case future
  /// `il va travailler = he is going to work`
  case nearFuture
  /// `il travaillerait = he would work`
  case conditional
  /// `il vient de travailler = he has just worked`
  case recentPast
  /// `il travaille depuis deux ans = he has been working for two years`
  case since
  /// `il connaît Paul depuis deux ans = he has known Paul for two years`
  case sinceState
}

/// A modal verb, in the tenses in which both languages have it.
package enum Modal: CaseIterable, Sendable {
  case can, could, want, wanted, wouldLike, must, hadTo, willHaveTo, should, knowHow
}

/// How a clause is denied.
package enum Negation: CaseIterable, Sendable {
  case not, noLonger, never, nothing, nobody, notYet
  /// `ne` alone, where another word denies or limits: `personne ne vient`, `il ne voit que Paul`.
  case bare

  var french: String {
    switch self {
    case .not: "pas"
    case .noLonger: "plus"
    case .never: "jamais"
    case .nothing: "rien"
    case .nobody: "personne"
    case .notYet: "pas encore"
    case .bare: ""
    }
  }

  /// What English adds at the end of the clause.
  var englishEnd: String {
    switch self {
    case .not, .never, .nothing, .nobody, .bare: ""
    case .noLonger: "any more"
    case .notYet: "yet"
    }
  }

  /// What English puts in the place of the object.
  var englishObject: String {
    switch self {
    case .nothing: "anything"
    case .nobody: "anyone"
    default: ""
    }
  }
}

/// What a subject is said to do or be: a verb in both languages and the words that belong to it.
package struct Predicate: Sendable {
  let french: FrenchVerb
  let isReflexive: Bool
  let frenchRest: String
  let english: EnglishVerb
  let englishRest: String
  /// `on` of `put ~on`: stands after a pronoun, before a noun.
  let englishParticle: String

  /// The predicate from the notation of the tables.
  ///
  /// - Parameter text: `se souvenir de = remember`; in English `$` is the subject's
  ///   possessive, in French `@` marks an adjective that agrees: `être @malade = be ill`.
  package init(_ text: some StringProtocol) {
    let sides = Table.fields(Substring(text), separator: "=")
    var french = sides[0].split(separator: " ").map(String.init)
    if let first = french.first, first.hasPrefix("s'") {
      french[0] = "se"; french.insert(String(first.dropFirst(2)), at: 1)
    }
    isReflexive = french[0] == "se"
    if isReflexive { french.removeFirst() }
    self.french = FrenchVerb.conjugating(french[0])
    frenchRest = french.dropFirst().joined(separator: " ")
    var english = sides[1].split(separator: " ").map(String.init)
    self.english = EnglishVerb(english.removeFirst())
    if let particle = english.first, particle.hasPrefix("~") {
      englishParticle = String(particle.dropFirst())
      english.removeFirst()
    } else {
      englishParticle = ""
    }
    englishRest = english.joined(separator: " ")
  }
}

/// A clause in both languages, before it is spelled out.
package struct Clause: Sendable {
  var subject: Subject
  var predicate: Predicate
  /// The time in both languages.
  package var tense: Tense
  /// The modal verb that the predicate depends on.
  package var modal: Modal?
  /// How the clause is denied, if it is.
  package var negation: Negation?
  /// The adverb beside the verb: `souvent = often`.
  package var middle: Phrase?
  /// French pronouns before the verb, in the order of French.
  package var pronouns: [ObjectPronoun] = []
  /// The English words of the pronouns, where they stand.
  package var englishPronouns = ""
  /// What follows the verb first.
  package var object: Phrase = .empty
  /// What comes last: place, time.
  package var tail: Phrase = .empty
  /// A direct object that stands before the clause, for the participle: `la robe que j'ai mise`.
  package var antecedent: Phrase?
  /// Full English forms: somebody in the sentence is addressed as `vous`.
  var isFormal = false

  /// A clause with what it cannot be without.
  package init(
    _ subject: Subject, _ predicate: Predicate, _ tense: Tense, object: Phrase = .empty,
    tail: Phrase = .empty
  ) {
    self.subject = subject
    self.predicate = predicate
    self.tense = tense
    self.object = object
    self.tail = tail
    isFormal = subject.isFormal
  }

  /// The words that belong to the French verb, in agreement with the subject.
  var frenchRest: String {
    guard predicate.frenchRest.contains("@") else { return predicate.frenchRest }
    let words = predicate.frenchRest.split(separator: " ").map { word in
      word.hasPrefix("@")
        ? FrenchAdjective(String(word.dropFirst())).agreeing(subject.gender, subject.number)
        : String(word)
    }
    return words.joined(separator: " ")
  }

  /// The clause as a statement in both languages.
  package var statement: Phrase { Phrase(french(.statement), english(.statement)) }

  /// The clause as a question in both languages, with the question word in front.
  package func question(_ form: QuestionForm, _ word: Phrase? = nil) -> Phrase {
    let start = word ?? .empty
    let french = french(start.french.isEmpty && form == .statement ? .statement : form)
    return form == .statement
      ? Phrase("\(french) \(start.french)", "\(start.english) \(english(.question))")
      : Phrase("\(start.french) \(french)", "\(start.english) \(english(.question))")
  }
}

/// How French asks.
package enum QuestionForm: Sendable {
  /// By intonation alone: `tu viens ?`
  case statement
  /// `est-ce que tu viens ?`
  case estCeQue
  /// `viens-tu ?`
  case inversion
}
