import S2SPhrasebook
import S2SRandom

/// A scene with places for its objects, and captions.
public struct ScenePicture: Sendable {
  /// What is in the picture.
  public let scene: Scene
  /// The captions; the first says all that a caption can say.
  public let captions: [SceneCaption]
  /// The objects in the order in which they are drawn.
  public let objects: [DrawnObject]
  /// The draws that remain, for the pixels.
  private let dice: Dice

  /// Makes up a picture; the same part, number and seed give the same picture on every machine.
  ///
  /// - Parameters:
  ///   - part: the part of the corpus, which has scenes of its own.
  ///   - number: of the picture in its part, from 0.
  ///   - seed: of the corpus.
  public init(_ part: ScenePart, number: Int, seed: UInt64) {
    var dice = Dice(SeededGenerator(seed: seed, part.index, UInt64(number)))
    scene = dice.scene(for: part)
    captions = dice.captions(of: scene)
    objects = dice.objects(of: scene)
    self.dice = dice
  }

  /// Draws the picture on light grey paper that is a little rough: each byte is changed by at most 3.
  ///
  /// - Parameter width: in pixels.
  public func pixels(width: Int) -> Pixmap {
    var dice = dice
    let grey = UInt8(dice.number(222...246))
    var pixels = Pixmap(width: width, RGB(grey, grey, grey))
    for object in objects { pixels.draw(object) }
    for index in pixels.bytes.indices {
      pixels.bytes[index] = UInt8(clamping: Int(pixels.bytes[index]) + dice.number(-3...3))
    }
    return pixels
  }
}
