import S2SFiles
import S2SOptions

/// A problem with the settings or the files of a training run, or with the run itself.
public enum TrainingError: Error, Sendable, Equatable {
  /// A text is no time limit.
  case invalidTimeLimit(text: String)
  /// A line of a run's history is no entry of one.
  case malformedHistory(path: String, line: Int, JSONFault)
  /// The loss or the gradient is no longer a number; the best step is the saved model's.
  case diverged(step: Int, bestStep: Int?)
  /// A run needs more memory, in bytes, than this process may still get.
  case tooLittleMemory(weights: Int, workers: Int, needed: Int, left: Int)
  /// The directory of a new run's events has those of another.
  case eventsExist(directory: String)
  /// It has those of another program, which are never removed.
  case foreignEvents(directory: String)
  /// A file is not the state of a run, or of another version.
  case notACheckpoint(path: String)
  /// The stored state of a run cannot be read.
  case malformedCheckpoint(path: String, problem: CheckpointProblem)
  /// The state of a run has a number that no run reaches.
  case impossibleState(name: String, value: String)
  /// A run that is to go on is of another task.
  case otherTask(path: String, task: String, wanted: String)
  /// A run is to go on with other options, data or languages than it began with.
  case otherRun(path: String, differences: [RunDifference])
  /// Files of the corpus are not those of the run's configuration.
  case otherContents(paths: [String])
  /// A run is to begin with a model that contradicts its options.
  case otherShape(path: String, clashes: [OptionClash])
  /// A run that goes on cannot begin with another model.
  case resumedFrom
  /// Minimum-risk training needs a trained model to sample from.
  case riskFromNothing
  /// Label smoothing is a part of the cross-entropy, which minimum-risk training leaves out.
  case smoothedRisk
  /// This processor cannot multiply numbers of 16 bits.
  case noBFloat16
  /// The regulariser of vanishing gradients is not defined for the cell.
  case unregularizedCell(cell: String, possible: [String])
}

/// Why the stored state of a run cannot be read.
public enum CheckpointProblem: Sendable, Equatable {
  /// A part of it is invalid.
  case unreadable(part: String, JSONFault)
  /// It has a number that no run reaches.
  case impossibleState(name: String, value: String)
  /// Its options are impossible.
  case option(OptionError)
  /// Its options contradict each other.
  indirect case contradiction(TrainingError)
}

/// A difference between a resumed run and its beginning.
public enum RunDifference: Sendable, Equatable {
  /// An option that was given.
  case option(OptionClash)
  /// The languages, by role.
  case languages(new: [String: String], old: [String: String])
  /// The contents of the corpus's files.
  case contents(paths: [String])
}
