import S2SConsole
import ArgumentParser
import FoundationEssentials
import S2SFiles
import S2SMetrics
import S2SReports
import Seq2Seq

/// Which parts of an evaluation are shown, and how, as options.
struct ReportArguments: ParsableArguments {
  @Option(
    help: "Digits after the decimal point (default: 1; 3 for scores that are not of texts)",
    transform: ArgumentKind.count(0...17))
  var digits: Int?
  @Flag(help: "Print JSON: scores as sacreBLEU does, and all else that is asked for")
  var json = false
  @Flag(help: "Print one line per score, as sacreBLEU's text, with short signatures") var short =
    false
  @Flag(help: "Print the scores of each sentence, separated by tabs, instead of the corpus's")
  var sentenceLevel = false
  @Flag(help: "Break the scores down by the length of the sources, or references")
  var byLength = false
  @Flag(help: "Break the scores of words down by their frequency in training") var byFrequency =
    false
  @Option(
    help: "The training text of the target side, for frequencies", transform: ArgumentKind.path)
  var trainingText: String?
  @Option(
    help: "Show the given number of best and of worst sentences",
    transform: ArgumentKind.count(0...1_000_000))
  var examples: Int?
  @Option(help: "Write a page of HTML to this file", transform: ArgumentKind.path)
  var html: String?

  /// How the report of an evaluation is printed.
  var options: EvaluationReport.Options {
    var options = EvaluationReport.Options()
    options.form =
      sentenceLevel ? json ? .sentencesJSON : .sentences : json ? .json : short ? .short : .table
    options.digits = digits
    if byLength { options.breakdowns.insert(.length) }
    if byFrequency { options.breakdowns.insert(.frequency) }
    options.exampleCount = examples ?? 0
    return options
  }

  /// Which data the report needs besides the texts.
  var details: Set<EvaluationRequest.Detail> {
    if html != nil { return [.wordFrequencies, .history, .checksums] }
    return byFrequency ? [.wordFrequencies] : []
  }

  /// Writes the page, if there is to be one.
  func writePage(of evaluation: Evaluation) throws {
    guard let html else { return }
    var options = options
    options.heading = [
      .init("Date", Date().ISO8601Format()),
      .init("Command", Self.typedCommand),
      .init("Version", "s2s \(Seq2SeqVersion.current)"),
    ]
    let page = try EvaluationReport(evaluation, options).page()
    try AtomicFile.write(to: html) { try $0.write(page.html) }
    say("The report is in \(html).")
  }

  /// The command of this process, quoted for a shell.
  static var typedCommand: String {
    (["s2s"] + CommandLine.arguments.dropFirst().map(ShellWord.quoted)).joined(separator: " ")
  }
}
