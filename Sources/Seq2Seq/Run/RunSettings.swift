import S2SOptions
import S2STensors
import S2STraining

/// The settings of a run that are of no task: where its model is, how long it takes, what computes it.
package struct RunSettings: Settings {
  /// The directory of the model.
  package var model: String?
  /// The model that the run begins with.
  package var from: String?
  /// The time that the run may take, as `TimeLimit` reads it.
  package var timeLimit: String?
  /// The workers.
  package var threads: Int?
  /// The instructions that are pinned.
  package var kernels: VectorInstructions?
  /// The seeds of several runs, between commas; `nil` for one run.
  package var seeds: String?

  /// The directory of events for TensorBoard, in a directory of the model's name.
  package var tensorboard: String?

  /// Nothing is set.
  package init() {}

  /// What `kernels` does.
  package static let kernelHelp: String = {
    let names = VectorInstructions.allCases.map(\.rawValue)
    return """
      Compute with \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "") instructions, \
      and equal bits on every machine that has them
      """
  }()

  /// Every setting.
  package static let options = OptionTable<Self>([
    .path("model", \.model, "The directory of the model (default: one under models/)"),
    .path("from", \.from, "Begin with the weights, shape and tokenizers of this model"),
    .text(
      "time-limit", \.timeLimit,
      "Stop after this time, with the best model saved: 30m, 2h, 90s"),
    .count("threads", \.threads, in: 1...1_024, "Worker threads (default: the processor's cores)"),
    .choice("kernels", \.kernels, kernelHelp),
    .text(
      "seeds", \.seeds,
      """
      Train a model for each seed, such as 1,2,3, one after the other, in the model's directory with \
      -seed1 at its end and so on; a time limit is of each run
      """),
    .path(
      "tensorboard", \.tensorboard,
      "Write the history for TensorBoard, too, in a directory of the model's name below this one"),
  ])
}
