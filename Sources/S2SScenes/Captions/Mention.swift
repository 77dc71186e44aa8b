import S2SPhrasebook

/// Words for a group of objects: how many of what outline, and as much more as is said.
struct Mention: Equatable {
  /// What may be said besides number and outline.
  enum Detail: CaseIterable {
    case none, size, colour, all

    var hasSize: Bool { self == .size || self == .all }
    var hasColour: Bool { self == .colour || self == .all }
  }

  let group: ObjectGroup
  let detail: Detail

  init(_ group: ObjectGroup, _ detail: Detail) {
    self.group = group
    self.detail = detail
  }

  /// Whether the words fit the objects of another group, too, whatever their number.
  func fits(_ other: ObjectGroup) -> Bool {
    group.shape == other.shape && (!detail.hasSize || group.size == other.size)
      && (!detail.hasColour || group.colour == other.colour)
  }

  private var noun: Phrase { group.shape.noun }
  private var number: GrammaticalNumber { group.count == 1 ? .singular : .plural }

  /// `un petit cercle rouge`, `trois étoiles vertes`.
  var indefinite: Phrase {
    phrase(
      FrenchNumber.words(group.count, noun.gender),
      group.count == 1 ? "a" : EnglishNumber.words(group.count))
  }

  /// `le petit cercle rouge`, `les trois étoiles vertes`.
  var definite: Phrase {
    guard number == .plural else {
      return phrase(noun.gender == .feminine ? "+la" : "+le", "the")
    }
    return phrase(
      "+les " + FrenchNumber.words(group.count), "the " + EnglishNumber.words(group.count))
  }

  private func phrase(_ french: String, _ english: String) -> Phrase {
    let plural = number == .plural
    let frenchNoun = plural ? FrenchNoun.plural(of: noun.french) : noun.french
    let frenchWords = [
      french, detail.hasSize ? frenchSize : nil, frenchNoun, detail.hasColour ? frenchColour : nil,
    ]
    let ending = plural ? (noun.english.hasSuffix("s") ? "es" : "s") : ""
    let englishWords = [
      english, detail.hasSize ? group.size.rawValue : nil,
      detail.hasColour ? group.colour.rawValue : nil, noun.english + ending,
    ]
    return Phrase(
      frenchWords.compactMap(\.self).joined(separator: " "),
      englishWords.compactMap(\.self).joined(separator: " "), gender: noun.gender, number: number)
  }

  private var frenchSize: String { group.size.french.agreeing(noun.gender, number) }

  private var frenchColour: String {
    group.colour.french?.agreeing(noun.gender, number) ?? group.colour.rawValue
  }
}

/// Sentences about a group.
extension Mention {
  /// `est`, `sont`.
  var be: Phrase { number == .plural ? Phrase("sont", "are") : Phrase("est", "is") }

  /// `il y a un cercle`.
  var presentation: Phrase {
    Phrase("il y a", "there " + be.english).followed(by: indefinite)
  }

  /// `vertes`: the colour behind a verb.
  var colour: Phrase { Phrase(frenchColour, group.colour.rawValue) }

  /// `petites`: the size behind a verb.
  var size: Phrase { Phrase(frenchSize, group.size.rawValue) }
}

extension Phrase {
  /// One phrase after the other.
  func followed(by next: Phrase) -> Phrase {
    Phrase(
      "\(french) \(next.french)", "\(english) \(next.english)", gender: gender, number: number)
  }

  /// One phrase after the other.
  func followed(by french: String, _ english: String) -> Phrase {
    followed(by: Phrase(french, english))
  }

  /// Mark at the end.
  func ending(with french: String, _ english: String) -> Phrase {
    Phrase(self.french + french, self.english + english, gender: gender, number: number)
  }
}
