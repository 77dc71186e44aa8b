import S2SFiles

/// What is wrong with the settings or the files of a training run, or with the run itself.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable {
    /// A setting has a value that cannot be.
    case invalidSetting
    /// The history of the run cannot be read.
    case malformedHistory
    /// The loss or the gradient is no longer a number.
    case diverged
    /// A checkpoint is not one, or not of this version.
    case malformedCheckpoint
    /// A run is to be resumed with other data or other sizes than it began with.
    case otherRun
  }

  /// The kind of failure.
  public let code: Code
  /// One sentence: what is wrong, where, and what to do.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The same as `message`.
  public var description: String { message }
}

extension TrainingError {
  static func invalidTimeLimit(_ text: String) -> Self {
    Self(
      .invalidSetting,
      "\"\(text.prefix(40))\" is no time limit; write it as 90s, 30m, 2h, 1h30m or 1d12h")
  }

  static func invalidSchedule(_ problem: String) -> Self {
    Self(.invalidSetting, problem)
  }

  static func malformedHistory(_ path: String, line: Int, _ fault: JSONFault) -> Self {
    Self(
      .malformedHistory,
      """
      \(path), line \(line), is not an entry of a training history (\(fault)); \
      remove the line, or the file if its past does not matter
      """)
  }

  static func diverged(step: Int, bestStep: Int?) -> Self {
    let kept =
      if let bestStep {
        "the best model, of step \(bestStep), is kept"
      } else {
        "no model has been saved yet"
      }
    return Self(
      .diverged,
      """
      the loss is not a number at step \(step), \(kept); \
      train again with a lower --learning-rate, a lower --clip or a longer --warmup
      """)
  }

  static func notACheckpoint(_ path: String) -> Self {
    Self(
      .malformedCheckpoint,
      """
      \(path) is not the state of a run of this version of s2s; \
      begin again with --overwrite
      """)
  }

  /// The error of a stored run whose parts are not as they have to be.
  package static func malformedCheckpoint(_ path: String, _ problem: String) -> Self {
    Self(
      .malformedCheckpoint,
      "\(path) cannot be resumed, \(problem); begin again with --overwrite")
  }

  static func impossibleState(_ name: String, _ value: String) -> Self {
    Self(
      .malformedCheckpoint,
      """
      the stored state of the run has \(quoted(name)) at \(value), which no run reaches; \
      resume from another checkpoint
      """)
  }

  /// The error of an option outside of its range.
  package static func outOfRange(_ name: String, _ value: String, _ range: String) -> Self {
    Self(.invalidSetting, "\(name) is \(value); it has to be \(range)")
  }

  /// The error of an option without which another means nothing.
  package static func needs(_ name: String, _ other: String) -> Self {
    Self(.invalidSetting, "\(name) means nothing without \(other); give both or neither")
  }

  /// The error of two options that cannot be had together.
  package static func excludes(_ name: String, _ other: String) -> Self {
    Self(.invalidSetting, "\(name) and \(other) exclude each other; give one of them")
  }

  /// The error of minimum-risk training from random weights.
  package static var riskFromNothing: Self {
    Self(
      .invalidSetting,
      """
      --minimum-risk learns from what a model says, and one that has learned nothing says nothing of \
      use; name a trained model with --from
      """)
  }

  /// The error of label smoothing without a cross-entropy that it belongs to.
  package static var smoothedRisk: Self {
    Self(
      .invalidSetting,
      """
      --label-smoothing belongs to cross-entropy, which --minimum-risk leaves out; leave it out too, \
      or give --minimum-risk-weight below 1
      """)
  }

  /// The error of an option that this processor has no instructions for.
  package static var noBFloat16: Self {
    Self(
      .invalidSetting,
      """
      --precision bfloat16 needs a processor with AVX512-BF16, which this one lacks; train with \
      --precision float32
      """)
  }

  /// The error of a gradient that is to be clipped in two ways.
  package static var clippedTwice: Self {
    Self(
      .invalidSetting,
      "--clip clips the gradient by its norm and --clip-value by its elements; give one of them")
  }

  /// The error of a run that goes on and is to begin with another model.
  package static var resumedFrom: Self {
    Self(
      .invalidSetting,
      "--from begins a run, and --resume goes on with one, whatever it began with; give one of them"
    )
  }

  /// The error of options that the model which a run begins with contradicts.
  ///
  /// - Parameter differences: what is not the model's, such as `hidden is 512, not 256`.
  package static func otherShape(_ path: String, differences: [String]) -> Self {
    Self(
      .invalidSetting,
      """
      --from keeps weights, shape and tokenizers of \(path), but \
      \(differences.joined(separator: "; ")); leave that out
      """)
  }

  /// The error of a regulariser of vanishing gradients for a cell that it is not defined for.
  package static func unregularizedCell(_ cell: String, possible: [String]) -> Self {
    Self(
      .invalidSetting,
      """
      --gradient-regularizer is defined for cells with one matrix from state to state and no gates: \
      \(possible.joined(separator: ", ")); leave it out for the cell \(cell)
      """)
  }

  /// The error of a vocabulary that is to hold characters for one side and subwords for both.
  package static var sharedCharacters: Self {
    Self(
      .invalidSetting,
      """
      --hierarchical spells the source by characters, so both sides cannot share a vocabulary; leave \
      out one of --hierarchical and --joint-vocabulary
      """)
  }

  /// The error of a run that cannot go on as asked.
  ///
  /// - Parameter differences: what is not as it was, such as `--hidden is 512, not 256`.
  package static func otherRun(_ path: String, differences: [String]) -> Self {
    Self(
      .otherRun,
      """
      the run in \(path) began differently: \(differences.joined(separator: "; ")); \
      resume it as it was, or begin again with --overwrite
      """)
  }
}
