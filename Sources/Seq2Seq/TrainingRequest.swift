import S2SCorpora
import S2STraining

/// What a user asks of a training run.
public struct TrainingRequest: Sendable {
  /// What to do about a model that is there already.
  public enum Mode: Sendable {
    /// An error.
    case create
    /// Replace it.
    case overwrite
    /// Go on with its run.
    case resume
  }

  /// The source language.
  public var source: String
  /// The target language.
  public var target: String
  /// Where the pairs are.
  public var corpus = CorpusSelection()
  /// What is not left to the preset.
  public var overrides = TrainingOverrides()
  /// The model's directory; `nil` for `models/SRC-TGT`.
  public var modelPath: String?
  /// A model's directory or file that a new run begins with; `nil` for random weights.
  public var from: String?
  /// The time that the run may take, loading and saving included.
  public var timeLimit: TimeLimit?
  /// The workers; `nil` for the processor's cores.
  public var threads: Int?
  /// What to do about a model that is there already.
  public var mode = Mode.create
  /// The pairs of a shard of the corpus, about; a corpus of more is kept on disk.
  package var shardSize = ShardedCorpus.defaultShardSize
  /// How long steps are timed for a forecast, in seconds.
  package var rehearsalSeconds = 2.5
  /// The command as typed, for the model card.
  public var commandLine: [String] = []

  /// Asks for a model from one language to another.
  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

/// Where the pairs of a run are, as a user says it.
public struct CorpusSelection: Codable, Sendable, Equatable {
  /// A directory with `train.LANG`, `valid.LANG` and `test.LANG`.
  public var directory: String?
  /// Training pairs: a `.tsv`, `.tmx`, `.po` or `.mo`, or a stem.
  public var train: String?
  /// Validation pairs, likewise.
  public var valid: String?
  /// Test pairs, likewise.
  public var test: String?

  /// The bundled corpus unless told otherwise.
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
    let folder = directory ?? ModelDirectory.inHome("corpora/phrasebook")
    let found = try finder.find(part, in: folder)
    guard found == nil, part == .train else { return found }
    throw CorpusError.noPart(
      .train, directory: folder, LanguagePair(source: source, target: target),
      isNamed: directory != nil)
  }
}
