import S2SCorpora
import S2SOptions
import S2SText

/// The pictures of a captioner, as vectors, and their captions.
public struct CaptionerCorpus: Settings {
  /// The language of the captions.
  public var target: String?
  /// A directory with `train.LANG` and `train.features.safetensors`, and so on for `valid` and `test`.
  public var directory: String?
  /// Training captions.
  public var train: String?
  /// The vectors of the training pictures.
  public var features: String?
  /// Validation captions.
  public var valid: String?
  /// The vectors of the validation pictures.
  public var validFeatures: String?

  /// No pictures.
  public init() {}

  /// The pictures of a directory.
  public init(directory: String, target: String = "en") {
    self.directory = directory
    self.target = target
  }

  /// Captions in a file, and the vectors of their pictures.
  public init(train: String, features: String? = nil, valid: String? = nil) {
    self.train = train
    self.features = features
    self.valid = valid
  }

  /// Every option.
  public static let options = OptionTable<Self>([
    .text(
      "tgt", \.target, "The language of the captions, such as fr (default: en)",
      as: TextPipeline.canonicalTag),
    .path(
      "corpus", \.directory,
      """
      A directory with train.LANG, train.features.safetensors or train.features.npy, and so on for valid \
      and test; further references in train.2.LANG, train.3.LANG
      """),
    .path(
      "train", \.train,
      """
      Training captions, line i for vector i, plain or .gz, or a .tsv file of row (from 0), tab, \
      caption
      """),
    .path(
      "features", \.features,
      "The vectors of the training pictures, .npy or .safetensors (default: beside the captions)"),
    .path(
      "valid", \.valid,
      "Validation captions, in the same form (default: set aside from the training pictures)"),
    .path(
      "valid-features", \.validFeatures,
      "The vectors of the validation pictures (default: beside the captions)"),
  ])

  /// The language, English unless it is named.
  var languageName: String { target ?? "en" }
}

extension CaptionerCorpus: TaskCorpus {
  package static var pathNames: Set<String> {
    ["corpus", "train", "features", "valid", "valid-features"]
  }

  package var complete: CaptionerCorpus {
    var corpus = self
    corpus.target = languageName
    return corpus
  }

  package func files(_ part: CorpusFinder.Part) throws -> [String] {
    try pictures(part)?.paths ?? []
  }

  /// The files of a part; `nil` when there are none and none were named.
  ///
  /// - Throws: `OptionError`, `CaptionError`, `CorpusError`.
  func pictures(_ part: CorpusFinder.Part) throws -> CaptionFiles? {
    try validate()
    let (captions, vectors) =
      switch part {
      case .train: (train, features)
      case .valid: (valid, validFeatures)
      case .test: (String?.none, String?.none)
      }
    if let captions { return try CaptionFiles(captions: captions, features: vectors) }
    guard let directory, train == nil else {
      if part == .train { throw OptionError.missing(option: "train") }
      return nil
    }
    let found = try CaptionFiles(part, in: directory, language: languageName)
    guard found == nil, part == .train else { return found }
    throw CaptionError.noCaptions(part, directory: directory, language: languageName)
  }

  /// Refuses files that are named in two ways, and vectors without captions.
  ///
  /// - Throws: `OptionError`.
  func validate() throws {
    if directory != nil && train != nil {
      throw OptionError.excludes(option: "corpus", other: "train")
    }
    if features != nil && train == nil {
      throw OptionError.needs(option: "features", other: "train")
    }
    if validFeatures != nil && valid == nil {
      throw OptionError.needs(option: "valid-features", other: "valid")
    }
  }
}
