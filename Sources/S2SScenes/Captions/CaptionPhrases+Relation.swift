import S2SPhrasebook

/// What can be said of two groups.
extension CaptionPhrases {
  init(_ first: ObjectGroup, _ relation: Relation, _ second: ObjectGroup) {
    let pairs = Mention.Detail.allCases.map { (Mention(first, $0), Mention(second, $0)) }
      .filter { !$0.fits(second) && !$1.fits(first) }
    let less = pairs.filter { $0.0.detail != .all }
    let (all, other) = (Mention(first, .all), Mention(second, .all))
    whole = Self.related(all.indefinite, relation, other.indefinite)
    shorter =
      less.map { Self.related($0.indefinite, relation, $1.indefinite) }
      + less.map { $0.indefinite.followed(by: "et", "and").followed(by: $1.indefinite) }
    let definite = pairs.map {
      $0.definite.followed(by: $0.be).followed(by: relation.phrase).followed(by: $1.definite)
    }
    others =
      [
        Self.related(other.indefinite, relation.converse, all.indefinite),
        Self.sum(all, other),
      ] + less.map { Self.related($0.presentation, relation, $1.indefinite) } + definite
      + pairs.compactMap { Self.beside($0, relation, $1) }
  }

  private static func related(_ first: Phrase, _ relation: Relation, _ second: Phrase) -> Phrase {
    first.followed(by: relation.phrase).followed(by: second)
  }

  /// `trois formes : un cercle rouge et deux carrés bleus`.
  private static func sum(_ first: Mention, _ second: Mention) -> Phrase {
    let count = first.group.count + second.group.count
    return Phrase("\(FrenchNumber.words(count)) formes :", "\(EnglishNumber.words(count)) shapes:")
      .followed(by: first.indefinite).followed(by: "et", "and").followed(by: second.indefinite)
  }

  /// `un carré bleu avec un cercle rouge à gauche`: the second group first.
  private static func beside(_ first: Mention, _ relation: Relation, _ second: Mention) -> Phrase? {
    let isPlural = second.group.count > 1
    let owner = isPlural ? ("leur", "their") : ("sa", "its")
    let place: Phrase? =
      switch relation {
      case .leftOf: Phrase("à \(owner.0) gauche", "to \(owner.1) left")
      case .rightOf: Phrase("à \(owner.0) droite", "to \(owner.1) right")
      case .above: Phrase("au-dessus", isPlural ? "above them" : "above it")
      case .below: Phrase("en dessous", isPlural ? "below them" : "below it")
      case .inside: Phrase("à l'intérieur", "inside")
      case .around: nil
      }
    return place.map {
      second.indefinite.followed(by: "avec", "with").followed(by: first.indefinite).followed(by: $0)
    }
  }
}
