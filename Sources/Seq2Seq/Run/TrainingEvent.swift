import S2SCorpora
import S2SOptions
import S2STraining

/// The events of a training run, for reports.
public enum TrainingEvent: Sendable {
  /// The corpus has been read and cleaned.
  case readCorpus(CorpusFacts)
  /// Something is wrong with many of the training examples.
  case warns(CorpusWarning)
  /// The options are chosen: the preset's name, and all options in one line.
  case choseOptions(preset: String, summary: String)
  /// Choices of the preset gave way to the options that were given; `old` are the preset's values.
  case replacedChoices([OptionDifference])
  /// The run begins with the weights, shape and tokenizers of a model.
  case beginsWith(path: String)
  /// The run in a directory goes on.
  case goesOn(directory: String)
  /// A person has changed the model card, so it stays as it is.
  case keepsCard(path: String)
  /// The corpus is that of the run or the model that the run goes on from: its files.
  case tookCorpus(files: [String])
  /// Something else computes the run than before the step where it was stopped, so it is not the
  /// same run bit for bit.
  case computesOtherwise(step: Int, [EnvironmentDifference])
  /// Examples with more subwords than the longest allowed are left out.
  case leftOut(count: Int, longest: Int)
  /// The corpus is kept on disk, in parts; one of them is in memory.
  case keepsOnDisk(parts: Int)
  /// A forecast measures something now, which takes some seconds.
  case measures(ForecastPart)
  /// Everything is ready for the first update.
  case begins(RunFacts)
  /// An update is done.
  case step(StepMeasure)
  /// Training was recorded between validations.
  case logged(TrainingRecord)
  /// Validation begins.
  case validates
  /// A validation is done.
  case validated(TrainingRecord)
  /// A score, by its name, was 0 in every validation so far although the loss fell.
  case staysAtZero(score: String)
  /// The run has ended.
  case ended(RunEnding)
}

/// What a forecast measures one after the other.
public enum ForecastPart: Sendable, Equatable {
  /// Learning the tokenizers and encoding the corpus.
  case preparation
  /// Some updates.
  case updates
  /// A part of a validation.
  case validation
}

/// The size of a run's corpus.
public struct CorpusFacts: Sendable, Equatable {
  /// The examples to train on.
  public let trainingCount: Int
  /// The examples to validate with.
  public let validationCount: Int
  /// The findings of reading and cleaning, in one line.
  public let summary: String
  /// Whether validation examples have files of their own; else they are set aside.
  public let hasOwnValidation: Bool
  /// Whether those that are set aside are the end of the text; else the seed draws them.
  public let setsEndAside: Bool
}

/// The sizes of a run.
public struct RunFacts: Sendable, Equatable {
  /// The number of tokens or labels of each vocabulary, by its role.
  public let vocabularySizes: [String: Int]
  /// The target tokens of an epoch, end marks included.
  public let tokensPerEpoch: Int
  /// The examples of an epoch, copies included.
  public let examplesPerEpoch: Int
  /// The examples that are copies of others, in another form; `nil` where no copies are asked for.
  public let copyCount: Int?
  /// The kinds of text that are copied in place of being translated; `nil` for none.
  public let placeholders: String?
  /// The numbers that are learned.
  public let parameterCount: Int
  /// How many workers compute.
  public let workerCount: Int
  /// The processor's instructions that the kernels use.
  public let kernels: String
  /// Whether products are of numbers of 16 bits.
  public let usesBFloat16: Bool
  /// The updates that are done already.
  public let step: Int
  /// What ends the run.
  public let length: RunLength
}

/// How a run ended.
public struct RunEnding: Sendable, Equatable {
  /// How it came to its end.
  public let outcome: TrainingOutcome
  /// Why it is finished; `nil` where it may go on.
  public let reason: FinishReason?
  /// The model's directory.
  public let directory: String
  /// The updates that are done.
  public let step: Int
  /// Whether validations chose the model; otherwise it has the last weights.
  public let isValidated: Bool
  /// Whether no update was done because the run was finished before.
  public let wasFinished: Bool
  /// The seconds since the request.
  public let seconds: Double
  /// The most bytes that were resident; `nil` where the system does not say.
  public let peakBytes: Int?
}

/// Why a run is finished.
public enum FinishReason: Sendable, Equatable {
  /// All epochs are done.
  case epochs(Int)
  /// All updates are done.
  case steps(Int)
  /// Validations stopped improving.
  case patience
}

/// How a run came to its end.
public enum TrainingOutcome: Sendable, Equatable {
  /// All that was asked for is done.
  case finished
  /// The time given is over; the run can be resumed.
  case outOfTime
  /// Somebody asked to stop; the run can be resumed.
  case interrupted
}
