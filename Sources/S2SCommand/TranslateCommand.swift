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
        s2s translate --nbest 3 --sample --temperature 0.8 --seed 7 < input.txt
      """)

  /// The forms of the output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, tsv, json
  }

  @Option(
    help: "A model's directory or file; several translate as an ensemble",
    transform: ArgumentKind.path)
  var model: [String] = []
  @Option(
    name: .customLong("src"), help: "Take the newest model from this language",
    transform: ArgumentKind.word)
  var source: String?
  @Option(
    name: .customLong("tgt"), help: "Take the newest model to this language",
    transform: ArgumentKind.word)
  var target: String?
  @OptionGroup(title: "Search options") var search: SearchArguments
  @OptionGroup(title: "Required and forbidden words") var demands: DemandArguments
  @Option(help: "text, tsv (line, score, translation) or json (one object per line)")
  var format = Format.text
  @Option(
    help: """
      Translate sentence by sentence: always, auto (where the model learned from single sentences) or \
      never
      """)
  var splitSentences = SentenceSplitting.auto
  @Flag(
    inversion: .prefixedNo, help: "Copy addresses and numbers, if the model learned to")
  var placeholders = true
  @Flag(help: "Use the shortlist of s2s shortlist: faster, with nearly the same translations")
  var shortlist = false
  @Option(help: "Sentences per batch", transform: ArgumentKind.count(1...100_000))
  var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @Argument(
    help: "Files to translate, one after the other; - is standard input",
    transform: ArgumentKind.path)
  var files: [String] = []

  func validate() throws {
    if shortlist && demands.forcesWords {
      throw ValidationError(TranslationError.demandsDespiteShortlist.sentence)
    }
    if demands.requiresWords && (search.sample || search.beamGroups != nil) {
      throw ValidationError(TranslationError.requiresPlainBeamSearch.sentence)
    }
    try checkOptions { try options(forbidding: demands.forbid).validate() }
  }

  func run() throws {
    InterruptFlag.install()
    let options = options(forbidding: try demands.forbidden())
    let names = try ModelChoice(paths: model, source: source, target: target).files()
    let files = files.isEmpty ? ["-"] : files
    var job = TranslationJob(
      translator: try Translator(files: names, options: options), format: format,
      nbest: search.nbest, companions: try demands.companions(),
      files: files)
    do {
      for file in files { try job.run(Self.reader(file)) }
      try job.finish()
    } catch let interruption as Interruption {
      say(interruption.sentence)
      throw ExitCode(InterruptFlag.exitCode)
    }
  }

  /// How lines are translated.
  private func options(forbidding words: [String]) -> TranslationOptions {
    var options = TranslationOptions()
    options.search = search.options
    options.forbidden = words
    options.required = demands.require
    options.sentenceSplitting = splitSentences
    options.usesPlaceholders = placeholders
    options.usesShortlist = shortlist
    options.batchSentences = batchSentences
    options.threads = threads
    return options
  }

  private static func reader(_ file: String) throws -> LineReader {
    let isCancelled: @Sendable () -> Bool = { InterruptFlag.isRaised }
    return file == "-"
      ? StandardInput.reader(for: "lines to translate", isCancelled: isCancelled)
      : try LineReader(path: file, nul: .keep, isCancelled: isCancelled)
  }
}

extension SentenceSplitting: ExpressibleByArgument {}
