import ArgumentParser
import S2SConsole
import S2SFiles
import S2SMetrics
import Seq2Seq

/// Several runs of one system: files of translations, or models, that differ in their seed.
extension EvalCommand {
  /// The runs that were given.
  private var runs: (option: String, names: [String]) {
    ref.isEmpty ? ("--model", model) : ("--hyp", hyp)
  }

  /// Refuses runs that are none, and what is said of one output alone.
  func validateRuns() throws {
    let (option, names) = runs
    guard names.count > 1 else { return }
    for (option, names) in [runs, ("--compare", significance.compare)] {
      if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
        throw ValidationError("\(option) \(twice) is given twice; each is a run of its own.")
      }
    }
    guard [0, names.count].contains(significance.compare.count) else {
      throw ValidationError(
        "there are \(names.count) \(option) and \(significance.compare.count) --compare; give as many "
          + "runs of the other system.")
    }
    if try !significance.compare.isEmpty && !metricArguments.selection().measures.isEmpty {
      throw ValidationError(
        "perplexity and accuracy are not compared between systems; leave out --compare, or them.")
    }
    if let name = ofOneOutput {
      throw ValidationError(
        "\(name) is for one output, and \(option) is given \(names.count) times; leave one out.")
    }
    if significance.testKind == .bootstrap && !significance.compare.isEmpty {
      throw ValidationError(
        "--test-kind bootstrap is for one output, and \(option) is given \(names.count) times; use "
          + "randomization.")
    }
  }

  /// An option that was given and looks into one output, or names lines of one input.
  private var ofOneOutput: String? {
    let names: Set = [
      "--confidence", "--sentence-level", "--by-length", "--by-frequency", "--examples",
      "--sources",
      "--training-text", "--output", "--prefix-file", "--require-file",
    ]
    return givenOptions(self).first(where: names.contains)
  }

  /// What models make of one test set: the runs of a system, or one beside other models.
  func translatedRuns(
    _ models: [String], _ request: EvaluationRequest, _ progress: EvaluationProgress
  ) throws -> Evaluation {
    let runs = try ModelRuns(
      models, comparedWith: significance.compare, options: translation.options())
    let selection = CorpusSelection(directory: corpus, test: test)
    try checkOutputs(inputs: runs.paths(selection))
    var request = request
    request.comparedFiles = []
    return try runs.evaluate(selection, request, progress: progress.show) { model, testSet in
      progress.finish()
      announce(testSet, of: model)
      if models.contains(model) { try write(testSet) }
    }
  }

  /// Says what a model translated.
  private func announce(_ testSet: TranslatedTestSet, of model: String) {
    say(
      "Test set: \(testSet.files.joined(separator: ", ")), \(grouped(testSet.pairs.count)) "
        + "sentences, \(grouped(Int(testSet.sentencesPerSecond))) per second with beam "
        + "\(translation.search.options.beamSize), by \(model)")
  }
}
