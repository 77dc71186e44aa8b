import ArgumentParser
import S2SConsole
import S2SFiles
import S2SSearch
import Seq2Seq

/// `s2s backtranslate`: text of one language becomes pairs to learn from.
struct BackTranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtranslate",
    abstract: "Write a corpus of text with translations of it as sources, to learn from",
    discussion: """
      The model translates in the reverse direction: to learn from French to English, a model from English to \
      French translates English text (Sennrich et al. 2016). Each line of the text is in the new corpus, or \
      counted as left out. Real pairs, named by --corpus or --train, are written before the others.

      Examples:
        s2s train --src en --tgt fr
        s2s backtranslate --model models/en-fr --text mono.en --corpus corpora/phrasebook --tag --output back
        s2s backtranslate --model models/en-fr --text mono.en --sample --top-k 10 --output sampled
        s2s train --src fr --tgt en --train back/train --valid corpora/phrasebook/valid --model models/student
      """)

  @Option(
    help: "A model of the reverse direction, directory or file; several translate as an ensemble",
    transform: ArgumentKind.path)
  var model: [String]
  @Option(
    help: """
      Text in the language that the model reads, a sentence on each line, plain or .gz; repeatable
      """, transform: ArgumentKind.path)
  var text: [String]
  @OptionGroup var destination: SyntheticCorpusArguments
  @Flag(
    help: """
      Begin each source that the model makes with the word \(BackTranslationRequest.tag), by which a student tells \
      it from a real one
      """)
  var tag = false
  @OptionGroup(title: "Real pairs to write, too") var corpus: TrainingPairsOptions
  @OptionGroup(title: "Lines that are left out") var filters: PairFilterArguments
  @OptionGroup(title: "Search options") var search: SearchArguments
  @OptionGroup(title: "Samples") var draws: DrawArguments
  @OptionGroup var kernels: KernelArguments

  func validate() throws {
    if text.contains("-") {
      throw ValidationError(
        "--text is -, but standard input is read only once, and --resume reads the text again; write it "
          + "to a file, and name that.")
    }
    try draws.check(with: search)
    try checkOptions { try translation.validate() }
  }

  func run() throws {
    InterruptFlag.install()
    try kernels.pin()
    let translator = try BackTranslator(request)
    for warning in try translator.warnings() { say("warning: \(warning.sentence)") }
    report(
      try destination.showing("line") {
        try translator.run(report: $0, isCancelled: { InterruptFlag.isRaised })
      })
  }

  private var translation: TranslationOptions {
    var options = TranslationOptions()
    options.search = search.options
    options.search.sampling = draws.options
    options.threads = destination.threads
    return options
  }

  private var request: BackTranslationRequest {
    var request = BackTranslationRequest(
      models: model, texts: text, directory: destination.output)
    request.corpus = corpus.selection
    request.translation = translation
    request.filter = filters.filter
    request.isTagged = tag
    (request.resumes, request.overwrites) = (destination.resume, destination.overwrite)
    return request
  }

  private func report(_ result: BackTranslator.Result) {
    let lines = Self.counted(result.lineCount, "line")
    say(
      "Wrote \(Self.counted(result.pairCount, "pair")) of \(lines) to "
        + result.paths.joined(separator: " and ")
        + (result.realCount == 0
          ? "." : ", behind \(Self.counted(result.realCount, "real pair")).")
    )
    if result.leftOut.total > 0 {
      say("Left out \(Self.counted(result.leftOut.total, "line")): \(result.leftOut.summary).")
    }
  }

  private static func counted(_ count: Int, _ name: String) -> String {
    "\(grouped(count)) \(name)\(count == 1 ? "" : "s")"
  }
}
