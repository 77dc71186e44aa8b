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
        s2s eval --model models/lm-en --test lines.txt
        s2s eval --hyp output.txt --ref reference.txt --confidence
        s2s eval --hyp output.txt --ref reference.txt --tgt zh
        s2s eval --hyp baseline.txt --compare other.txt --ref reference.txt
        s2s translate < test.fr | s2s eval --ref test.en --json
      """)

  @Option(
    help: "A model's directory or file (default: the newest under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    name: .customLong("src"), help: "Take the newest model from this language",
    transform: ArgumentKind.word)
  var source: String?
  @Option(
    name: .customLong("tgt"),
    help: "Take the newest model to this language, or say which language --ref is in",
    transform: ArgumentKind.word)
  var target: String?
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
  @Option(
    help: "Hypotheses kept at each step, the beam size (default: 5)",
    transform: ArgumentKind.count(1...1_000))
  var beam: Int?
  @Option(
    help: """
      Translate sentence by sentence: always, auto (where the model learned from single sentences) or \
      never (default: auto)
      """)
  var splitSentences: SentenceSplitting?
  @Option(
    help: "Sentences per batch (default: 64)", transform: ArgumentKind.count(1...100_000))
  var batchSentences: Int?
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @Option(help: "Write the translations to this file", transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false
  @Flag(help: "Do not warn of translations that look tokenised") var force = false
  @OptionGroup(title: "Metrics") var metricArguments: MetricArguments
  @OptionGroup(title: "Significance") var significance: SignificanceArguments
  @OptionGroup(title: "Report") var report: ReportArguments

  func validate() throws {
    if hyp != nil && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE; name the references.")
    }
    let needless = ref.isEmpty ? givenForFiles : givenForModels
    if let name = needless.first {
      throw ValidationError(
        ref.isEmpty
          ? "\(name) is for files, and without --ref a model is scored; leave it out, or name --ref."
          : "\(name) is for a model, and --ref scores files; leave one of them out.")
    }
    try checkOptions { try translation.validate() }
    if try !ref.isEmpty && !metricArguments.selection().measures.isEmpty {
      throw ValidationError("perplexity and accuracy need a model; leave --ref out.")
    }
  }

  /// Options that were given and mean something for files alone.
  private var givenForFiles: [String] {
    [numRefs != nil ? "--num-refs" : nil, sources != nil ? "--sources" : nil].compactMap(\.self)
  }

  /// Options that were given and mean something for a model alone.
  private var givenForModels: [String] {
    [
      model != nil ? "--model" : nil, source != nil ? "--src" : nil,
      test != nil ? "--test" : nil, corpus != nil ? "--corpus" : nil,
      beam != nil ? "--beam" : nil, batchSentences != nil ? "--batch-sentences" : nil,
      splitSentences != nil ? "--split-sentences" : nil, output != nil ? "--output" : nil,
    ].compactMap(\.self)
  }

  func run() throws {
    let progress = EvaluationProgress()
    defer { progress.line.finish() }
    let evaluation = try ref.isEmpty ? scoresOfModel(progress) : scoresOfFiles(progress)
    progress.line.finish()
    for warning in evaluation.warnings where !isSilenced(warning) {
      say("warning: \(warning.sentence)")
    }
    let output = OutputWriter()
    let text = try evaluation.text(report.options(for: evaluation))
    try report.json || report.sentenceLevel ? output.write(text) : output.show(text)
    try output.flush()
    try report.writePage(of: evaluation)
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
    return request
  }

  /// Makes sure, before the work, that what is written can be and replaces nothing that is read.
  private func checkOutputs(inputs: [String]) throws {
    let outputs = OutputFiles([output, report.html].compactMap(\.self))
    let others = [report.trainingText, metricArguments.meteorFunctionWords].compactMap(\.self)
    try outputs.checkFree(
      inputs: inputs + significance.compare + others, overwrites: overwrite)
    try outputs.checkCanWrite()
  }

  /// The scores of files.
  private func scoresOfFiles(_ progress: EvaluationProgress) throws -> Evaluation {
    var files = EvaluationFiles(hypotheses: hyp ?? "-", references: ref)
    files.referencesPerLine = numRefs ?? 1
    files.sources = sources
    files.language = target
    try checkOutputs(inputs: files.paths)
    if files.hypotheses == "-" { StandardInput.announce("translations to score") }
    return try files.evaluate(request(language: target, progress))
  }

  /// The scores of a model of any task on its test set.
  private func scoresOfModel(_ progress: EvaluationProgress) throws -> Evaluation {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: source, target: target)
    let file = try choice.files(ofAnyTask: true)[0]
    let header = try ModelHeader(path: file)
    let request = try request(language: header.languages()["target"], progress)
    if header.task == TranslationBundle.task {
      return try translated(file, request, progress)
    }
    try refuseWhatIsOfTexts()
    try checkOutputs(inputs: [file] + [test].compactMap(\.self))
    var evaluation = ModelEvaluation()
    evaluation.corpus = CorpusSelection(directory: corpus, test: test)
    evaluation.request = request
    evaluation.translation = translation
    progress.line.begin("measuring")
    return try evaluation.evaluate(file)
  }

  /// How a model translates its test set.
  private var translation: TranslationOptions {
    var options = TranslationOptions()
    options.search.beamSize = beam ?? options.search.beamSize
    options.sentenceSplitting = splitSentences ?? options.sentenceSplitting
    options.batchSentences = batchSentences ?? options.batchSentences
    options.threads = threads
    return options
  }

  /// The options that mean something for a model of any task.
  private static let ofEveryTask: Set = [
    "--model", "--test", "--threads", "--json", "--short", "--digits", "--html",
    "--overwrite",
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
    _ file: String, _ request: EvaluationRequest, _ progress: EvaluationProgress
  ) throws -> Evaluation {
    let options = translation
    let evaluator = try Evaluator(path: file, options: options)
    let selection = CorpusSelection(directory: corpus, test: test)
    try checkOutputs(inputs: evaluator.paths(selection))
    let inputs = try evaluator.inputs(selection, request)
    let testSet = try evaluator.translate(inputs.test, progress: progress.show)
    say(
      "Test set: \(testSet.files.joined(separator: ", ")), \(grouped(testSet.pairs.count)) "
        + "sentences, \(grouped(Int(testSet.sentencesPerSecond))) per second with beam \(options.search.beamSize)"
    )
    if let output {
      try AtomicFile.write(to: output) { file in
        for line in testSet.hypotheses { try file.write(line + "\n") }
      }
    }
    return try evaluator.evaluate(testSet, request, inputs.sides)
  }
}
