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
      Scores equal sacreBLEU's and rouge-score's, and each comes with its signature.

      Examples:
        s2s eval
        s2s eval --model models/fr-en --test corpora/phrasebook/test --json
        s2s eval --hyp output.txt --ref reference.txt
        s2s translate < test.fr | s2s eval --ref test.en
      """)

  @Option(help: "A model's directory or file (default: the newest under models/)")
  var model: String?
  @Option(name: .customLong("src"), help: "Take the newest model from this language")
  var source: String?
  @Option(name: .customLong("tgt"), help: "Take the newest model to this language")
  var target: String?
  @Option(help: "Test pairs: a .tsv, or a stem to which .LANG is added") var test: String?
  @Option(help: "A directory with test.LANG (default: the model's corpus)")
  var corpus: String?
  @Option(help: "Translations to score; - is standard input") var hyp: String?
  @Option(help: "References, line for line; repeat it for several") var ref: [String] = []
  @Option(help: "Comma-separated: \(MetricName.list)")
  var metrics = "bleu,rouge,chrf"
  @Option(help: "BLEU's tokeniser: \(BLEU.Tokenizer.list)")
  var tokenize = BLEU.Tokenizer.thirteenA
  @Flag(help: "Compare without case") var lowercase = false
  @Option(help: "Hypotheses kept at each step") var beam = 5
  @Option(help: "Sentences that are decoded together") var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)") var threads: Int?
  @Option(help: "Write the translations to this file") var output: String?
  @Flag(help: "Print JSON as sacreBLEU does") var json = false

  func validate() throws {
    if hyp != nil && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE to be compared with.")
    }
    if !ref.isEmpty && (model != nil || test != nil || corpus != nil) {
      throw ValidationError(
        "--ref scores files, --model, --test and --corpus score a model; give one kind.")
    }
  }

  func run() throws {
    let metrics = try MetricName.parse(metrics).map {
      $0.metric(tokenizer: tokenize, lowercase: lowercase)
    }
    let report = try ref.isEmpty ? scoreModel(metrics) : scoreFiles(metrics)
    let output = OutputWriter()
    try output.write(json ? report.json + "\n" : report.table)
    try output.flush()
  }

  private func scoreModel(_ metrics: [any Metric]) throws -> EvaluationReport {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: source, target: target)
    var options = TranslationOptions()
    options.search.beamSize = beam
    options.batchSentences = batchSentences
    options.threads = threads
    let bundle = try choice.load()[0]
    let result = try Evaluator(bundle, options: options, metrics: metrics)
      .run(CorpusSelection(directory: corpus, test: test))
    let speed = Double(result.pairs.count) / max(result.seconds, 1e-9)
    say(
      "Test set: \(result.files.joined(separator: ", ")), \(grouped(result.pairs.count)) "
        + "sentences, \(grouped(Int(speed))) a second with beam \(beam)")
    if let output {
      try AtomicFile.write(to: output) { file in
        for line in result.hypotheses { try file.write(line + "\n") }
      }
    }
    return result.report
  }

  private func scoreFiles(_ metrics: [any Metric]) throws -> EvaluationReport {
    let name = hyp ?? "-"
    let reader =
      name == "-"
      ? LineReader(descriptor: STDIN_FILENO, name: "standard input", nul: .keep)
      : try LineReader(path: name, nul: .keep)
    let hypotheses = try reader.readAll()
    let references = try ref.map { try LineReader(path: $0, nul: .keep).readAll() }
    let scores = try metrics.flatMap {
      try $0.scores(hypotheses: hypotheses, references: references)
    }
    return EvaluationReport(scores: scores)
  }
}

/// The metrics by the names of `--metrics`.
enum MetricName: String, CaseIterable {
  case bleu, rouge, chrf

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Parses a list of names.
  static func parse(_ text: String) throws -> [MetricName] {
    try text.split(separator: ",").map { name in
      guard let metric = MetricName(rawValue: String(name)) else {
        throw ValidationError("there is no metric \"\(name)\"; there are \(list).")
      }
      return metric
    }
  }

  func metric(tokenizer: BLEU.Tokenizer, lowercase: Bool) -> any Metric {
    switch self {
    case .bleu:
      var options = BLEU.Options()
      options.tokenizer = tokenizer
      options.lowercase = lowercase
      return BLEU(options)
    case .rouge: return ROUGE()
    case .chrf:
      var options = CHRF.Options()
      options.lowercase = lowercase
      return CHRF(options)
    }
  }
}

extension BLEU.Tokenizer: ExpressibleByArgument {
  fileprivate static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
