import S2SScenes

/// A part of a caption, as a reader understands it who knows nothing of the grammar that wrote it.
enum CaptionToken: Equatable {
  case mention(CaptionMention)
  case relation(Relation)
  /// The relation of the mention before to the first one: `to its left`.
  case beside(Relation)
  case place(Vertical?, Horizontal?)
  case row, column, and, with, comma
  case be(isPlural: Bool)
  case thereIs(isPlural: Bool)
  case shapes(Int)
  case size(Size, form: String)
  case colour(Colour, form: String)
}

/// Objects that a caption names.
struct CaptionMention: Equatable {
  var count: Int
  var isDefinite: Bool
  var size: Size?
  var colour: Colour?
  var shape: Shape
  /// The words, for agreement.
  var words: [String]

  /// The objects of a picture that the words fit.
  func fitting(_ picture: ScenePicture) -> [DrawnObject] {
    picture.objects.filter { object in
      let group = picture.scene.groups[object.group]
      return object.shape == shape && (size == nil || object.size == size)
        && (colour == nil || group.colour == colour)
    }
  }
}

extension DrawnObject {
  /// What the size is called.
  var size: Size { radius <= 352 ? .small : .large }
}
