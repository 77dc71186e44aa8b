import S2SPhrasebook

/// The draws that choose what captions say of a scene.
extension Dice {
  /// The number of captions for each picture.
  package static let captionCount = 3

  /// Three captions that differ: the first says all, the second less, the third says it otherwise.
  mutating func captions(of scene: Scene) -> [SceneCaption] {
    let phrases = CaptionPhrases(scene)
    var captions = [SceneCaption(phrases.whole)]
    for choices in [phrases.shorter, phrases.others] {
      let fresh = choices.map(SceneCaption.init).filter { choice in
        !captions.contains { $0.french == choice.french || $0.english == choice.english }
      }
      captions.append(pick(fresh))
    }
    return captions
  }
}
