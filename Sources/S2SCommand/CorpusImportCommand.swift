import ArgumentParser
import S2SConsole
import S2SCorpora
import Seq2Seq

/// `s2s corpus import`: any corpus as plain text.
struct CorpusImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Convert translation memories, catalogues and other corpora to plain text",
    discussion: """
      Reads .tmx, .po, .tsv and .csv files (plain or .gz), .mo files, and stems that .LANG \
      completes. Writes train.LANG, one sentence per line, or a .tsv. Leaves out pairs that training \
      would drop.

      Examples:
        s2s corpus import memory.tmx --src fr --tgt en --output corpora/mine
        s2s corpus import *.po --src en --tgt fr --output corpora/apps --valid 500 --test 500
        s2s corpus import memory.tmx.gz --src fr --tgt en --output pairs.tsv
        s2s corpus import sheet.csv:3,2 --src fr --tgt en --output corpora/sheet
      """)

  @Argument(help: "The files, read as one corpus", transform: ArgumentKind.path)
  var files: [String]
  @OptionGroup var languages: LanguageOptions
  @Option(help: "The directory to write to, or a .tsv file", transform: ArgumentKind.path)
  var output: String
  @Option(
    help: "Number of pairs to set aside for validation",
    transform: ArgumentKind.count(0...1_000_000))
  var valid = 0
  @Option(
    help: "Number of pairs to set aside for tests", transform: ArgumentKind.count(0...1_000_000))
  var test = 0
  @Option(help: "The seed that chooses the pairs set aside") var seed: UInt64 = 1
  @Flag(help: "Include fuzzy translations of .po files") var fuzzy = false
  @Flag(help: "Replace existing train, valid and test files") var overwrite = false

  private var isTabSeparated: Bool { output.hasSuffix(".tsv") }

  func validate() throws {
    try languages.checkDiffering()
    guard !output.lowercased().hasSuffix(".csv") else {
      throw ValidationError("--output writes a .tsv or a directory, no .csv; name one of them.")
    }
    guard !isTabSeparated || valid + test == 0 else {
      throw ValidationError("--valid and --test need a directory; name one with --output.")
    }
  }

  func run() throws {
    let found = try found()
    try ModelDirectory.checkOutputs(isTabSeparated ? [output] : [])
    let result = try work(found).run()
    for (files, part) in zip(found, result.parts) {
      say("\(files.paths.joined(separator: " and ")): \(part.summary)")
    }
    WrittenPairs(
      training: result.trainingPairs, validation: result.validationPairs, test: result.testPairs,
      sharing: result.sharingPairs
    ).report(to: output)
  }

  /// The files that were named.
  private func found() throws -> [CorpusFiles] {
    let finder = CorpusFinder(source: languages.source, target: languages.target)
    return try files.map { name in
      fuzzy ? try finder.named(name).takingFuzzy : try finder.named(name)
    }
  }

  /// What is to become of them.
  private func work(_ found: [CorpusFiles]) -> CorpusImport {
    var work = CorpusImport(
      found, LanguagePair(source: languages.source, target: languages.target),
      to: isTabSeparated ? .tabSeparated(output) : .directory(output))
    work.validationPairs = valid
    work.testPairs = test
    work.seed = seed
    work.overwrites = overwrite
    return work
  }
}
