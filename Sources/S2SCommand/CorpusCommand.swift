import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SPhrasebook
import Seq2Seq

/// `s2s corpus`: make and look at corpora.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Make, import or examine a corpus",
    subcommands: [
      PhrasebookCommand.self, CorpusTaskCommand.self, CorpusScenesCommand.self,
      CorpusGalleryCommand.self, CorpusImportCommand.self, CorpusDebianCommand.self,
      CorpusDoctorCommand.self, CorpusVariantsCommand.self,
    ])
}

/// `s2s corpus phrasebook`: the bundled corpus from its grammar.
struct PhrasebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phrasebook",
    abstract: "Generate the French-English phrasebook from its grammar",
    discussion: """
      Equal pairs and seed give equal files, byte for byte.

      Examples:
        s2s corpus phrasebook
        s2s corpus phrasebook --pairs 50000 --seed 7 --output corpora/large
      """)

  @Option(
    help: "Number of pairs, validation and test pairs included",
    transform: ArgumentKind.count(1...Phrasebook.maximumPairs))
  var pairs: Int = Phrasebook.standardPairs
  @Option(help: "The seed of the random choices") var seed: UInt64 = Phrasebook.standardSeed
  @Option(
    help: "The directory to write to (default: corpora/phrasebook)", transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false

  func validate() throws { try checkOptions { try Phrasebook.check(pairs: pairs) } }

  func run() throws {
    let folder = CorpusFolder(
      path: output ?? ModelDirectory.inHome("corpora/phrasebook"), overwrites: overwrite,
      endings: ["fr", "en"])
    try folder.checkFree()
    try folder.write(try Phrasebook.splits(pairs: pairs, seed: seed).files)
    say("Wrote \(grouped(pairs)) pairs to \(folder.path).")
  }
}
