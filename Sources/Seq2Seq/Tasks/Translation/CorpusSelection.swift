import S2SCorpora

/// The corpus of a run, as a user names it.
public struct CorpusSelection: Codable, Sendable, Equatable {
  /// A directory with `train.LANG`, `valid.LANG` and `test.LANG`.
  public var directory: String?
  /// Training pairs: a `.tsv`, `.tmx`, `.po` or `.mo`, or a stem.
  public var train: String?
  /// Validation pairs, in the same forms.
  public var valid: String?
  /// Test pairs, in the same forms.
  public var test: String?

  /// The directory of the bundled corpus.
  static var standard: String { ModelDirectory.inHome("corpora/phrasebook") }

  /// The bundled corpus, unless another is named.
  public init(
    directory: String? = nil, train: String? = nil, valid: String? = nil, test: String? = nil
  ) {
    self.directory = directory
    self.train = train
    self.valid = valid
    self.test = test
  }

  /// The files of a part; `nil` when there are none and none were named.
  ///
  /// - Throws: `CorpusError` when training files, or named ones, are missing.
  package func files(
    _ part: CorpusFinder.Part, source: String, target: String
  ) throws -> CorpusFiles? {
    let finder = CorpusFinder(source: source, target: target)
    let named = [.train: train, .valid: valid, .test: test][part] ?? nil
    if let named { return try finder.named(named) }
    // With files named one by one there is no directory to look into.
    if train != nil && directory == nil { return nil }
    let folder = directory ?? Self.standard
    let found = try finder.find(part, in: folder)
    guard found == nil, part == .train else { return found }
    throw CorpusError.noPart(
      .train, directory: folder, LanguagePair(source: source, target: target),
      isNamed: directory != nil)
  }
}
