import ArgumentParser
import S2SConsole
import Seq2Seq

/// `s2s quantize`: a model in a quarter of its size.
struct QuantizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantize",
    abstract: "Write a model with weights of eight bits, a quarter of the size",
    discussion: """
      Examples:
        s2s quantize models/fr-en --output models/fr-en-int8
        s2s translate --model models/fr-en-int8 < input.txt
      """)

  @OptionGroup var choice: ModelArgument
  @Option(
    help: "The directory of the new model (default: that of the model with -int8)",
    transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace the model in the new directory") var overwrite = false

  func run() throws {
    let file = try choice.file(task: nil)
    let directory =
      output.map { ModelDirectory($0) } ?? ModelDirectory(modelFile: file).beside(suffix: "-int8")
    try directory.checkFree(overwrite: overwrite, inputs: [file])
    try directory.write(ModelFile(path: file).quantized(), overwrite: overwrite)
    say("The model of eight bits is in \(directory.path).")
  }
}
