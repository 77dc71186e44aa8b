extension Constructions {
  /// Whose it is, and what people have.
  static let possession = [
    Construction("whose", 20) { dice in
      let noun = dice.pick(
        Nouns.of([.clothes, .thing, .device, .furniture, .animal, .text]).filter { !$0.isMass })
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let owner = dice.pick([
        Subject.je, .tu, .nous, .vous, .il, .elle, dice.named(), dice.named(), .elles,
      ])
      let thing = noun.phrase(.demonstrative, number)
      let be = thing.isPlural ? Phrase("sont à", "are") : Phrase("est à", "is")
      let english = ["mine", "yours", "his", "ours", "yours", "theirs"][owner.person.rawValue]
      let her = owner.gender == .feminine && owner.person == .thirdSingular ? "hers" : english
      let whom =
        owner.isPronoun
        ? Phrase(owner.stressed.french, her) : Phrase(owner.french, owner.english + "'s")
      return Draft(thing + be + whom)
    },
    Construction("somebody's", 18) { dice in
      let noun = dice.pick(
        Nouns.of([.clothes, .thing, .device, .vehicle, .animal, .room, .text]).filter { !$0.isMass }
      )
      let number: GrammaticalNumber = dice.chance(25) ? .plural : .singular
      let person = dice.named()
      let thing = noun.phrase(.definite, number)
      let bare = Table.trimmed(Substring(noun.phrase(.generic, number).english))
      let start = thing.isPlural ? Phrase("ce sont", "they're") : Phrase("c'est", "it's")
      let owner =
        dice.chance(50)
        ? Phrase(person.french, person.english)
        : dice.pick(Nouns.of([.kin]).filter { !$0.isPluralOnly }).phrase(
          .possessive(dice.pick([.je, .nous])))
      return Draft(
        start + Phrase("\(thing.french) de \(owner.french)", "\(owner.english)'s \(bare)"))
    },
    Construction("mine and yours", 20) { dice in
      let noun = dice.pick(
        Nouns.of([.clothes, .vehicle, .device, .furniture, .room]).filter { !$0.isPluralOnly })
      let adjectives = Adjectives.fitting(noun)
      let (one, two) = (dice.pick(adjectives), dice.pick(adjectives))
      guard one.english != two.english else {
        return Draft(dice.being(dice.thing(noun), one, .present))
      }
      let (mine, other): (Subject, Subject) = dice.pick([
        (.je, .tu), (.tu, .je), (.je, .vous), (.nous, .vous), (.je, .il), (.je, .elle),
      ])
      let first = dice.being(Subject(noun.phrase(.possessive(mine))), one, .present, degrees: 0)
        .statement
      let pronoun = dice.ownPronoun(other, noun.gender)
      let second = dice.being(
        Subject(Phrase(pronoun.french, pronoun.english, gender: noun.gender)), two, .present,
        degrees: 0)
      return Draft(first + Phrase(", mais", ", but") + second.statement)
    },
    Construction("having", 34) { dice in
      let noun = dice.pick(
        Nouns.of([.animal, .vehicle, .device, .kin, .instrument, .clothes, .thing, .furniture])
          .filter {
            !["mari", "femme", "père", "mère", "ordinateur"].contains($0.french)
              && !($0.isPluralOnly && $0.isPerson)
          })
      var clause = Clause(
        dice.subject(), Predicate("avoir = have"), dice.pick([.present, .present, .imperfect]))
      let isDenied = dice.chance(25)
      if isDenied { clause.negation = dice.pick([.not, .noLonger]) }
      let determiner: Determiner =
        isDenied || noun.isPluralOnly
        ? .indefinite
        : dice.pick([
          .indefinite, .count(dice.number(2...6)), .quantity(dice.pick([.several, .many])),
        ])
      let adjectives = Adjectives.fitting(noun).filter {
        !noun.isPerson || ["tall", "young", "kind"].contains($0.english)
      }
      let adjective = dice.chance(40) && !adjectives.isEmpty ? dice.pick(adjectives) : nil
      clause.object = noun.phrase(determiner, .singular, adjective, negated: isDenied)
      if !isDenied, dice.chance(15) { return dice.asking(clause, nil) }
      return Draft(clause)
    },
  ]
}

extension Dice {
  /// `le mien = mine`, as it agrees with the thing.
  func ownPronoun(_ owner: Subject, _ gender: Gender) -> Phrase {
    let feminine = gender == .feminine
    let article = feminine ? "la" : "le"
    switch owner.person {
    case .firstSingular: return Phrase("\(article) \(feminine ? "mienne" : "mien")", "mine")
    case .secondSingular: return Phrase("\(article) \(feminine ? "tienne" : "tien")", "yours")
    case .thirdSingular:
      return Phrase(
        "\(article) \(feminine ? "sienne" : "sien")", owner.gender == .feminine ? "hers" : "his")
    case .firstPlural: return Phrase("\(article) nôtre", "ours")
    case .secondPlural: return Phrase("\(article) vôtre", "yours")
    case .thirdPlural: return Phrase("\(article) leur", "theirs")
    }
  }
}
