/// What stands before a noun.
package enum Determiner: Sendable {
  case definite
  /// The kind as a whole: `le pain`, `bread`.
  case generic
  /// `un, une, des`; before a mass the partitive `du, de la`.
  case indefinite
  case demonstrative
  case possessive(Subject)
  case count(Int)
  case quantity(Quantity)
}

/// An expression of quantity: `beaucoup de = a lot of`.
package enum Quantity: CaseIterable, Sendable {
  case many, tooMany, enough, few, several, some

  func phrase(mass: Bool) -> Phrase {
    switch self {
    case .many: Phrase("beaucoup de", "a lot of")
    case .tooMany: Phrase("trop de", mass ? "too much" : "too many")
    case .enough: Phrase("assez de", "enough")
    case .few: mass ? Phrase("un peu de", "a little") : Phrase("peu de", "few")
    case .several: mass ? Phrase("assez de", "enough") : Phrase("plusieurs", "several")
    case .some: mass ? Phrase("un peu de", "a little") : Phrase("quelques", "a few")
    }
  }
}

extension Noun {
  var isPerson: Bool { !classes.isDisjoint(with: [.people, .kin, .child]) }

  var isSpouse: Bool { classes.contains(.kin) && (french == "mari" || french == "femme") }

  /// The noun phrase, with its determiner and adjective in agreement and in each language's order.
  ///
  /// - Parameter negated: the phrase is the object of a negated verb: `pas de pain`, `any bread`.
  package func phrase(
    _ determiner: Determiner, _ wanted: GrammaticalNumber = .singular,
    _ adjective: Adjective? = nil, negated: Bool = false
  ) -> Phrase {
    let number = number(wanted, determiner)
    let plural = number == .plural
    let noun = plural ? frenchPlural : french
    var words = Phrase(noun, plural && !isMass ? englishPlural : english)
    if let adjective {
      let form = adjective.french.agreeing(gender, number, beforeNoun: adjective.precedes)
      words.french = adjective.precedes ? "\(form) \(noun)" : "\(noun) \(form)"
      words.english = "\(adjective.english) \(words.english)"
    }
    let start = french(determiner, number, negated, beforeAdjective: adjective?.precedes ?? false)
    return Phrase(
      "\(start) \(words.french)",
      "\(english(determiner, number, negated)) \(words.english)", gender: gender, number: number)
  }

  /// What somebody eats or reads again and again: `des pommes`, `apples`; denied `de pommes`.
  func inGeneral(negated: Bool) -> Phrase {
    let general = phrase(.generic, .plural)
    if !classes.isDisjoint(with: [.language, .subject, .sport]) { return general }
    let some = phrase(.indefinite, .plural, negated: negated)
    return Phrase(some.french, general.english, gender: gender, number: some.number)
  }

  private func number(_ wanted: GrammaticalNumber, _ determiner: Determiner) -> GrammaticalNumber {
    if isPluralOnly { return .plural }
    if isMass { return .singular }
    switch determiner {
    case .count(let count): return count > 1 ? .plural : .singular
    case .quantity: return .plural
    default: return wanted
    }
  }

  private func french(
    _ determiner: Determiner, _ number: GrammaticalNumber, _ negated: Bool, beforeAdjective: Bool
  ) -> String {
    switch determiner {
    case .definite, .generic: return article(number)
    case .indefinite where negated: return "de"
    case .indefinite where isMass: return "de " + article(.singular)
    case .indefinite where number == .plural: return beforeAdjective ? "de" : "des"
    case .indefinite: return gender == .feminine ? "une" : "un"
    case .demonstrative:
      return number == .plural ? "ces" : gender == .feminine ? "cette" : "+ce"
    case .possessive(let owner): return owner.possessive(gender, number)
    case .count(let count): return FrenchNumber.words(count, gender)
    case .quantity(let quantity): return quantity.phrase(mass: isMass).french
    }
  }

  private func article(_ number: GrammaticalNumber) -> String {
    number == .plural ? "+les" : gender == .feminine ? "+la" : "+le"
  }

  private func english(
    _ determiner: Determiner, _ number: GrammaticalNumber, _ negated: Bool
  ) -> String {
    switch determiner {
    case .definite: return "the"
    case .generic: return ""
    case .indefinite where isMass || number == .plural: return negated ? "any" : "some"
    case .indefinite: return "a"
    case .demonstrative: return number == .plural ? "these" : "this"
    case .possessive(let owner): return owner.englishPossessive
    case .count(let count): return EnglishNumber.words(count)
    case .quantity(let quantity): return quantity.phrase(mass: isMass).english
    }
  }

  /// The object pronoun that stands for the noun.
  func pronoun(_ wanted: GrammaticalNumber = .singular) -> ObjectPronoun {
    let number: GrammaticalNumber = isPluralOnly ? .plural : isMass ? .singular : wanted
    if number == .plural { return ObjectPronoun("les", "them", gender, .plural) }
    let english = isPerson ? (gender == .feminine ? "her" : "him") : "it"
    return ObjectPronoun(gender == .feminine ? "la" : "le", english, gender, .singular)
  }
}

/// A pronoun that French writes before its verb.
package struct ObjectPronoun: Sendable {
  let french: String
  let english: String
  let gender: Gender
  let number: GrammaticalNumber
  /// A direct object: a participle after it agrees.
  let isDirect: Bool

  /// A pronoun, direct unless said otherwise.
  package init(
    _ french: String, _ english: String, _ gender: Gender = .masculine,
    _ number: GrammaticalNumber = .singular, isDirect: Bool = true
  ) {
    self.french = french
    self.english = english
    self.gender = gender
    self.number = number
    self.isDirect = isDirect
  }
}
