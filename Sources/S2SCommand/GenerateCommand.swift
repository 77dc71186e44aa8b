import ArgumentParser
import S2SFiles
import S2SModels
import S2SSearch
import Seq2Seq

/// `s2s generate`: texts written by a language model.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write texts by a language model",
    discussion: """
      Text appears as it is drawn. A model that was trained line by line writes to the end of the line; one of \
      a stream (s2s train lm --stream) goes on through the ends of lines.

      Examples:
        s2s generate --prompt "The"
        s2s generate --model models/lm-en --temperature 0.8 --top-p 0.95 --count 5
        s2s generate --prompt "First Citizen:" --tokens 500 --seed 7
      """)

  @Option(
    help: "A model's directory or file (default: the newest language model under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    help: "How the text begins (default: at the beginning of a line)",
    transform: ArgumentKind.text)
  var prompt: String?
  @Option(
    help: "The most tokens to draw", transform: ArgumentKind.count(1...GenerationOptions.mostTokens)
  )
  var tokens = 200
  @Option(help: "The number of texts", transform: ArgumentKind.count(1...1_000_000)) var count = 1
  @Option(
    help: "Divide log-probabilities by this before a draw: below 1 tamer, above 1 wilder",
    transform: ArgumentKind.decimalNumber)
  var temperature = 1.0
  @Option(
    help: "Draw only from this number of most probable tokens",
    transform: ArgumentKind.count(1...SamplingOptions.largestTopK))
  var topK: Int?
  @Option(
    help: "Draw only from the most probable tokens that together reach this probability",
    transform: ArgumentKind.decimalNumber)
  var topP = 1.0
  @Option(help: "The seed of the draws; equal seeds draw equally") var seed: UInt64 = 1
  @OptionGroup var kernels: KernelArguments

  func validate() throws {
    try checkOptions { try options(1).validate() }
  }

  func run() throws {
    try kernels.pin()
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let generator = try TextGenerator(path: choice.files(task: "lm")[0])
    let output = OutputWriter()
    for number in 1...count {
      try output.write(prompt ?? "")
      try generator.generate(after: prompt ?? "", options(number)) { piece in
        try output.showText(piece)
        try output.flush()
      }
      try output.write("\n")
      try output.flush()
    }
  }

  private func options(_ number: Int) -> GenerationOptions {
    var options = GenerationOptions()
    options.sampling.temperature = temperature
    options.sampling.topK = topK
    options.sampling.topP = topP
    options.sampling.seed = seed
    options.maximumTokens = tokens
    options.number = number
    return options
  }
}
