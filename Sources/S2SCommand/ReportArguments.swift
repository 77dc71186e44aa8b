import S2SConsole
import ArgumentParser
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
  @Flag(help: "Print JSON as sacreBLEU does") var json = false
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
  var examples = 0
  @Option(help: "Write a page of HTML to this file", transform: ArgumentKind.path)
  var html: String?

  /// How the report of an evaluation is printed.
  func options(for evaluation: Evaluation) -> EvaluationReport.Options {
    var options = EvaluationReport.Options()
    options.form = sentenceLevel ? .sentences : json ? .json : short ? .short : .table
    options.digits = shownDigits(evaluation)
    if byLength { options.breakdowns.insert(.length) }
    if byFrequency { options.breakdowns.insert(.frequency) }
    options.exampleCount = examples
    return options
  }

  /// The usual digits of scores, unless others were asked for.
  private func shownDigits(_ evaluation: Evaluation) -> Int {
    digits ?? (evaluation.texts == nil && evaluation.runs?.test == nil ? 3 : 1)
  }

  /// Which data the report needs besides the texts.
  var details: Set<EvaluationRequest.Detail> {
    if html != nil { return [.wordFrequencies, .history] }
    return byFrequency ? [.wordFrequencies] : []
  }

  /// Writes the page, if there is to be one.
  func writePage(of evaluation: Evaluation) throws {
    guard let html else { return }
    let page = try evaluation.html(digits: shownDigits(evaluation))
    try AtomicFile.write(to: html) { try $0.write(page) }
    say("The report is in \(html).")
  }
}
