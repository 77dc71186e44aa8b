import ArgumentParser
import Glibc
import S2SFiles
import S2SMetrics
import S2SModels
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
  @Option(help: "Test pairs: a .tsv, .tmx, .po or .mo, or a stem to which .LANG is added") var test:
    String?
  @Option(help: "A directory with test.LANG (default: the model's corpus)")
  var corpus: String?
  @Option(help: "Translations to score; - is standard input") var hyp: String?
  @Option(help: "References, line for line; repeat it for several") var ref: [String] = []
  @Option(help: "References in each line of --ref, separated by tabs") var numRefs = 1
  @Option(help: "The sources of the translations, for the report") var sources: String?
  @Option(help: "Hypotheses kept at each step") var beam = 5
  @Option(help: "Sentences that are decoded together") var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)") var threads: Int?
  @Option(help: "Write the translations to this file") var output: String?
  @Flag(help: "Do not warn of translations that seem to be tokenised") var force = false
  @OptionGroup(title: "Metrics") var metricArguments: MetricArguments
  @OptionGroup(title: "Significance") var significance: SignificanceOptions
  @OptionGroup(title: "Report") var report: ReportOptions

  func validate() throws {
    if hyp != nil && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE to be compared with.")
    }
    if !ref.isEmpty && (model != nil || test != nil || corpus != nil) {
      throw ValidationError(
        "--ref scores files, --model, --test and --corpus score a model; give one kind.")
    }
    guard numRefs >= 1 else {
      throw ValidationError("--num-refs is \(numRefs); a line has at least 1 reference.")
    }
    if try !ref.isEmpty && !metricArguments.selection().measures.isEmpty {
      throw ValidationError("perplexity and accuracy need a model; leave --ref out.")
    }
  }

  func run() throws {
    let metrics = try metricArguments.selection().metrics(metricArguments.options())
    let subject = try ref.isEmpty ? modelOutput() : files()
    let evaluation = try Evaluation(subject, metrics: metrics, significance: significance)
    if evaluation.corpus.looksTokenized && !force {
      say(
        "warning: 100 lines or more end in a full stop on its own: the translations seem to be tokenised, "
          + "and such a score compares with no other. Detokenise them, or silence this by --force.")
    }
    let output = OutputWriter()
    try output.write(evaluation.text(report))
    try output.flush()
    if let path = report.html {
      try AtomicFile.write(to: path) { try $0.write(evaluation.page(digits: report.digits).html) }
      say("The report is in \(path).")
    }
  }

  private func modelOutput() throws -> EvaluationSubject {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: source, target: target)
    var options = TranslationOptions()
    options.search.beamSize = beam
    options.batchSentences = batchSentences
    options.threads = threads
    let file = try choice.files()[0]
    let bundle = try TranslationBundle(path: file)
    let result = try Evaluator(bundle, options: options, metrics: [])
      .run(
        CorpusSelection(directory: corpus, test: test),
        measuresFit: !metricArguments.selection().measures.isEmpty)
    let speed = Double(result.pairs.count) / max(result.seconds, 1e-9)
    say(
      "Test set: \(result.files.joined(separator: ", ")), \(grouped(result.pairs.count)) "
        + "sentences, \(grouped(Int(speed))) a second with beam \(beam)")
    if let output {
      try AtomicFile.write(to: output) { file in
        for line in result.hypotheses { try file.write(line + "\n") }
      }
    }
    return EvaluationSubject(
      name: "\(file), \(bundle.source) to \(bundle.target)", language: bundle.target,
      hypotheses: result.hypotheses, references: [result.pairs.targets],
      sources: result.pairs.sources,
      trainingText: report.trainingText ?? TrainingFacts.targetFile(of: bundle),
      fit: result.fit, sentencesPerSecond: speed,
      history: try ModelHistory.records(beside: file))
  }

  private func files() throws -> EvaluationSubject {
    let name = hyp ?? "-"
    let hypotheses = try Self.lines(name)
    return EvaluationSubject(
      name: name == "-" ? "standard input" : name, language: nil, hypotheses: hypotheses,
      references: try ref.flatMap(references),
      sources: try sources.map(Self.lines), trainingText: report.trainingText)
  }

  private func references(_ path: String) throws -> [[String?]] {
    if numRefs == 1 { return [try Self.lines(path)] }
    // An empty reference at the end of a line is one.
    let lines = try Self.reader(path).readAll()
    return try TabSplit.columns(lines, count: numRefs, of: path)
  }

  /// The lines of a file or of standard input without white space at their ends, as sacreBLEU
  /// reads them: chrF may count it.
  static func lines(_ path: String) throws -> [String] {
    let reader = try reader(path)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(PythonText.trimmedEnd(line)) }
    return lines
  }

  private static func reader(_ path: String) throws -> LineReader {
    path == "-"
      ? LineReader(descriptor: STDIN_FILENO, name: "standard input", nul: .keep)
      : try LineReader(path: path, nul: .keep)
  }
}

/// Whether differences are chance.
struct SignificanceOptions: ParsableArguments {
  /// How chance is imitated.
  enum Test: String, CaseIterable, ExpressibleByArgument {
    case bootstrap, randomization
  }

  @Flag(help: "Give each score the interval that 95 of 100 resamples fall into")
  var confidence = false
  @Option(help: "Another system's translations, compared with the first; repeatable")
  var compare: [String] = []
  @Option(help: "How to compare") var testKind = Test.bootstrap
  @Option(help: "Resamples (default: 1000) or trials of randomization (default: 10000)")
  var samples: Int?
  @Option(help: "The seed; sacreBLEU's by default") var seed: UInt64 = 12_345

  func validate() throws {
    if let samples, !(1...10_000_000).contains(samples) {
      throw ValidationError("--samples is \(samples); give 1 to 10000000.")
    }
  }

  /// What compares systems; `nil` when none was named.
  var pairedTest: PairedTest? {
    guard !compare.isEmpty else { return nil }
    switch testKind {
    case .bootstrap: return .bootstrap(resamples: samples ?? 1_000, seed: seed)
    case .randomization:
      return .approximateRandomization(
        trials: samples ?? 10_000, resamples: confidence ? 1_000 : 0, seed: seed)
    }
  }

  /// What makes intervals; `nil` where none were asked for.
  var bootstrap: Bootstrap? {
    confidence ? Bootstrap(resamples: samples ?? 1_000, seed: seed) : nil
  }
}

/// What is shown of an evaluation, and how.
struct ReportOptions: ParsableArguments {
  @Option(help: "Digits after the point of a score") var digits = 1
  @Flag(help: "Print JSON as sacreBLEU does") var json = false
  @Flag(help: "Print a line a score, as sacreBLEU's text, with short signatures") var short = false
  @Flag(help: "Print each sentence's scores, separated by tabs, in place of the corpus's")
  var sentenceLevel = false
  @Flag(help: "Score the sentences by the length of their sources, or references")
  var byLength = false
  @Flag(help: "Score the words by their frequency in training") var byFrequency = false
  @Option(help: "The training text of the target side, for frequencies") var trainingText: String?
  @Option(help: "Show so many of the best and of the worst sentences") var examples = 0
  @Option(help: "Write a page of HTML to this file") var html: String?

  func validate() throws {
    guard (0...17).contains(digits) else {
      throw ValidationError("--digits is \(digits); give 0 to 17.")
    }
    guard examples >= 0 else { throw ValidationError("--examples is \(examples); give 0 or more.") }
  }
}
