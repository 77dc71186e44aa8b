/// Draws the parts of a sentence so that they make sense together.
extension Dice {
  private static let men = [
    "Paul", "Thomas", "Nicolas", "Antoine", "Hugo", "Pierre", "Louis", "Marc", "Henri", "Olivier",
  ]
  private static let women = [
    "Marie", "Claire", "Sophie", "Julie", "Léa", "Émilie", "Jeanne", "Lucie", "Anne", "Hélène",
  ]

  mutating func name(_ gender: Gender) -> String {
    pick(gender == .feminine ? Self.women : Self.men)
  }

  mutating func gender() -> Gender { chance(50) ? .feminine : .masculine }

  /// Somebody by name, two people, a relative or somebody by trade.
  mutating func thirdPerson() -> Subject {
    switch below(10) {
    case 0...3: return named()
    case 4: return namedCouple()
    case 5...7:
      let owner = pick([Subject.je, .je, .tu, .nous, .vous])
      return Subject(kin(of: owner)).addressed(owner.address)
    default: return somebody()
    }
  }

  mutating func somebody() -> Subject {
    let noun = pick(Nouns.of([.people]))
    let number: GrammaticalNumber = chance(35) ? .plural : .singular
    let determiner: Determiner = chance(15) ? .demonstrative : .definite
    let adjective = chance(32) ? pick(Adjectives.fitting(noun)) : nil
    return Subject(noun.phrase(determiner, number, adjective))
  }

  mutating func named() -> Subject {
    let gender = gender()
    let name = name(gender)
    return Subject(Phrase(name, name, gender: gender))
  }

  private mutating func namedCouple() -> Subject {
    let (first, second) = (name(.feminine), name(gender()))
    guard first != second else { return named() }
    let gender: Gender = Self.women.contains(second) ? .feminine : .masculine
    return Subject(
      Phrase("\(first) et \(second)", "\(first) and \(second)", gender: gender, number: .plural))
  }

  /// Somebody else than the subject of another clause.
  mutating func thirdPerson(otherThan subject: Subject) -> Subject {
    let other = thirdPerson()
    return other.french == subject.french ? subject.pronoun : other
  }

  /// Any subject; half of them pronouns.
  mutating func subject() -> Subject {
    chance(50) ? thirdPerson() : pronoun()
  }

  mutating func pronoun() -> Subject {
    let subject = pick(weighted: [
      (Subject.je, 22), (.il, 14), (.elle, 14), (.nous, 13), (.ils, 9), (.elles, 5), (.on, 2),
    ])
    return chance(22) ? addressee() : subject
  }

  /// `tu` or `vous`, often called by name, which shows gender and number.
  mutating func addressee() -> Subject {
    let isCalled = chance(35)
    switch below(10) {
    case 0...4:
      let gender: Gender = isCalled ? gender() : .masculine
      var subject = Subject(
        "tu", "you", .secondSingular, gender, isPronoun: true, address: .familiar)
      if isCalled {
        let name = name(gender)
        subject.vocative = chance(12) ? parent(gender) : Phrase(name, name)
      }
      return subject
    case 5...8:
      let gender: Gender = isCalled ? gender() : .masculine
      var subject = Subject(
        "vous", "you", .secondPlural, gender, isPronoun: true, address: .formal)
      if isCalled {
        subject.vocative =
          gender == .feminine ? Phrase("madame", "madam") : Phrase("monsieur", "sir")
      }
      return subject
    default:
      var subject = Subject(
        "vous", "you", .secondPlural, isPronoun: true, address: .familiarPlural)
      subject.vocative = pick([
        Phrase("les enfants", "children"), Phrase("mes amis", "my friends"),
        Phrase("papa et maman", "Mum and Dad"),
      ])
      return subject
    }
  }

  private func parent(_ gender: Gender) -> Phrase {
    gender == .feminine ? Phrase("maman", "Mum") : Phrase("papa", "Dad")
  }
}

extension Dice {
  /// The object of a verb: a noun phrase with a determiner that suits what it names.
  ///
  /// - Parameter counts: the verb takes a number of things: `acheter trois pommes`.
  mutating func object(
    _ noun: Noun, of subject: Subject, negated: Bool = false, counts: Bool = false
  ) -> Phrase {
    if !noun.classes.isDisjoint(with: [.language, .subject, .sport]) {
      return noun.phrase(.generic)
    }
    if noun.classes.contains(.instrument) { return noun.phrase(.definite) }
    if noun.classes.contains(.kin) { return kin(of: subject) }
    let adjectives = Adjectives.fitting(noun)
    let adjective = chance(34) && !adjectives.isEmpty ? pick(adjectives) : nil
    if negated { return deniedObject(noun, subject, adjective) }
    let isEaten = noun.classes.contains(.food) && !noun.isMass
    let number: GrammaticalNumber = chance(isEaten ? 50 : 28) ? .plural : .singular
    let determiner = determiner(noun, subject, counts)
    if isEaten, number == .singular, case .definite = determiner {
      return noun.phrase(.indefinite, number, adjective)
    }
    return noun.phrase(determiner, number, adjective)
  }

  /// `pas de pain`, `pas de pommes`, `pas la clé`.
  private mutating func deniedObject(
    _ noun: Noun, _ subject: Subject, _ adjective: Adjective?
  ) -> Phrase {
    let isBought = !noun.classes.isDisjoint(with: [.shop, .drink, .dish, .text, .gift])
    if noun.isMass || isBought && chance(60) {
      return noun.phrase(.indefinite, .plural, adjective, negated: true)
    }
    let own: Determiner = canBeOwned(noun, subject) ? .possessive(subject) : .definite
    let number: GrammaticalNumber = chance(28) ? .plural : .singular
    let determiner = pick(weighted: [(Determiner.definite, 40), (.demonstrative, 25), (own, 35)])
    return noun.phrase(determiner, number, adjective)
  }

  private mutating func determiner(
    _ noun: Noun, _ subject: Subject, _ counts: Bool
  ) -> Determiner {
    if noun.isPerson || !noun.classes.isDisjoint(with: [.place, .sight]) {
      return pick(weighted: [(.definite, 60), (.indefinite, 20), (.demonstrative, 20)])
    }
    if noun.isMass {
      let amount: Determiner = counts ? .quantity(pick(Quantity.allCases)) : .indefinite
      return pick(weighted: [
        (.indefinite, 60), (amount, 20), (.demonstrative, 10),
      ])
    }
    let own: Determiner = canBeOwned(noun, subject) ? .possessive(subject) : .definite
    if !noun.classes.isDisjoint(with: [.lamp, .opening, .room, .machine]) {
      return pick(weighted: [(.definite, 60), (.demonstrative, 20), (own, 20)])
    }
    let count: Determiner = noun.isPluralOnly ? .indefinite : .count(number(2...6))
    return pick(weighted: [
      (.indefinite, 35), (.definite, 20), (own, 20), (.demonstrative, 10), (count, counts ? 8 : 0),
      (.quantity(pick([Quantity.several, .some, .many])), counts ? 7 : 0),
    ])
  }

  private func canBeOwned(_ noun: Noun, _ subject: Subject) -> Bool {
    !subject.isOpen
      && !noun.classes.isDisjoint(with: [
        .clothes, .thing, .device, .vehicle, .room, .furniture, .animal, .text, .gift, .container,
      ])
  }

  /// A relative of somebody: `ma sœur`, `leurs amis`.
  ///
  /// Several people have no husband in common, and a wife is a man's, a husband a woman's.
  mutating func kin(of owner: Subject) -> Phrase {
    if owner.isOpen { return somebodyElse() }
    let spouse = owner.gender == .feminine ? "femme" : "mari"
    let owned = Nouns.of([.kin]).filter { noun in
      if owner.person.isPlural, owner.address != .formal { return !noun.isSpouse }
      return owner.isThird ? noun.french != spouse : true
    }
    return pick(owned).phrase(.possessive(owner))
  }

  private mutating func somebodyElse() -> Phrase {
    pick(Nouns.of([.people])).phrase(.definite)
  }

  /// Something that the subject does: verb, object, sometimes where or with whom.
  mutating func clause(
    _ subject: Subject, _ event: Event, _ tense: Tense, negation: Negation? = nil,
    details: Int = 55, isHabit: Bool = false
  ) -> Clause {
    var clause = Clause(subject, event.predicate, tense)
    clause.negation = negation
    if !event.objects.isEmpty {
      let takesDe = negation != nil && event.predicate.frenchRest.isEmpty
      let noun = noun(event)
      clause.object =
        isHabit && event.isOfCounted
        ? noun.inGeneral(negated: takesDe)
        : object(noun, of: subject, negated: takesDe, counts: event.isOfCounted)
    }
    if chance(details) { clause.tail = detail(subject, event) }
    return clause
  }

  mutating func noun(_ event: Event) -> Noun {
    pick(Nouns.of([pick(event.objects)]))
  }

  /// Where, or with whom; nothing where neither suits.
  mutating func detail(_ subject: Subject, _ event: Event) -> Phrase {
    if !event.settings.isEmpty, chance(65) {
      return pick(Events.place(pick(event.settings)))
    }
    let social: Set<Setting> = [.home, .out, .study, .market, .water]
    guard !social.isDisjoint(with: event.settings) else { return .empty }
    return Phrase("avec", "with") + companion(subject)
  }

  mutating func companion(_ subject: Subject) -> Phrase {
    if chance(50) || subject.isOpen {
      let person = named()
      if !subject.french.contains(person.french) { return Phrase(person.french, person.english) }
    }
    return subject.isOpen ? somebodyElse() : kin(of: subject)
  }

  /// Something that people mean to do.
  mutating func event() -> Event { pick(Events.meant) }

  /// Something that happens to people or that they do.
  mutating func happening() -> Event { pick(Events.all) }

  /// Something that even a subject who is not known can do: nothing with `son` or `sa`.
  mutating func openHappening() -> Event {
    pick(
      Events.all.filter { !$0.objects.contains(.kin) && !$0.predicate.englishRest.contains("$") })
  }

  /// A time and the words for it, as the event takes them.
  mutating func time(_ event: Event) -> (tense: Tense, middle: Phrase?, phrase: Phrase?) {
    let aspect = event.aspect
    let past = pick(weighted: [(pick(TimePhrases.past) as Phrase?, 60), (nil, 40)])
    let future = pick(weighted: [(pick(TimePhrases.future) as Phrase?, 65), (nil, 35)])
    switch below(100) {
    case 0..<24 where aspect == .lasting:
      return (.progressive, nil, chance(40) ? pick(TimePhrases.now) : nil)
    case 0..<44 where event.isHabitual:
      return chance(50)
        ? (.present, pick(TimePhrases.frequency), nil) : (.present, nil, pick(TimePhrases.habit))
    case 0..<68: return (.past, nil, past)
    case 68..<90 where aspect == .accidental: return (.past, nil, past)
    case 0..<80: return (.future, nil, future)
    case 0..<90: return (.nearFuture, nil, future)
    case 0..<95: return (.perfect, Phrase("déjà", "already"), nil)
    default: return (.recentPast, nil, nil)
    }
  }

  /// Puts a time phrase at the end, or at the start with a comma.
  mutating func placing(_ time: Phrase?, _ clause: Clause) -> Phrase {
    guard let time else { return Draft.calling(clause.subject, clause.statement) }
    if chance(30), clause.subject.vocative == nil {
      let start = Phrase(time.french + ",", time.english + ",")
      return start + clause.statement
    }
    var clause = clause
    clause.tail = clause.tail + time
    return Draft.calling(clause.subject, clause.statement)
  }
}
