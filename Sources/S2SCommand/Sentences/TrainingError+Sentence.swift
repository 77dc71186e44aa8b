import S2SFiles
import S2SOptions
import S2STraining
import Seq2Seq

extension TrainingError: Sentence {
  package var sentence: String {
    switch self {
    case .invalidTimeLimit(let text):
      "\"\(text.prefix(40))\" is no time limit; write it as 90s, 30m, 2h, 1h30m or 1d12h"
    case .malformedHistory(let path, let line, let fault):
      """
      \(path), line \(line), is not an entry of a training history (\(fault.words)); \
      remove the line, or the file if its past does not matter
      """
    case .diverged(let step, let bestStep):
      """
      the loss is not a number at step \(step), \(Self.kept(bestStep)); \
      train again with a lower --learning-rate, a lower --clip (0 clips nothing) or a longer --warmup
      """
    case .tooLittleMemory(let weights, let workers, let needed, let left):
      """
      a run of \(grouped(weights)) weights and \(workers) worker\(workers == 1 ? "" : "s") needs \
      \(Self.megabytes(needed)) MB more, but this process may get \(Self.megabytes(left)) MB; choose \
      smaller sizes or fewer --threads, or raise its limit
      """
    case .eventsExist(let directory):
      """
      \(directory) has the events of another run; name another directory by --tensorboard, or \
      replace them with --overwrite
      """
    case .foreignEvents(let directory):
      "\(directory) has the events of another program; name another directory by --tensorboard"
    case .notACheckpoint(let path):
      """
      \(path) is not the state of a run of this version of s2s; \
      begin again with --overwrite
      """
    case .malformedCheckpoint(let path, let problem):
      "\(path) cannot be resumed, \(problem.words); begin again with --overwrite"
    case .impossibleState(let name, let value):
      """
      the stored state of the run has \(quoted(name)) at \(value), which no run reaches; \
      resume from another checkpoint
      """
    case .otherTask, .otherRun, .otherContents, .otherShape: difference
    case .resumedFrom, .riskFromNothing, .smoothedRisk, .noBFloat16, .unregularizedCell:
      contradiction
    }
  }

  /// The sentence for a run or a model that is not what was asked for.
  private var difference: String {
    switch self {
    case .otherTask(let path, let task, let wanted):
      """
      the run in \(path) is of the task \(quoted(task)), not of \(wanted); resume it by \
      s2s train \(TaskWords.of(task).command) --resume \
      \(ShellWord.option("model", ModelDirectory(modelFile: path).path))
      """
    case .otherRun(let path, let differences):
      """
      the run in \(path) began differently: \(differences.map(\.words).joined(separator: "; ")); \
      resume it without that, or begin again with --overwrite
      """
    case .otherContents(let paths):
      """
      \(paths.joined(separator: ", ")) is not the file whose sha256 the configuration has; find that \
      file, or remove its checksum to train on this one
      """
    case .otherShape(let path, let clashes):
      """
      --from keeps weights, shape and tokenizers of \(path): \
      \(clashes.map(\.words).joined(separator: "; ")); leave that out
      """
    default: "\(self)"
    }
  }

  /// The sentence for options that contradict something.
  private var contradiction: String {
    switch self {
    case .resumedFrom:
      "--from begins a new run, and --resume goes on with a stored one; give one of them"
    case .riskFromNothing:
      "--minimum-risk needs a trained model to sample from; name one with --from"
    case .smoothedRisk:
      """
      --label-smoothing acts on cross-entropy, which --minimum-risk replaces; leave it out, or give \
      --minimum-risk-weight below 1
      """
    case .noBFloat16:
      """
      --precision bfloat16 needs a processor with AVX512-BF16, which this one lacks; train with \
      --precision float32
      """
    case .unregularizedCell(let cell, let possible):
      """
      --gradient-regularizer is defined for cells with one matrix from state to state and no gates: \
      \(possible.joined(separator: ", ")); leave it out for the cell \(cell)
      """
    default: "\(self)"
    }
  }

  /// Wrong usage where the options are wrong, bad data where a file is.
  package var exitCode: SystemExitCode {
    switch self {
    case .invalidTimeLimit, .tooLittleMemory, .otherShape, .resumedFrom, .riskFromNothing,
      .smoothedRisk, .noBFloat16,
      .unregularizedCell:
      .usage
    case .eventsExist, .foreignEvents: .cannotCreate
    case .malformedHistory, .diverged, .notACheckpoint, .malformedCheckpoint, .impossibleState,
      .otherTask, .otherRun, .otherContents:
      .data
    }
  }

  private static func megabytes(_ bytes: Int) -> String { grouped(bytes / 1_000_000) }

  private static func kept(_ bestStep: Int?) -> String {
    bestStep.map { "the best model, of step \($0), is kept" } ?? "no model has been saved yet"
  }
}

extension CheckpointProblem {
  fileprivate var words: String {
    switch self {
    case .unreadable(let part, let fault): "its \(part) cannot be read: \(fault.words)"
    case .impossibleState(let name, let value):
      "its state has \(quoted(name)) at \(value), which no run reaches"
    case .option(let error): error.sentence
    case .contradiction(let error): error.sentence
    }
  }
}

extension RunDifference {
  fileprivate var words: String {
    switch self {
    case .option(let clash): clash.words
    case .languages(let new, let old):
      "its languages are \(Self.text(old)), not \(Self.text(new))"
    case .contents(let paths): "the contents of \(paths.joined(separator: ", ")) differ"
    }
  }

  private static func text(_ languages: [String: String]) -> String {
    languages.sorted { $0.key < $1.key }.map(\.value).joined(separator: " to ")
  }
}

extension OptionDifference {
  /// The difference: the new value, and the old one.
  var words: String { "\(option) is \(newWords), not \(oldWords)" }
  /// The new value.
  var newWords: String { new.map { "\($0)" } ?? "unset" }
  /// The old value.
  var oldWords: String { old.map { "\($0)" } ?? "unset" }
}

extension OptionClash {
  /// What is there, and what was typed: `it has seed 5, not --seed 6`.
  var words: String {
    let there = kept.map { setting in
      setting.value.map { "\(setting.option) \($0)" } ?? "no \(setting.option)"
    }
    return "it has \(there.joined(separator: ", ")), not \(typed)"
  }

  private var typed: String {
    switch given {
    case .flag(true): "--\(option)"
    case .flag(false): "--no-\(option)"
    default: "--\(option) \(given)"
    }
  }
}
