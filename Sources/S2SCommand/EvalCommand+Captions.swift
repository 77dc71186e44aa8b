import S2SConsole
import S2SFiles
import S2SMetrics
import Seq2Seq

/// What captioners say of the pictures of a test set.
extension EvalCommand {
  /// The scores of a captioner, of several runs of one, or of one beside other systems.
  func captioned(
    _ models: [String], _ request: EvaluationRequest, _ progress: EvaluationProgress
  ) throws -> Evaluation {
    var evaluator = try CaptionerEvaluator(runs: models)
    evaluator.search = Captioner.search(try translation.options().search)
    evaluator.threads = translation.threads
    let selection = CaptionSelection(directory: corpus, captions: test, features: features)
    try checkOutputs(inputs: evaluator.paths(selection))
    return try evaluator.run(selection, request) { testSet in
      progress.finish()
      if isOfModels { announce(testSet) }
      if let output, models.contains(testSet.model) { try write(testSet.captions, to: output) }
    }
  }

  /// Says what a model captioned.
  private func announce(_ testSet: CaptionedTestSet) {
    say(
      "Test set: \(testSet.files.joined(separator: ", ")), \(grouped(testSet.captions.count)) "
        + "pictures, \(grouped(Int(testSet.picturesPerSecond))) per second with beam "
        + "\(translation.search.options.beamSize), by \(testSet.model)")
  }
}
