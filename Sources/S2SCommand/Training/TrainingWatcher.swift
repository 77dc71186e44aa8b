import S2SConsole
import S2SFiles
import S2STraining
import Seq2Seq

/// Shows a run on standard error: sentences, a live line, a table of validations.
final class TrainingWatcher {
  private let scores: [String]
  /// The command that resumes the run in a directory.
  private let resume: (String) -> String
  private var reporter: ProgressReporter?
  /// Whether curves are drawn above the live line.
  private let showsCurve: Bool
  /// The directory of a run that goes on.
  private var directory: ModelDirectory?
  /// What is done before there is a reporter, or in its place.
  private let preparing = WorkProgress()

  /// Watches a run.
  ///
  /// - Parameters:
  ///   - scores: the names of what validations measure beside the loss.
  ///   - showsCurve: whether curves are drawn above the live line.
  ///   - resume: the command that resumes the run in a directory.
  init(scores: [String], showsCurve: Bool = false, resume: @escaping (String) -> String) {
    self.scores = scores
    self.showsCurve = showsCurve
    self.resume = resume
  }

  /// Runs, and leaves no live line behind when the run fails.
  func watch<Outcome>(_ run: () throws -> Outcome) throws -> Outcome {
    defer {
      reporter?.finish()
      preparing.finish()
    }
    preparing.begin("reading the corpus")
    return try run()
  }

  /// Shows an event.
  func show(_ event: TrainingEvent) {
    switch event {
    case .readCorpus(let facts):
      say(facts.sentence)
      preparing.begin("preparing the corpus")
    case .measures(let part): preparing.begin(part.words)
    case .begins(let facts):
      for line in facts.lines { say(line) }
      reporter = ProgressReporter(length: facts.length, scores: scores)
      if showsCurve { reporter?.curve = curve(to: facts.step) }
    case .step(let measure): reporter?.didStep(measure)
    case .logged(let record): reporter?.didLog(record)
    case .validates: reporter?.didBegin("validating")
    case .validated(let record): reporter?.didValidate(record)
    case .ended(let ending):
      reporter?.end()
      for line in ending.lines(resume: resume(ending.directory)) { say(line) }
    case .goesOn(let path):
      directory = ModelDirectory(path)
      say("Run: \(path)")
    default:
      guard let line = event.line else { return }
      reporter?.finish()
      say(line)
    }
  }

  /// The curve of a run up to a step; empty for a new one.
  private func curve(to step: Int) -> LiveCurve {
    var curve = LiveCurve()
    let past = directory.flatMap { try? TrainingLog.records(in: $0.historyFile) } ?? []
    curve.add(past.filter { $0.step <= step })
    return curve
  }
}

extension TrainingEvent {
  /// What is said of an event that is no progress.
  fileprivate var line: String? {
    switch self {
    case .warns(let warning): "warning: \(warning.sentence)"
    case .choseOptions(let preset, let summary): "Preset \(preset): \(summary)"
    case .replacedChoices(let choices):
      "To fit the options given: "
        + choices.map { "\($0.option) \($0.newWords) (the preset has \($0.oldWords))" }
        .joined(separator: ", ")
    case .beginsWith(let path): "From \(path): weights, shape and tokenizers"
    case .keepsCard(let path):
      "warning: \(path) was changed by hand, so it stays as it is; move it away for a new card."
    case .tookCorpus(let files): "Files: \(files.joined(separator: ", "))"
    case .computesOtherwise(let step, let differences):
      """
      warning: from step \(grouped(step)) on this is not the same run bit for bit: \
      \(differences.map(\.words).joined(separator: "; ")). The model's card says so.
      """
    case .leftOut(let count, let longest):
      "Left out \(grouped(count)) example\(count == 1 ? "" : "s") of more than \(grouped(longest)) tokens."
    case .keepsOnDisk(let parts):
      "The corpus is kept on disk in \(parts) shards, one at a time in memory."
    case .staysAtZero(let score):
      """
      warning: \(score) stays at 0 although the perplexity falls: no translation has a word of its \
      reference, as \(score) cuts words. It cannot tell a better model from a worse one; --metric \
      loss can.
      """
    case .goesOn, .readCorpus, .measures, .begins, .step, .logged, .validates, .validated, .ended:
      nil
    }
  }
}

extension ForecastPart {
  fileprivate var words: String {
    switch self {
    case .preparation: "measuring: preparing the corpus"
    case .updates: "measuring: some updates"
    case .validation: "measuring: a validation"
    }
  }
}

extension CorpusFacts {
  fileprivate var sentence: String {
    let aside =
      setsEndAside
      ? "the end of the text set aside for validation" : "validation examples set aside by the seed"
    return "Corpus: \(grouped(trainingCount)) training and \(grouped(validationCount)) validation "
      + "examples (\(summary)\(hasOwnValidation ? "" : "; \(aside)"))"
  }
}

extension RunFacts {
  fileprivate var lines: [String] {
    let sizes = vocabularySizes.sorted { $0.key < $1.key }.map { "\(grouped($1)) \($0)" }
      .joined(separator: ", ")
    var lines = ["Vocabulary: \(sizes); \(grouped(tokensPerEpoch)) target tokens per epoch"]
    if let copyCount {
      lines.append(
        "Typing variants: \(grouped(copyCount)) pairs once more, the source typed in another way; "
          + "\(grouped(examplesPerEpoch)) examples per epoch")
    }
    if let placeholders {
      lines.append(
        "Placeholders: \(placeholders) stand for addresses and numbers, which are copied")
    }
    lines.append(
      "Model: \(grouped(parameterCount)) parameters, \(workerCount) worker"
        + (workerCount == 1 ? "" : "s") + ", \(kernels)"
        + (usesBFloat16 ? ", products of bfloat16" : ""))
    if step > 0 { lines.append("Going on from step \(grouped(step)).") }
    return lines
  }
}

extension EnvironmentDifference {
  fileprivate var words: String {
    switch self {
    case .threads(let new, let old): "it has \(new) worker\(new == 1 ? "" : "s"), not \(old)"
    case .kernels(let new, let old): "its kernels are \(new), not \(old)"
    case .blas(let new, let old): "its products are by \(new), not \(old)"
    case .precision(let new, let old): "it multiplies in \(new), not \(old)"
    }
  }
}

extension RunEnding {
  fileprivate func lines(resume: String) -> [String] {
    let place = "\(directory), after \(grouped(step)) step\(step == 1 ? "" : "s")"
    let end =
      switch outcome {
      case .outOfTime where step == 0, .interrupted where step == 0:
        "The run ended before its first step: the model in \(directory) has learned nothing yet; "
          + "go on with: \(resume)"
      case .interrupted: "Interrupted: the state is saved in \(place); go on with: \(resume)"
      case .outOfTime: "The time is over: \(model) is in \(place); go on with: \(resume)"
      case .finished where wasFinished:
        "The run is finished already: \(why); more --epochs or --steps go on with it."
      case .finished: "Finished, \(why): \(model) is in \(place)."
      }
    let time = NumberText.time(seconds)
    let memory = peakBytes.map {
      " and at most \(grouped(($0 + 500_000) / 1_000_000)) MB of memory"
    }
    return [end, "It took \(time)\(memory ?? "")."]
  }

  private var model: String { isValidated ? "the best model" : "the model of the last weights" }

  private var why: String {
    switch reason {
    case .epochs(1)?: "1 epoch is done"
    case .epochs(let count)?: "all \(count) epochs are done"
    case .steps(1)?: "1 step is done"
    case .steps(let count)?: "all \(grouped(count)) steps are done"
    case .patience?: "validation no longer improved"
    case nil: "the run ended"
    }
  }
}
