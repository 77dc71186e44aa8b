/// Who is spoken to, and how: it decides between `tu` and `vous`, and the register of English.
package enum Address: Sendable {
  case familiar, formal, familiarPlural
}

/// The subject of a clause, with all that has to agree with it.
package struct Subject: Sendable {
  let french: String
  let english: String
  /// The person of the French verb.
  let person: Person
  let gender: Gender
  let isPronoun: Bool
  private(set) var address: Address?
  /// The name by which the sentence calls who is addressed.
  var vocative: Phrase?
  /// The person of the English verb where it is not that of the French one: `on = we`.
  private(set) var englishPerson: Person

  /// A subject by the words for it and what they agree in.
  package init(
    _ french: String, _ english: String, _ person: Person, _ gender: Gender = .masculine,
    isPronoun: Bool = false, address: Address? = nil
  ) {
    self.french = french
    self.english = english
    self.person = person
    self.gender = gender
    self.isPronoun = isPronoun
    self.address = address
    englishPerson = person
  }

  /// A noun phrase as a subject.
  package init(_ phrase: Phrase) {
    self.init(
      phrase.french, phrase.english, phrase.isPlural ? .thirdPlural : .thirdSingular,
      phrase.gender)
  }

  /// The same subject in a sentence addressed to somebody: `votre frère` makes it formal.
  func addressed(_ address: Address?) -> Subject {
    var subject = self
    subject.address = address
    return subject
  }

  /// The number of a participle or adjective; singular for a polite `vous`.
  var number: GrammaticalNumber {
    if person == .secondPlural, address == .formal { return .singular }
    return person.isPlural || englishPerson == .firstPlural ? .plural : .singular
  }

  /// Sentences that address someone as `vous` are in full, formal English: `you are`, `do not`.
  var isFormal: Bool { address == .formal }
  /// Not known by gender, so that nothing is `his` or `her`: `qui`, `personne`.
  var isOpen: Bool { ["qui", "personne", "quelqu'un", "tout le monde"].contains(french) }
  var isThird: Bool { person == .thirdSingular || person == .thirdPlural }

  /// `mon`, `+ma`, `mes` and so on: agrees with owner and thing.
  func possessive(_ gender: Gender, _ number: GrammaticalNumber) -> String {
    switch person {
    case .firstPlural: return number == .plural ? "nos" : "notre"
    case .secondPlural: return number == .plural ? "vos" : "votre"
    case .thirdPlural: return number == .plural ? "leurs" : "leur"
    case .firstSingular, .secondSingular, .thirdSingular:
      let first = ["m", "t", "s"][person.rawValue]
      return number == .plural ? first + "es" : gender == .feminine ? "+\(first)a" : first + "on"
    }
  }

  var englishPossessive: String {
    if englishPerson == .thirdSingular, gender == .feminine { return "her" }
    return EnglishBoundary.possessives[englishPerson.rawValue]
  }

  /// The pronoun that takes the subject up: `Marie` becomes `elle`.
  var pronoun: Subject {
    if isPronoun { return self }
    switch person {
    case .thirdSingular: return gender == .feminine ? .elle : .il
    case .thirdPlural: return gender == .feminine ? .elles : .ils
    case .firstPlural: return .nous
    default: return self
    }
  }

  /// The reflexive pronoun.
  var reflexive: String { ["me", "te", "se", "nous", "vous", "se"][person.rawValue] }

  /// After a preposition: `avec moi`, `with me`.
  var stressed: Phrase {
    switch person {
    case .firstSingular: Phrase("moi", "me")
    case .secondSingular: Phrase("toi", "you")
    case .thirdSingular: gender == .feminine ? Phrase("elle", "her") : Phrase("lui", "him")
    case .firstPlural: Phrase("nous", "us")
    case .secondPlural: Phrase("vous", "you")
    case .thirdPlural: gender == .feminine ? Phrase("elles", "them") : Phrase("eux", "them")
    }
  }

  /// `je`.
  package static let je = Subject("je", "I", .firstSingular, isPronoun: true)
  /// `tu`.
  package static let tu = Subject("tu", "you", .secondSingular, isPronoun: true, address: .familiar)
  /// `il`.
  package static let il = Subject("il", "he", .thirdSingular, isPronoun: true)
  /// `elle`.
  package static let elle = Subject("elle", "she", .thirdSingular, .feminine, isPronoun: true)
  /// `nous`.
  package static let nous = Subject("nous", "we", .firstPlural, isPronoun: true)
  /// `vous`.
  package static let vous = Subject("vous", "you", .secondPlural, isPronoun: true, address: .formal)
  /// `ils`.
  package static let ils = Subject("ils", "they", .thirdPlural, isPronoun: true)
  /// `elles`.
  package static let elles = Subject("elles", "they", .thirdPlural, .feminine, isPronoun: true)
  /// `on`.
  package static let on = {
    var on = Subject("on", "we", .thirdSingular, isPronoun: true)
    on.englishPerson = .firstPlural
    return on
  }()
  /// `il` of the weather and of time.
  static let it = Subject("il", "it", .thirdSingular, isPronoun: true)
}
