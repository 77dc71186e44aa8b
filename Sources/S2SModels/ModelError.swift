import S2SFiles
import S2SLayers
import S2SOptions

/// What is wrong with a model: that there is none or one already, its file, its shape, or what it
/// is to be used with.
public enum ModelError: Error, Sendable, Equatable {
  // There is no model, or there is one.

  /// No model was named.
  case noModel
  /// There is nothing at a path.
  case notFound(path: String)
  /// A directory has no model; a run that has not been validated yet leaves none.
  case noModelFile(directory: String)
  /// No model in a directory of models is for the languages, each `nil` for any.
  case noneUnder(directory: String, source: String?, target: String?)
  /// No model in a directory of models is of the task.
  case noneOfTask(String, directory: String)
  /// All models in a directory of models that may be meant are copies of others, or of runs that were
  /// not validated yet.
  case noneFinished(directory: String, others: [String])
  /// The models in a directory of models are for several languages; one is listed for each pair.
  case severalLanguages(directory: String, models: [ModelLanguages])
  /// There is no unfinished run of a task in a directory of models, but these finished ones.
  case noneUnfinished(directory: String, task: String, finished: [String])
  /// A directory has no run to go on with.
  case noRun(directory: String)
  /// There is no shortlist beside a model.
  case noShortlist(path: String)
  /// A run is to begin in a directory that has a run or a model already.
  case runExists(directory: String)
  /// A model is to be written to a directory that has one already.
  case modelExists(directory: String)
  /// A file to write, which is no model's, is or would be one of those of a model.
  case isOfModel(path: String)
  /// Another run writes into a directory.
  case inUse(directory: String)
  /// A directory was moved away or replaced while a run wrote into it.
  case replacedDirectory(String)
  /// A directory was removed while a run wrote into it.
  case removedDirectory(String)

  // A file is not a model, or not one that this version reads.

  /// A file is no model of this toolkit.
  case notAModel(path: String)
  /// A file lacks a metadata field of models.
  case noField(path: String, field: String)
  /// A model's format is of another version.
  case otherVersion(path: String, version: String, supported: String)
  /// What a file says in JSON cannot be read.
  case malformed(ModelPart, path: String, JSONFault)
  /// A model's shape has an impossible value.
  case impossibleShape(path: String, OptionError)
  /// A language's field names none.
  case noLanguage(path: String, field: String, value: String)
  /// A model does not say how it was trained.
  case noConfiguration(path: String)
  /// A model's task is unknown to this version.
  case unknownTask(path: String, task: String)

  // Two things do not fit each other.

  /// A model is of another task than the one it is to be used for.
  case otherTask(path: String, task: String, wanted: String)
  /// An option is for models of a stream, and a model reads line by line.
  case readsLines(path: String, option: String)
  /// Probabilities are no numbers, by what is in the file or by learning while it reads.
  case noNumbers(path: String, learns: Bool)
  /// A model's languages, by role, are others than a run's.
  case otherLanguages(path: String, languages: [String: String], wanted: [String: String])
  /// A translation model is not from the source, or not to the target that is asked for, each `nil` for
  /// any.
  case otherDirection(path: String, languages: [String: String], source: String?, target: String?)
  /// Two models that are to be compared translate between other languages, by role.
  case otherPair(
    path: String, languages: [String: String], first: String, wanted: [String: String])
  /// A file's numbers are more or fewer than its shape has.
  case otherSize(path: String, held: WeightCount, needed: WeightCount)
  /// A file's weights of eight bits are of a matrix whose width is no multiple of four.
  case damagedWidth(path: String, matrix: String)
  /// Weights of eight bits cannot be trained or averaged.
  case quantized(path: String, QuantizedUse)
  /// Weights that are to be of eight bits are so already.
  case alreadyQuantized
  /// A model copies tokens, but its two sides have different ones.
  case unequalTokens(path: String)
  /// A run is to copy tokens, but the model that it begins with has different ones on its sides.
  case copiesUnequalTokens
  /// The models of an ensemble have different tokenizers.
  case unequalTokenizers
  /// The models of an average differ.
  case otherModel(path: String, first: String, differences: [ModelDifference])
  /// A file is no shortlist for the model.
  case notAShortlist(path: String)
  /// A model that spells its source by characters has no use for a shortlist.
  case shortlistOfCharacters

  // A model that cannot be made.

  /// The parts of a shape contradict each other.
  case contradiction(ShapeContradiction)
  /// A vocabulary's size is outside of its range.
  case vocabularySize(VocabularySide, Int, allowed: ClosedRange<Int>)
  /// A shape has more weights than the memory that this process may have.
  case tooLarge(weights: Int, bytes: Double, limit: Int)
  /// A matrix that is to be of eight bits has a width that is no multiple of four.
  case unevenWidth(matrix: String, columns: Int)
  /// An average needs two models or more.
  case tooFewToAverage
}

/// What a file says in JSON.
public enum ModelPart: String, Sendable {
  /// A model's shape.
  case shape
  /// What a stored run is.
  case setup
  /// A model's facts: its files, and the options of its run.
  case corpus, options
  /// The rest of a model's run.
  case run
}

/// A model and its languages.
public struct ModelLanguages: Sendable, Equatable {
  /// The model's directory.
  public let path: String
  /// The languages, by role.
  public let languages: [String: String]

  /// Names both.
  public init(path: String, languages: [String: String]) {
    self.path = path
    self.languages = languages
  }
}

/// How much there is of a model's weights.
public struct WeightCount: Sendable, Equatable {
  /// The numbers.
  public let numbers: Int
  /// The tensors that hold them.
  public let tensors: Int

  /// Names both.
  public init(numbers: Int, tensors: Int) {
    self.numbers = numbers
    self.tensors = tensors
  }
}

/// What weights of eight bits cannot be used for.
public enum QuantizedUse: Sendable {
  /// To begin a run.
  case training
  /// To be a part of a mean.
  case averaging
}

/// What two models do not share.
public enum ModelDifference: Sendable, Equatable {
  /// An option of their shapes.
  case option(OptionDifference)
  /// A field of their files: a language or a tokenizer.
  case field(String)
}

/// The sides of a translation.
public enum VocabularySide: String, Sendable {
  /// What is read, and what is written.
  case source, target
}
