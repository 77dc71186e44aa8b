import S2SPhrasebook

/// What can be said of a scene.
///
/// Each mention of a group has the number of all objects in the picture that it fits, so no caption is
/// ambiguous, and none lies.
struct CaptionPhrases {
  /// All that can be said, in a fixed form.
  let whole: Phrase
  /// Less than that.
  let shorter: [Phrase]
  /// The same or less, in other forms.
  let others: [Phrase]

  init(_ scene: Scene) {
    let group = scene.group
    switch scene.layout {
    case .single(let vertical, let horizontal):
      self.init(group, at: PlacePhrase.of(vertical, horizontal))
    case .row(let vertical):
      self.init(group, Self.row(group), at: PlacePhrase.of(vertical))
    case .column(let horizontal):
      self.init(group, Self.column(group), at: PlacePhrase.of(horizontal))
    case .scattered: self.init(scattered: group)
    case .related(let relation, let other): self.init(group, relation, other)
    }
  }

  private static func row(_ group: ObjectGroup) -> Phrase {
    group.count == 2 ? Phrase("côte à côte", "side by side") : Phrase("en ligne", "in a row")
  }

  private static func column(_ group: ObjectGroup) -> Phrase {
    guard group.count == 2 else { return Phrase("en colonne", "in a column") }
    return group.shape.noun.gender == .feminine
      ? Phrase("l'une au-dessus de l'autre", "one above the other")
      : Phrase("l'un au-dessus de l'autre", "one above the other")
  }

  /// One object and its place.
  private init(_ group: ObjectGroup, at place: Phrase) {
    let (all, bare) = (Mention(group, .all), Mention(group, .none))
    let (coloured, sized) = (Mention(group, .colour), Mention(group, .size))
    whole = all.indefinite.followed(by: place)
    shorter = [
      coloured.indefinite, coloured.indefinite.followed(by: place), all.indefinite,
      sized.indefinite.followed(by: place), bare.indefinite.followed(by: place),
    ]
    others = [
      all.presentation.followed(by: place), coloured.presentation.followed(by: place),
      place.ending(with: ",", ",").followed(by: coloured.indefinite),
      place.ending(with: ",", ",").followed(by: all.indefinite),
      coloured.definite.followed(by: bare.be).followed(by: bare.size),
      sized.definite.followed(by: bare.be).followed(by: bare.colour),
      coloured.definite.followed(by: bare.be).followed(by: place),
    ]
  }

  /// Objects in a line and its place.
  private init(_ group: ObjectGroup, _ line: Phrase, at place: Phrase) {
    let (all, bare) = (Mention(group, .all), Mention(group, .none))
    let (coloured, sized) = (Mention(group, .colour), Mention(group, .size))
    whole = all.indefinite.followed(by: line).followed(by: place)
    shorter = [
      coloured.indefinite.followed(by: line), coloured.indefinite.followed(by: place),
      all.indefinite, sized.indefinite.followed(by: line), bare.indefinite.followed(by: place),
    ]
    others = [
      coloured.presentation.followed(by: place), all.presentation.followed(by: line),
      place.ending(with: ",", ",").followed(by: all.indefinite),
      bare.definite.followed(by: bare.be).followed(by: bare.size).followed(by: "et", "and")
        .followed(by: bare.colour),
      coloured.definite.followed(by: bare.be).followed(by: line),
    ]
  }

  /// Objects that lie anywhere.
  private init(scattered group: ObjectGroup) {
    let (all, bare) = (Mention(group, .all), Mention(group, .none))
    let (coloured, sized) = (Mention(group, .colour), Mention(group, .size))
    whole = all.indefinite
    shorter = [coloured.indefinite, sized.indefinite, bare.indefinite]
    others = [
      all.presentation, coloured.presentation,
      bare.definite.followed(by: bare.be).followed(by: bare.size).followed(by: "et", "and")
        .followed(by: bare.colour),
      sized.definite.followed(by: bare.be).followed(by: bare.colour),
    ]
  }
}
