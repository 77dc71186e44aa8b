import S2SConsole
import ArgumentParser
import S2SFiles
import S2SMetrics
import S2SReports
import Seq2Seq

/// What is shown of an evaluation, and how, as options.
struct ReportArguments: ParsableArguments {
  @Option(help: "Digits after the point of a score (default: 1; 3 of scores that are not of texts)")
  var digits: Int?
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
    if let digits, !(0...17).contains(digits) {
      throw ValidationError("--digits is \(digits); give 0 to 17.")
    }
    guard examples >= 0 else { throw ValidationError("--examples is \(examples); give 0 or more.") }
  }

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

  /// The digits that scores are usually given with, unless others were asked for.
  private func shownDigits(_ evaluation: Evaluation) -> Int {
    digits ?? (evaluation.texts == nil ? 3 : 1)
  }

  /// What the report needs beside the texts.
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
