import ArgumentParser
import S2SConsole
import Seq2Seq

/// `s2s average`: one model of several.
struct AverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "average",
    abstract: "Write the mean of models with the same shape and tokenizers",
    discussion: """
      The mean of a run's last checkpoints is often better than each of them.

      Examples:
        s2s train --src fr --tgt en --keep-checkpoints 5
        s2s average models/fr-en/checkpoint-*.safetensors --output models/fr-en-average
      """)

  @Argument(help: "Directories or files of models, two or more", transform: ArgumentKind.path)
  var models: [String]
  @Option(help: "The directory of the new model", transform: ArgumentKind.path) var output: String
  @Flag(help: "Replace the model in that directory") var overwrite = false

  func run() throws {
    let directory = ModelDirectory(output)
    let average = try ModelAverage(paths: models)
    try directory.checkFree(overwrite: overwrite, inputs: average.files)
    try directory.write(average.model(), overwrite: overwrite)
    say("The average of \(models.count) models is in \(directory.path).")
  }
}
