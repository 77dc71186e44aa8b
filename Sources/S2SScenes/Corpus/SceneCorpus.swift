/// A corpus of pictures with captions in French and English, drawn by this project.
///
/// Each picture is a function of the seed, its part and its number: a larger corpus begins with the pictures of a
/// smaller one, and the test set stays the same whatever there is to train on.
public struct SceneCorpus: Equatable, Sendable {
  /// The number of pictures of each part.
  public var training = 1_000
  /// Pictures to validate with.
  public var validation = 100
  /// Pictures to test on.
  public var test = 100
  /// The seed of all random choices.
  public var seed: UInt64 = 1
  /// The width and the height of pictures, in pixels.
  public var pictureWidth = 48

  /// The most pictures of a part.
  public static let maximumPictures = 1_000_000
  /// The widths that pictures may have, in pixels.
  public static let pictureWidths = 24...256
  /// The number of captions of each picture in each language.
  public static let captionCount = 3

  /// The bundled corpus.
  public init() {}

  /// The number of pictures of a part.
  public func count(_ part: ScenePart) -> Int {
    switch part {
    case .train: training
    case .valid: validation
    case .test: test
    }
  }

  /// A picture of a part.
  ///
  /// - Parameter number: from 0.
  public func picture(_ part: ScenePart, _ number: Int) -> ScenePicture {
    ScenePicture(part, number: number, seed: seed)
  }

  /// The features of a picture, drawn as wide as the corpus says.
  ///
  /// - Returns: `FilterBank.columnCount` numbers.
  public func features(of picture: ScenePicture) -> [Float] {
    FilterBank.features(of: picture.pixels(width: pictureWidth))
  }
}
