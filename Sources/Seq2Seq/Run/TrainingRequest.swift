import S2SCorpora
import S2SOptions
import S2STensors
import S2STraining

/// A request for a training run.
public struct TrainingRequest<Corpus: Settings, Options: TaskOptions>: Sendable {
  /// Where the examples are.
  public var corpus: Corpus
  /// The options that are not left to the preset, by name.
  public var options: OptionValues = [:]
  /// The model's directory; `nil` for the task's usual one under `models/`.
  public var modelPath: String?
  /// A model's directory or file that a new run begins with; `nil` for random weights.
  public var from: String?
  /// The time that the run may take, loading and saving included.
  public var timeLimit: TimeLimit?
  /// The workers; `nil` for the processor's cores.
  public var threads: Int?
  /// The instructions that were pinned (`VectorInstructions.pin`), for the record; `nil` for none.
  public var kernels: VectorInstructions?
  /// The directory that TensorBoard reads, in which the run has one of its own; `nil` for none.
  public var tensorboard: String?
  /// The SHA-256 that files of the corpus have to have, by path; others may have any.
  public var sha256: [String: String] = [:]
  /// What to do about a model that is there already.
  public var mode = TrainingMode.create
  /// The examples of a shard of the corpus, about; a corpus of more is kept on disk.
  package var shardSize = ShardedCorpus.defaultShardSize
  /// How long steps are timed for a forecast, in seconds.
  package var rehearsalSeconds = 2.5
  /// A command that uses the model in a directory, for the model card; empty for none.
  public var usage: @Sendable (_ directory: String) -> String = { _ in "" }
  /// Files that the request was read from, which the run never replaces.
  public var otherInputs: [String] = []
  /// The command as typed, for the model card.
  public var commandLine: [String] = []

  /// Asks for a model of a corpus.
  public init(_ corpus: Corpus) { self.corpus = corpus }

  /// Gives an option a value, by its place.
  ///
  /// - Precondition: an option is at the path.
  public mutating func set<Value>(_ path: WritableKeyPath<Options, Value>, to value: Value) {
    guard let field = Options.options.field(at: path) else {
      preconditionFailure("no option is at \(path)")
    }
    var holder = Options()
    holder[keyPath: path] = value
    options[field.name] = field.value(holder)
  }
}

/// What to do about a model that is there already.
public enum TrainingMode: Sendable {
  /// An error.
  case create
  /// Replace it.
  case overwrite
  /// Go on with its run.
  case resume
}
