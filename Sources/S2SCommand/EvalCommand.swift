import S2SConsole
import ArgumentParser
import S2SCorpora
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
        s2s eval --model models/a --model models/b --ensemble --beam 8
        s2s eval --model models/lm-en --test lines.txt
        s2s eval --hyp output.txt --ref reference.txt --confidence
        s2s eval --hyp output.txt --ref reference.txt --tgt zh
        s2s eval --hyp baseline.txt --compare other.txt --ref reference.txt
        s2s translate < test.fr | s2s eval --ref test.en --json
      """)

  @Option(
    help: """
      A model's directory or file (default: the newest under models/); repeat it for an ensemble
      """,
    transform: ArgumentKind.path)
  var model: [String] = []
  @Flag(help: "Evaluate several --model as one system: they translate together")
  var ensemble = false
  @Option(help: "Take the newest model from this language", transform: ArgumentKind.word)
  var src: String?
  @Option(
    help: "Take the newest model to this language, or say which language --ref is in",
    transform: ArgumentKind.word)
  var tgt: String?
  @Option(
    help: "Test pairs: a .tsv, .tmx, .po or .mo file, or a stem that .LANG completes",
    transform: ArgumentKind.path)
  var test: String?
  @Option(
    help: "A directory with test.LANG (default: the model's corpus)", transform: ArgumentKind.path)
  var corpus: String?
  @Option(help: "Translations to score; - is standard input", transform: ArgumentKind.path)
  var hyp: String?
  @Option(
    help: "References, line for line; repeat it for several", transform: ArgumentKind.path)
  var ref: [String] = []
  @Option(
    help: "References in a line of --ref, separated by tabs; the last takes the rest (default: 1)",
    transform: ArgumentKind.count(1...1_000))
  var numRefs: Int?
  @Option(
    help: "The sources of the translations, for the report", transform: ArgumentKind.path)
  var sources: String?
  @Option(help: "Write the translations to this file", transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false
  @Flag(help: "Do not warn of translations that look tokenised") var force = false
  @OptionGroup var translation: TranslationArguments
  @OptionGroup(title: "Metrics") var metricArguments: MetricArguments
  @OptionGroup(title: "Significance") var significance: SignificanceArguments
  @OptionGroup(title: "Report") var report: ReportArguments

  func validate() throws {
    if hyp != nil && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE; name the references.")
    }
    if model.count > 1 && !ensemble { throw ValidationError(EvalRules.severalModels + ".") }
    if ensemble && model.count < 2 {
      throw ValidationError("--ensemble needs several models; name each by --model.")
    }
    try rules().check()
    try checkOptions { try translation.optionsWithoutFiles.validate() }
  }

  /// Which of the given options have an effect.
  private func rules() throws -> EvalRules {
    EvalRules(
      given: givenOptions(self), metrics: try metricArguments.selection(),
      scoresFiles: !ref.isEmpty)
  }

  func run() throws {
    // Before a model is read.
    try outputs.checkCanWrite()
    let evaluation = try evaluation()
    announceTestSet(of: evaluation)
    for warning in evaluation.warnings where !isSilenced(warning) {
      say("warning: \(warning.sentence)")
    }
    let output = OutputWriter()
    let text = try evaluation.text(report.options)
    try report.json || report.sentenceLevel ? output.write(text) : output.show(text)
    try output.flush()
    try report.writePage(of: evaluation)
  }

  /// The scores that were asked for.
  func evaluation() throws -> Evaluation { try ref.isEmpty ? scoresOfModel() : scoresOfFiles() }

  /// Says what was translated.
  private func announceTestSet(of evaluation: Evaluation) {
    guard let speed = evaluation.sentencesPerSecond, let texts = evaluation.texts else { return }
    let files = evaluation.files.filter { $0.role != .model && $0.role != .translations }
    say(
      "Test set: \(files.map(\.name).joined(separator: ", ")), "
        + "\(grouped(texts.corpus.hypotheses.count)) sentences, \(grouped(Int(speed))) per second "
        + "with beam \(translation.search.options.beamSize)")
  }

  private func isSilenced(_ warning: Evaluation.Warning) -> Bool {
    if case .tokenizedHypotheses = warning { force } else { false }
  }

  /// What to measure of texts in a language.
  private func request(language: String?) throws -> EvaluationRequest {
    var request = EvaluationRequest()
    request.metrics = try metricArguments.selection()
    request.options = try metricArguments.options(language: language)
    request.significance = significance.significance
    request.comparedFiles = significance.compare
    request.trainingText = report.trainingText
    request.details = report.details
    request.requiresFrequencies = report.byFrequency
    return request
  }

  /// The files that are written.
  private var outputs: OutputFiles { OutputFiles([output, report.html].compactMap(\.self)) }

  /// Makes sure, before the work, that what is written replaces nothing that is read.
  private func checkOutputs(inputs: [String]) throws {
    let demands = translation.demands
    let others = [
      report.trainingText, metricArguments.meteorFunctionWords, demands.prefixFile,
      demands.forbidFile, demands.requireFile,
    ].compactMap(\.self)
    try outputs.checkFree(
      inputs: inputs + significance.compare + others, overwrites: overwrite)
  }

  /// The scores of files.
  private func scoresOfFiles() throws -> Evaluation {
    var files = EvaluationFiles(hypotheses: hyp ?? "-", references: ref)
    files.referencesPerLine = numRefs ?? 1
    files.sources = sources
    files.language = tgt
    try checkOutputs(inputs: files.paths)
    return try files.evaluate(request(language: tgt))
  }

  /// The scores of a model of any task on its test set.
  private func scoresOfModel() throws -> Evaluation {
    let choice = ModelChoice(paths: model, source: src, target: tgt)
    let files = try choice.files(ofAnyTask: true)
    let header = try ModelHeader(path: files[0])
    let request = try request(language: header.languages()["target"])
    if header.task == TranslationBundle.task { return try translated(files, request) }
    try rules().checkModelWithoutTexts()
    try checkOutputs(inputs: files + [test].compactMap(\.self))
    var evaluation = ModelEvaluation()
    evaluation.corpus = CorpusSelection(directory: corpus, test: test)
    evaluation.request = request
    evaluation.translation = try translation.options()
    return try evaluation.evaluate(files[0])
  }

  /// What a translation model, or several together, make of a test set.
  private func translated(_ files: [String], _ request: EvaluationRequest) throws -> Evaluation {
    let evaluator = try Evaluator(ensemble: files, options: translation.options())
    let selection = CorpusSelection(directory: corpus, test: test)
    try checkOutputs(inputs: evaluator.paths(selection))
    let inputs = try evaluator.inputs(selection, request)
    let requests = try translation.demands.requests(
      for: inputs.test.sources, check: evaluator.check)
    let testSet = try evaluator.translate(inputs.test, as: requests)
    if let output {
      try AtomicFile.write(to: output) { file in
        for line in testSet.hypotheses { try file.write(line + "\n") }
      }
    }
    return try evaluator.evaluate(testSet, request, inputs.sides)
  }
}
