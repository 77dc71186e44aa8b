import ArgumentParser
import Foundation
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SJudging
import S2SReports
import Seq2Seq

/// `s2s judge report`: what judges said.
struct JudgeReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Evaluate filled sheets: means, differences, agreement, judges",
    discussion: """
      Reads the files that the sheets' pages saved, and their tables as spreadsheets save them, in any \
      order. Missing answers are counted.

      Examples:
        s2s judge report study/key.json study/answers-1.csv study/answers-2.csv
        s2s judge report study/key.json study/answers-1.csv study/answers-2.csv --html report.html
        s2s judge report study/key.json study/answers-*.csv --leave-out-inconsistent --json
      """)

  @Argument(help: "The key that s2s judge sheet wrote", transform: ArgumentKind.path)
  var key: String
  @Argument(help: "The files of answers", transform: ArgumentKind.path)
  var answers: [String]
  @Flag(help: "Leave out judges who contradict themselves, or give one answer to everything")
  var leaveOutInconsistent = false
  @Option(
    help:
      "Krippendorff's alpha of repeated answers below which a judge is inconsistent (default: 0.4)",
    transform: ArgumentKind.number(0...1))
  var consistency = JudgementResults.Options().leastConsistency
  @Option(
    help: "What a minor, a major and a critical error cost (default: 1,5,25)",
    transform: PenaltyList.kind)
  var weights: PenaltyList?
  @Option(
    help: "Resamples of the sentences for intervals (default: 1000)",
    transform: ArgumentKind.count(1...1_000_000))
  var samples = JudgementResults.Options().resamples
  @Option(help: "The seed of resamples and of permutations")
  var seed: UInt64 = JudgementResults.Options().seed
  @Flag(help: "Print one JSON object") var json = false
  @Option(help: "Write a page of HTML to this file", transform: ArgumentKind.path)
  var html: String?
  @Flag(help: "Replace existing files") var overwrite = false

  func run() throws {
    let outputs = OutputFiles([html].compactMap(\.self))
    try outputs.checkFree(inputs: [key] + answers, overwrites: overwrite)
    try outputs.checkCanWrite()
    try ModelDirectory.checkOutputs(outputs.paths)
    let study = try JudgingStudy(key: key)
    if weights != nil && study.kind != .errors {
      throw ValidationError(
        "--weights is for marked errors, and this study has none; leave it out.")
    }
    let results = try JudgementResults(Judgements(study, files: answers), options)
    let report = results.report(facts: facts)
    let writer = OutputWriter()
    if json {
      try writer.write(report.json + "\n")
    } else {
      try writer.show(report.text)
    }
    try writer.flush()
    guard let html else { return }
    try AtomicFile.write(to: html) { try $0.write(report.html) }
    say("The report is in \(html).")
  }

  private var options: JudgementResults.Options {
    var options = JudgementResults.Options()
    options.resamples = samples
    options.seed = seed
    options.weights = weights?.weights ?? SeverityWeights()
    options.leastConsistency = consistency
    options.leavesOutInconsistent = leaveOutInconsistent
    return options
  }

  /// What a page says first.
  private var facts: [EvaluationPage.Fact] {
    [
      .init("Date", Date().ISO8601Format()), .init("Command", ReportArguments.typedCommand),
      .init("Version", "s2s \(Seq2SeqVersion.current)"),
    ]
  }
}

/// What errors cost, as a user writes it: `1,5,25`.
struct PenaltyList {
  let weights: SeverityWeights

  /// Reads three numbers, for the parser, which adds the problem to its sentence.
  static let kind: @Sendable (String) throws -> PenaltyList = { text in
    let words = ArgumentKind.parts(of: text)
    let numbers = words.compactMap(ArgumentKind.decimal)
    guard words.count == 3, numbers.count == 3, numbers.allSatisfy((0...1_000_000).contains) else {
      throw NoPenalties()
    }
    var weights = SeverityWeights()
    (weights.minor, weights.major, weights.critical) = (numbers[0], numbers[1], numbers[2])
    return PenaltyList(weights: weights)
  }

  private struct NoPenalties: Error, CustomStringConvertible {
    let description =
      "it has to be three numbers from 0 to 1000000 between commas, such as 1,5,25"
  }
}
