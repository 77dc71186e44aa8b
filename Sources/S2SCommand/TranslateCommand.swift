import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import Seq2Seq

/// `s2s translate`: lines in, lines out.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate lines of text from files or standard input",
    discussion: """
      N lines in are N lines out; an empty line gives an empty line.

      Examples:
        s2s translate < input.txt > output.txt
        s2s translate --model models/fr-en --beam 1 input.txt
        s2s translate --nbest 3 --beam 5 --format tsv < input.txt
        s2s translate --require "black cat" --forbid feline < input.txt
        s2s translate --alignment < input.txt
        s2s translate --nbest 3 --sample --temperature 0.8 --seed 7 < input.txt
      """)

  /// The forms of the output.
  enum Format: String, ChoiceArgument {
    case text, tsv, json, moses
  }

  @Option(
    help: "A model's directory or file; several translate as an ensemble",
    transform: ArgumentKind.path)
  var model: [String] = []
  @OptionGroup var languages: ModelLanguages
  @OptionGroup var translation: TranslationArguments
  @OptionGroup(title: "Several translations per line") var sampling: SamplingArguments
  @Option(
    help: """
      text, tsv (line, score, translation), json (one object per line) or moses (n-best lists, as \
      s2s score reads them)
      """)
  var format = Format.text
  @Flag(
    help: """
      Say which word of the source each word of a translation attended to most: ' ||| 0-0 1-2' after text, a \
      column of tsv, a field of moses, and with json all weights
      """)
  var alignment = false
  @OptionGroup var kernels: KernelArguments
  @Argument(
    help: "Files to translate, one after the other; - is standard input",
    transform: ArgumentKind.path)
  var files: [String] = []

  func validate() throws {
    try sampling.draws.check(with: translation.search)
    if sampling.draws.sample && translation.demands.requiresWords {
      throw ValidationError(TranslationError.requiresPlainBeamSearch.sentence)
    }
    try checkOptions {
      var options = translation.optionsWithoutFiles
      sampling.add(to: &options.search)
      try options.validate()
    }
  }

  /// The command with the options that choose the model, as it is typed.
  private var typed: String {
    let models = model.map { ShellWord.option("model", $0) }
    return (["s2s translate"] + models + languages.typed).joined(separator: " ")
  }

  func run() throws {
    InterruptFlag.install()
    if let wrong = MisplacedArgument(files: files, of: typed, hasModel: !model.isEmpty) {
      throw wrong
    }
    try kernels.pin()
    var options = try translation.options()
    sampling.add(to: &options.search)
    options.keepsAttention = alignment
    let names = try languages.models(model).files()
    let files = files.isEmpty ? ["-"] : files
    var job = TranslationJob(
      translator: try Translator(files: names, options: options), format: format,
      nbest: sampling.nbest, companions: try translation.demands.companions(), files: files)
    do {
      for file in files { try job.run(Self.reader(file)) }
      try job.finish()
    } catch let interruption as Interruption {
      say(interruption.sentence)
      throw ExitCode(InterruptFlag.exitCode)
    }
  }

  private static func reader(_ file: String) throws -> LineReader {
    let isCancelled: @Sendable () -> Bool = { InterruptFlag.isRaised }
    return file == "-"
      ? StandardInput.reader(for: "lines to translate", isCancelled: isCancelled)
      : try LineReader(path: file, nul: .refuseUTF16, isCancelled: isCancelled)
  }
}
