import S2SPhrasebook

/// The words for what is in scenes, in both languages.
extension Shape {
  /// The noun; its English plural has an s, or an es where it ends with one.
  var noun: Phrase {
    switch self {
    case .circle: Phrase("cercle", "circle")
    case .square: Phrase("carré", "square")
    case .triangle: Phrase("triangle", "triangle")
    case .star: Phrase("étoile", "star", gender: .feminine)
    case .diamond: Phrase("losange", "diamond")
    case .cross: Phrase("croix", "cross", gender: .feminine)
    case .heart: Phrase("cœur", "heart")
    }
  }
}

extension Size {
  /// The French adjective, which stands before its noun.
  var french: FrenchAdjective { FrenchAdjective(self == .small ? "petit" : "grand") }
}

extension Colour {
  /// The French adjective, which stands behind its noun; `nil` for `orange`, the name of a fruit, which
  /// has one form.
  var french: FrenchAdjective? {
    switch self {
    case .red: FrenchAdjective("rouge")
    case .blue: FrenchAdjective("bleu")
    case .green: FrenchAdjective("vert")
    case .yellow: FrenchAdjective("jaune")
    case .black: FrenchAdjective("noir")
    case .orange: nil
    case .purple: FrenchAdjective("violet/violette")
    case .pink: FrenchAdjective("rose")
    }
  }
}

extension Relation {
  /// The preposition.
  var phrase: Phrase {
    switch self {
    case .leftOf: Phrase("à gauche de", "to the left of")
    case .rightOf: Phrase("à droite de", "to the right of")
    case .above: Phrase("au-dessus de", "above")
    case .below: Phrase("en dessous de", "below")
    case .inside: Phrase("dans", "inside")
    case .around: Phrase("autour de", "around")
    }
  }
}

/// Where something is in a picture.
enum PlacePhrase {
  static func of(_ vertical: Vertical, _ horizontal: Horizontal) -> Phrase {
    switch (vertical, horizontal) {
    case (.middle, _): of(horizontal)
    case (_, .middle): of(vertical)
    default:
      Phrase(
        "\(of(vertical).french) \(of(horizontal).french)",
        "\(of(vertical).english) \(horizontal.rawValue == 0 ? "left" : "right")")
    }
  }

  static func of(_ vertical: Vertical) -> Phrase {
    switch vertical {
    case .top: Phrase("en haut", "at the top")
    case .middle: Phrase("au milieu", "in the middle")
    case .bottom: Phrase("en bas", "at the bottom")
    }
  }

  static func of(_ horizontal: Horizontal) -> Phrase {
    switch horizontal {
    case .left: Phrase("à gauche", "on the left")
    case .middle: Phrase("au milieu", "in the middle")
    case .right: Phrase("à droite", "on the right")
    }
  }
}
