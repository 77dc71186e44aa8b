/// Captioned pictures to test on, as a user names them.
public struct CaptionSelection: Sendable, Equatable {
  /// A directory with `test.LANG` and `test.features.safetensors`.
  public var directory: String?
  /// Captions, line i for vector i, or a table of rows and captions.
  public var captions: String?
  /// The vectors of the pictures with these captions; beside them unless it is named.
  public var features: String?

  /// The test set beside the pictures that a model was made from, unless another is named.
  public init(directory: String? = nil, captions: String? = nil, features: String? = nil) {
    self.directory = directory
    self.captions = captions
    self.features = features
  }
}
