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
        s2s eval --model models/book --test end.txt --cache 2000 --dynamic
        s2s eval --model models/captioner-en --test corpora/scenes/test.en --metrics bleu,cider
        s2s eval --hyp output.txt --ref reference.txt --confidence
        s2s eval --hyp output.txt --ref reference.txt --tgt zh
        s2s eval --model models/fr-en-seed1 --model models/fr-en-seed2
        s2s eval --hyp baseline.txt --compare other.txt --ref reference.txt
        s2s translate < test.fr | s2s eval --ref test.en --json
      """)

  @Option(
    help: """
      A model's directory or file (default: models/SRC-TGT, else the newest under models/); several are \
      runs of one system, or with --ensemble one system
      """,
    transform: ArgumentKind.path)
  var model: [String] = []
  @Flag(help: "Evaluate several --model as one system: they translate together")
  var ensemble = false
  @Option(help: "Take a model from this language", transform: ArgumentKind.languageName)
  var src: String?
  @Option(
    help: "Take a model to this language, or say which language --ref is in",
    transform: ArgumentKind.languageName)
  var tgt: String?
  @Option(
    help: "Test pairs: a .tsv, .csv, .tmx, .po or .mo file, or a stem that .LANG completes",
    transform: ArgumentKind.path)
  var test: String?
  @Option(
    help: "The vectors of the captions in --test, .npy or .safetensors (default: beside them)",
    transform: ArgumentKind.path)
  var features: String?
  @Option(
    help: "A directory with test.LANG (default: the model's corpus)", transform: ArgumentKind.path)
  var corpus: String?
  @Option(
    help: "Translations to score; - is standard input; several are runs of one system",
    transform: ArgumentKind.path)
  var hyp: [String] = []
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
  @OptionGroup var kernels: KernelArguments
  @Option(help: "Write the translations, or captions, to this file", transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false
  @Flag(help: "Do not warn of translations that look tokenised") var force = false
  @OptionGroup var translation: TranslationArguments
  @OptionGroup(title: "Metrics") var metricArguments: MetricArguments
  @OptionGroup(title: "Significance") var significance: SignificanceArguments
  @OptionGroup(title: "Language models of a stream") var language: AdaptationArguments
  @OptionGroup(title: "Report") var report: ReportArguments
  @Argument(help: .hidden, transform: ArgumentKind.path) var operands: [String] = []

  func validate() throws {
    if let wrong = refusal(of: operands) { throw ValidationError(wrong) }
    if !hyp.isEmpty && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE; name the references.")
    }
    if !ref.isEmpty, let tgt, let problem = ArgumentKind.problem(ofLanguage: tgt) {
      throw ValidationError("--tgt is \(quoted(tgt)); \(problem)")
    }
    if ensemble && model.count < 2 {
      throw ValidationError("--ensemble needs several models; name each by --model.")
    }
    if ensemble, let other = significance.compare.first(where: ModelDirectory.isModel) {
      throw ValidationError(
        "--compare \(other) is a model, and an ensemble is compared with translations; translate with it "
          + "first.")
    }
    try rules().check()
    if !ensemble { try validateRuns() }
    try checkOptions {
      try translation.optionsWithoutFiles.validate()
      try language.adaptation().validate()
    }
  }

  /// What to type in place of arguments that stand alone.
  private func refusal(of operands: [String]) -> String? {
    guard let first = operands.first else { return nil }
    let given = model.map { ("model", $0) } + hyp.map { ("hyp", $0) }
    let options: [(String, String)] =
      if model.isEmpty && MisplacedArgument.isModel(first) {
        [("model", first)]
      } else if !hyp.isEmpty || !ref.isEmpty {
        given + (ref + operands).map { ("ref", $0) }
      } else if operands.count > 1 && model.isEmpty {
        [("hyp", first), ("ref", operands[1])]
      } else {
        given + [("test", first)]
      }
    let typed = options.map { ShellWord.option($0, $1) }.joined(separator: " ")
    return "\(first) needs the option that says what it is; type: s2s eval \(typed)"
  }

  /// Which of the given options have an effect.
  private func rules() throws -> EvalRules {
    EvalRules(
      given: givenOptions(self), metrics: try metricArguments.selection(),
      scoresFiles: !ref.isEmpty)
  }

  func run() throws {
    try kernels.pin()
    // Before a model is read.
    try outputs.checkCanWrite()
    let progress = EvaluationProgress()
    defer { progress.finish() }
    let evaluation = try evaluation(progress)
    progress.finish()
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
  func evaluation(_ progress: EvaluationProgress = EvaluationProgress()) throws -> Evaluation {
    try ref.isEmpty ? scoresOfModel(progress) : scoresOfFiles(progress)
  }

  /// Says what was translated.
  private func announceTestSet(of evaluation: Evaluation) {
    guard !isOfModels, let speed = evaluation.sentencesPerSecond, let texts = evaluation.texts
    else {
      return
    }
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
  private func request(
    language: String?, _ progress: EvaluationProgress
  ) throws -> EvaluationRequest {
    var request = EvaluationRequest()
    request.report = progress.show
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
  func checkOutputs(inputs: [String]) throws {
    let demands = translation.demands
    let others = [
      report.trainingText, metricArguments.meteorFunctionWords, demands.prefixFile,
      demands.forbidFile, demands.requireFile,
    ].compactMap(\.self)
    try outputs.checkFree(
      inputs: inputs + significance.compare + others, overwrites: overwrite)
    try ModelDirectory.checkOutputs(outputs.paths)
  }

  /// The scores of files.
  private func scoresOfFiles(_ progress: EvaluationProgress) throws -> Evaluation {
    var files = EvaluationFiles(hypotheses: hyp.first ?? "-", references: ref)
    files.otherRuns = Array(hyp.dropFirst())
    files.referencesPerLine = numRefs ?? 1
    files.sources = sources
    files.language = tgt
    try checkOutputs(inputs: files.paths)
    if files.hypotheses == "-" { StandardInput.announce("translations to score") }
    return try files.evaluate(request(language: tgt, progress))
  }

  /// The scores of a model of any task on its test set.
  private func scoresOfModel(_ progress: EvaluationProgress) throws -> Evaluation {
    let choice = ModelChoice(paths: model, source: src, target: tgt)
    let files = try choice.files(task: nil)
    let headers = try files.map { try ModelHeader(path: $0) }
    let header = headers[0]
    let request = try request(language: header.languages()["target"], progress)
    if let other = headers.first(where: { $0.task != header.task }) {
      throw ModelError.otherTask(path: other.path, task: other.task, wanted: header.task)
    }
    let adaptation = language.adaptation(trainingText: report.trainingText)
    if features != nil, header.task != Captioner.task {
      throw ValidationError(
        "--features is for a captioner, and \(header.path) is none; leave it out.")
    }
    let writesTexts = [TranslationBundle.task, Captioner.task].contains(header.task)
    if adaptation.option != nil, writesTexts {
      throw ModelError.otherTask(path: header.path, task: header.task, wanted: "lm")
    }
    if header.task == TranslationBundle.task {
      return try isOfModels
        ? translatedRuns(model.isEmpty ? files : model, request, progress)
        : translated(files, request, progress)
    }
    if header.task == Captioner.task {
      try rules().checkCaptioner()
      return try captioned(model.isEmpty ? files : model, request, progress)
    }
    try rules().checkModelWithoutTexts()
    try checkOutputs(inputs: files + [test].compactMap(\.self))
    var evaluation = ModelEvaluation()
    evaluation.corpus = CorpusSelection(directory: corpus, test: test)
    evaluation.request = request
    evaluation.translation = try translation.options()
    evaluation.adaptation = adaptation
    progress.show(.measures)
    return try files.count > 1 ? evaluation.evaluate(runs: model) : evaluation.evaluate(files[0])
  }

  /// Whether several models translate, one after the other.
  var isOfModels: Bool {
    !ensemble && (model.count > 1 || significance.compare.contains(where: ModelDirectory.isModel))
  }

  /// What a translation model, or several together, make of a test set.
  private func translated(
    _ files: [String], _ request: EvaluationRequest, _ progress: EvaluationProgress
  ) throws -> Evaluation {
    let evaluator = try Evaluator(ensemble: files, options: translation.options())
    let selection = CorpusSelection(directory: corpus, test: test)
    try checkOutputs(inputs: evaluator.paths(selection))
    let inputs = try evaluator.inputs(selection, request)
    if let reading = inputs.test.reading {
      say("\(inputs.test.files.joined(separator: ", ")): \(reading)")
    }
    let requests = try translation.demands.requests(
      for: inputs.test.sources, check: evaluator.check)
    let testSet = try evaluator.translate(
      inputs.test, as: requests, progress: progress.show)
    try write(testSet)
    return try evaluator.evaluate(testSet, request, inputs.sides)
  }

  /// Writes translations if they are asked for.
  func write(_ testSet: TranslatedTestSet) throws {
    if let output { try write(testSet.hypotheses, to: output) }
  }

  /// Writes lines to a file.
  func write(_ lines: [String], to path: String) throws {
    try AtomicFile.write(to: path) { file in
      for line in lines { try file.write(line + "\n") }
    }
  }
}
