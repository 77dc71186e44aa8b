import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import Seq2Seq

/// `s2s shortlist`: which target tokens go with which source tokens, for faster translation.
struct ShortlistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shortlist",
    abstract: "Learn which target tokens go with which source tokens, for translate --shortlist",
    discussion: """
      Translation then computes the output layer for some hundreds of tokens instead of all. It is \
      learned from the training pairs of the model if none are named.

      Examples:
        s2s shortlist models/fr-en
        s2s translate --model models/fr-en --shortlist < input.txt
      """)

  @OptionGroup var choice: ModelArgument
  @OptionGroup var corpus: TrainingPairsOptions
  @Flag(help: "Replace the shortlist of the model") var overwrite = false

  func run() throws {
    let file = try choice.file()
    let path = ModelDirectory(modelFile: file).shortlistFile
    let count = try ShortlistTrainer(TranslationBundle(path: file), file: file)
      .run(corpus.selection, writingTo: path, overwrite: overwrite)
    say("The shortlist is in \(path), learned from \(grouped(count)) pairs.")
  }
}
