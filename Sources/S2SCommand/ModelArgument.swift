import ArgumentParser
import Seq2Seq

/// The one model of a command that does nothing but look at it or make something of it.
struct ModelArgument: ParsableArguments {
  @Argument(
    help: "A model's directory or file (default: models/SRC-TGT, else the newest under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    name: .customLong("model"), help: "The same, as other commands name it",
    transform: ArgumentKind.path)
  var named: String?

  func validate() throws {
    if model != nil && named != nil {
      throw ValidationError("the model is named twice; leave out --model, or the other name.")
    }
  }

  /// The model's file.
  func file(task: String? = TranslationBundle.task) throws -> String {
    try ModelChoice(paths: [model ?? named].compactMap(\.self), source: nil, target: nil)
      .files(task: task)[0]
  }
}
