import ArgumentParser
import S2SConsole
import S2SFiles
import S2SJudging
import Seq2Seq

/// `s2s judge sheet`: blind sheets for judges.
struct JudgeSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Write blind sheets on which people judge the outputs of systems",
    discussion: """
      Draws sentences and shuffles what two to five systems made of them. Each judge gets a page that \
      works without network, and the same sheet as a table for spreadsheets. key.json says which output \
      is whose; keep it from the judges. Equal options, files and seed give equal sheets.

      Outputs that several systems share are shown once, and count for all of them.

      Examples:
        s2s judge sheet --sources source.txt --hyp output.txt --hyp other.txt --output study
        s2s judge sheet --sources source.txt --hyp output.txt --hyp other.txt --kind ranking --judges 3 --common 0.2 --output study
        s2s judge sheet --sources source.txt --ref reference.txt --hyp output.txt --hyp other.txt --names ours,theirs --kind errors --output study
      """)

  @Option(
    help: "The sources, line for line; judges see them", transform: ArgumentKind.path)
  var sources: String?
  @Option(
    help: "References, line for line; judges see them", transform: ArgumentKind.path)
  var ref: String?
  @Option(
    help: "The outputs of a system; give it for each of two to five", transform: ArgumentKind.path)
  var hyp: [String] = []
  @Option(
    help: "Names of the systems between commas (default: the names of their files)",
    transform: NameList.kind)
  var names: NameList?
  @Option(
    help: """
      What judges do: ranking of the outputs, direct assessment from 0 to 100, or marking errors
      """)
  var kind = JudgementKind.direct
  @Option(
    help: "Number of sentences to draw (default: 50)",
    transform: ArgumentKind.count(JudgingDesign.sentenceCounts)
  )
  var sentences = JudgingDesign().sentenceCount
  @Option(
    help: "Number of judges; each gets a sheet (default: 2)",
    transform: ArgumentKind.count(JudgingDesign.judgeCounts))
  var judges = JudgingDesign().judgeCount
  @Option(
    help: "The part of the sentences that all judges see; the others are dealt out (default: 1)",
    transform: ArgumentKind.number(0...1))
  var common = JudgingDesign().commonShare
  @Option(
    help: "The part of a sheet that comes again, which finds careless judges (default: 0.1)",
    transform: ArgumentKind.number(JudgingDesign.repeatShares))
  var repeats = JudgingDesign().repeatShare
  @Option(help: "The seed of the random choices") var seed: UInt64 = JudgingDesign().seed
  @Option(
    help: "The language of the sources, for browsers and the count of words",
    transform: ArgumentKind.language)
  var src: String?
  @Option(
    help: "The language of the outputs, for browsers and the count of words",
    transform: ArgumentKind.language)
  var tgt: String?
  @Option(help: "The directory to write to", transform: ArgumentKind.path) var output: String
  @Flag(help: "Replace existing files") var overwrite = false

  func validate() throws {
    guard JudgingDesign.systemCounts.contains(hyp.count) else {
      throw ValidationError(JudgingError.systemCount(hyp.count).sentence)
    }
    guard sources != nil || ref != nil else {
      throw ValidationError(JudgingError.noContext.sentence)
    }
    if let names, names.names.count != hyp.count {
      throw ValidationError(
        JudgingError.nameCount(names.names.count, systems: hyp.count).sentence)
    }
  }

  func run() throws {
    let files = try SheetFiles(study(), directory: output)
    try ModelDirectory.checkOutputs([files.keyPath])
    try files.checkFree(inputs: input.paths, overwrites: overwrite)
    try files.write()
    report(files)
  }

  /// The files that are read.
  private var input: JudgedFiles {
    var input = JudgedFiles(sources: sources, references: ref, hypotheses: hyp)
    input.names = names?.names ?? []
    return input
  }

  private func study() throws -> JudgingStudy {
    var texts = try input.texts()
    texts.sourceLanguage = src
    texts.targetLanguage = tgt
    var design = JudgingDesign()
    design.kind = kind
    design.sentenceCount = sentences
    design.judgeCount = judges
    design.commonShare = common
    design.repeatShare = repeats
    design.seed = seed
    return try JudgingStudy(texts, design)
  }

  private func report(_ files: SheetFiles) {
    let study = files.study
    let counts = study.sheets.map(\.items.count)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let items = least == most ? grouped(most) : "\(grouped(least)) to \(grouped(most))"
    let fewer =
      study.sentences.count < sentences
      ? " (all that there are)" : ""
    say(
      "Drew \(grouped(study.sentences.count)) sentence\(study.sentences.count == 1 ? "" : "s")\(fewer); "
        + "each sheet has \(items) item\(most == 1 ? "" : "s").")
    for judge in study.sheets.indices {
      say("Judge \(judge + 1): \(files.pagePath(of: judge)), or \(files.tablePath(of: judge))")
    }
    say("Keep \(files.keyPath) from the judges: s2s judge report needs it.")
  }
}

extension JudgementKind: ChoiceArgument {}

/// Names of systems, as a user writes them: `ours,theirs`.
struct NameList {
  /// The names, none empty and each once.
  let names: [String]

  /// Reads names between commas, for the parser, which adds the problem to its sentence.
  static let kind: @Sendable (String) throws -> NameList = { text in
    let names = ArgumentKind.parts(of: text)
    guard names.allSatisfy({ !$0.isEmpty }), Set(names).count == names.count else {
      throw NoNames()
    }
    return NameList(names: names)
  }

  private struct NoNames: Error, CustomStringConvertible {
    let description = "it has to be different names between commas, one for each --hyp"
  }
}
