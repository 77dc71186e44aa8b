/// What a captioner says of the pictures of a test set.
public struct CaptionedTestSet: Sendable {
  /// The model, as it was named.
  public let model: String
  /// The files of the test set: the vectors, then the captions.
  public let files: [String]
  /// A caption for each vector, those without references included.
  public let captions: [String]
  /// The seconds that captioning took.
  public let seconds: Double

  /// The speed of captioning.
  public var picturesPerSecond: Double { Double(captions.count) / max(seconds, 1e-9) }
}
