import ArgumentParser
import Glibc
import S2SFiles
import S2SModels
import S2SSearch
import Seq2Seq

/// `s2s score`: the probabilities of given texts.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Give the log-probabilities of translations, or of lines under a language model",
    discussion: """
      Pairs come from two files, or as source, tab, translation from one file or standard input. Lines \
      for a language model come from a file or standard input. With --format moses the second file is an \
      n-best list, which is rescored and sorted.

      Examples:
        s2s score test.fr test.en
        s2s score --format json < pairs.tsv
        s2s score --model models/lm-en lines.txt
        s2s translate --nbest 5 --format moses test.fr > list
        s2s score --model models/fr-en --model models/lm-en --weights 1,0.3 --format moses test.fr list
        s2s score --format moses --best test.fr list
      """)

  /// The forms of the output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, tsv, json, moses
  }

  @Option(
    help: "A model's directory or file; several score each text, with --weights",
    transform: ArgumentKind.path)
  var model: [String] = []
  @OptionGroup var languages: ModelLanguages
  @Option(
    help: """
      text (log-probabilities, a line per text), tsv (line, score, log-probabilities, text), json (one \
      object per line) or moses (an n-best list)
      """)
  var format = Format.text
  @Flag(help: "Give the log-probability of each subword, in text and tsv") var byToken = false
  @Flag(
    help: """
      Score the lines as one text, each after those before it, by a language model of a stream (default: \
      each on its own)
      """) var inContext = false
  @Option(
    help: "The weight of each model's score in the sum, such as 1,0.3 (default: 1 each)",
    transform: WeightList.kind)
  var weights: WeightList?
  @Option(help: "The weight of an n-best list's own score in the sum") var listWeight = 0.0
  @Flag(help: "Print the best translation of each n-best list alone") var best = false
  @Option(help: "The exponent of length normalisation: score = log p / d(length)^exponent")
  var lengthPenalty = 1.0
  @Option(help: "The formula of length normalisation, d; gnmt is (5 + length) / 6")
  var lengthFormula = LengthNormalization.Formula.length
  @Option(help: "Sentences per batch", transform: ArgumentKind.count(1...100_000))
  var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @OptionGroup var kernels: KernelArguments
  @Argument(
    help: "Sources and translations, or one file of both; - is standard input",
    transform: ArgumentKind.path)
  var files: [String] = []

  func validate() throws {
    guard files.count <= 2 else {
      throw ValidationError("there are \(files.count) files; name two at most.")
    }
    guard files != ["-", "-"] else {
      throw ValidationError("standard input can be one of the two files; name the other.")
    }
    try validateFormat()
    if let weights, !model.isEmpty, weights.values.count != model.count {
      throw ValidationError(
        "there are \(weights.values.count) weights for \(model.count) --model; give one for each.")
    }
    guard listWeight.isFinite else {
      throw ValidationError("--list-weight is \(listWeight); it has to be a number.")
    }
    try checkOptions {
      var search = SearchOptions()
      search.normalization = normalization
      try search.validate()
    }
  }

  private func validateFormat() throws {
    if format != .moses && (best || listWeight != 0) {
      throw ValidationError(
        "\(best ? "--best" : "--list-weight") is for n-best lists; add --format moses.")
    }
    if inContext && format == .moses {
      throw ValidationError(
        "--in-context is for a text, and the lines of an n-best list are none; leave one out.")
    }
    if byToken && (format == .json || format == .moses) {
      throw ValidationError(
        "--by-token is for text and tsv; --format json has the subwords always.")
    }
    if byToken && model.count > 1 {
      throw ValidationError("--by-token is for one model; --format json has the subwords of all.")
    }
  }

  func run() throws {
    try kernels.pin()
    let paths = try languages.models(model).files()
    let names = model.isEmpty ? paths : model
    let models = try ScoringModels(
      scorers: paths.map { try TextScorer(path: $0, options: options) }, names: names,
      weights: weights?.values ?? paths.map { _ in 1 })
    guard format == .moses else {
      return try ScoreJob(models: models, format: format, byToken: byToken, files: files)
        .run(PairReader(files, needsSource: models.needsSource))
    }
    let (sources, list) = try listFiles(needsSource: models.needsSource)
    var job = RerankingJob(
      models: models, listWeight: listWeight, printsBest: best,
      files: [sources, list].compactMap(\.self))
    try job.run(NBestReader(list), sources: sources)
  }

  /// The files of sources and of the n-best list.
  private func listFiles(needsSource: Bool) throws -> (sources: String?, list: String) {
    guard needsSource else {
      guard files.count < 2 else {
        throw ValidationError("a language model reads no sources; name the n-best list alone.")
      }
      return (nil, files.first ?? "-")
    }
    guard let sources = files.first else {
      throw ValidationError("an n-best list is scored beside its sources; name their file first.")
    }
    guard files != ["-"] else {
      throw ValidationError(
        "standard input can be one of the two files; name the n-best list, too.")
    }
    return (sources, files.count == 2 ? files[1] : "-")
  }

  private var normalization: LengthNormalization {
    LengthNormalization(exponent: lengthPenalty, formula: lengthFormula)
  }

  private var options: ScoringOptions {
    var options = ScoringOptions()
    options.normalization = normalization
    options.batchSentences = batchSentences
    options.threads = threads
    options.inContext = inContext
    return options
  }
}
