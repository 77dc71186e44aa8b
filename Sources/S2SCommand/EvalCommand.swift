import S2SConsole
import ArgumentParser
import S2SFiles
import S2SMetrics
import S2SModels
import S2SReports
import Seq2Seq

/// `s2s eval`: scores of a model on its test set, or of files.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Score a model on its test set, or translations against references",
    discussion: """
      Scores equal sacreBLEU's, rouge-score's and pycocoevalcap's, and each comes with its \
      signature. --hyp and --ref take files, plain or gzip.

      Examples:
        s2s eval
        s2s eval --model models/fr-en --html report.html
        s2s eval --model models/lm-en --test lines.txt
        s2s eval --hyp output.txt --ref reference.txt --confidence
        s2s eval --hyp baseline.txt --compare other.txt --ref reference.txt
        s2s translate < test.fr | s2s eval --ref test.en --json
      """)

  @Option(help: "A model's directory or file (default: the newest under models/)")
  var model: String?
  @Option(name: .customLong("src"), help: "Take the newest model from this language")
  var source: String?
  @Option(name: .customLong("tgt"), help: "Take the newest model to this language")
  var target: String?
  @Option(help: "Test pairs: a .tsv, .tmx, .po or .mo file, or a stem that .LANG completes")
  var test: String?
  @Option(help: "A directory with test.LANG (default: the model's corpus)")
  var corpus: String?
  @Option(help: "Translations to score; - is standard input") var hyp: String?
  @Option(help: "References, line for line; repeat it for several") var ref: [String] = []
  @Option(help: "References in each line of --ref, separated by tabs") var numRefs = 1
  @Option(help: "The sources of the translations, for the report") var sources: String?
  @Option(help: "Hypotheses kept at each step (the beam size)") var beam = 5
  @Option(help: "Sentences per batch") var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)") var threads: Int?
  @Option(help: "Write the translations to this file") var output: String?
  @Flag(help: "Do not warn of translations that look tokenised") var force = false
  @OptionGroup(title: "Metrics") var metricArguments: MetricArguments
  @OptionGroup(title: "Significance") var significance: SignificanceArguments
  @OptionGroup(title: "Report") var report: ReportArguments

  func validate() throws {
    if hyp != nil && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE; name the references.")
    }
    if !ref.isEmpty && (model != nil || test != nil || corpus != nil) {
      throw ValidationError(
        "--ref scores files, --model, --test and --corpus score a model; give one kind.")
    }
    try checkOptions { try translation.validate() }
    guard numRefs >= 1 else {
      throw ValidationError("--num-refs is \(numRefs); it has to be 1 or more.")
    }
    if try !ref.isEmpty && !metricArguments.selection().measures.isEmpty {
      throw ValidationError("perplexity and accuracy need a model; leave --ref out.")
    }
  }

  func run() throws {
    let request = try request()
    let evaluation = try ref.isEmpty ? model(request) : files.evaluate(request)
    for warning in evaluation.warnings where !isSilenced(warning) {
      say("warning: \(warning.sentence)")
    }
    let output = OutputWriter()
    try output.write(evaluation.text(report.options(for: evaluation)))
    try output.flush()
    try report.writePage(of: evaluation)
  }

  private func isSilenced(_ warning: Evaluation.Warning) -> Bool {
    if case .tokenizedHypotheses = warning { force } else { false }
  }

  /// What to measure.
  private func request() throws -> EvaluationRequest {
    var request = EvaluationRequest()
    request.metrics = try metricArguments.selection()
    request.options = try metricArguments.options()
    request.significance = significance.significance
    request.comparedFiles = significance.compare
    request.trainingText = report.trainingText
    request.details = report.details
    return request
  }

  /// The files to score.
  private var files: EvaluationFiles {
    var files = EvaluationFiles(hypotheses: hyp ?? "-", references: ref)
    files.referencesPerLine = numRefs
    files.sources = sources
    return files
  }

  /// The scores of a model of any task on its test set.
  private func model(_ request: EvaluationRequest) throws -> Evaluation {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: source, target: target)
    let file = try choice.files(ofAnyTask: true)[0]
    if try ModelHeader(path: file).task == TranslationBundle.task {
      return try translated(file, request, translation)
    }
    try refuseWhatIsOfTexts()
    var evaluation = ModelEvaluation()
    evaluation.corpus = CorpusSelection(directory: corpus, test: test)
    evaluation.request = request
    evaluation.translation = translation
    return try evaluation.evaluate(file)
  }

  /// How a model translates its test set.
  private var translation: TranslationOptions {
    var options = TranslationOptions()
    options.search.beamSize = beam
    options.batchSentences = batchSentences
    options.threads = threads
    return options
  }

  /// The options that mean something for a model of any task.
  private static let ofEveryTask: Set = [
    "--model", "--test", "--threads", "--json", "--short", "--digits", "--html",
  ]

  /// Refuses options that mean nothing for a model that writes no text.
  private func refuseWhatIsOfTexts() throws {
    let given = CommandLine.arguments.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }
    if let name = given.first(where: { !Self.ofEveryTask.contains($0) }) {
      throw ValidationError("\(name) is for texts, and this model writes none; leave it out.")
    }
  }

  /// What a translation model makes of its test set.
  private func translated(
    _ file: String, _ request: EvaluationRequest, _ options: TranslationOptions
  ) throws -> Evaluation {
    let evaluator = try Evaluator(path: file, options: options)
    let testSet = try evaluator.translate(CorpusSelection(directory: corpus, test: test))
    say(
      "Test set: \(testSet.files.joined(separator: ", ")), \(grouped(testSet.pairs.count)) "
        + "sentences, \(grouped(Int(testSet.sentencesPerSecond))) per second with beam \(beam)")
    if let output {
      try AtomicFile.write(to: output) { file in
        for line in testSet.hypotheses { try file.write(line + "\n") }
      }
    }
    return try evaluator.evaluate(testSet, request)
  }
}
