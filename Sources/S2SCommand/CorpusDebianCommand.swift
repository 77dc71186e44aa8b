import ArgumentParser
import S2SConsole
import S2SCorpora
import Seq2Seq

/// `s2s corpus debian`: a corpus of software texts from Debian's packages.
struct CorpusDebianCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debian",
    abstract: "Align the texts of Debian's packages in English and another language",
    discussion: """
      Reads what `make corpora` downloads: package descriptions (A), LibreOffice's help and windows (B), \
      manual pages (C), Debian's books (D), catalogues of programs (E). Keeps sentences of prose, \
      counts what it leaves out, and writes {train,valid,test}.LANG, a card and checksums. Equal \
      packages and options give equal files, byte for byte.

      Examples:
        s2s corpus debian --src fr --tgt en --downloads downloads --output software
        s2s corpus debian --src fr --tgt en --downloads downloads --parts A --valid 500 --test 500 --output descriptions
      """)

  @OptionGroup var languages: LanguageOptions
  @Option(
    help: "The directory of the downloads (default: corpora/debian-downloads)",
    transform: ArgumentKind.path)
  var downloads: String?
  @Option(help: "The parts to read, as letters (default: A,B,C)", transform: DebianPartList.kind)
  var parts = DebianPartList.usual
  @Option(
    help: "The directory to write to (default: corpora/debian-SRC-TGT)",
    transform: ArgumentKind.path)
  var output: String?
  @Option(
    help: "Number of pairs to set aside for validation (default: 2000)",
    transform: ArgumentKind.count(0...1_000_000))
  var valid = 2_000
  @Option(
    help: "Number of pairs to set aside for tests (default: 2000)",
    transform: ArgumentKind.count(0...1_000_000))
  var test = 2_000
  @Option(help: "The seed that chooses the pairs set aside") var seed: UInt64 = 1
  @Flag(help: "Replace existing files") var overwrite = false

  func validate() throws {
    try languages.checkDiffering()
    try checkOptions { _ = try work() }
  }

  func run() throws {
    let progress = WorkProgress()
    defer { progress.finish() }
    let result = try work().write(to: directory) { progress.show($0, "pair", share: $1) }
    progress.finish()
    for (part, counts) in result.parts {
      say("\(part.rawValue), \(part.name): \(counts.summary)")
    }
    WrittenPairs(
      training: result.trainingPairs, validation: result.validationPairs, test: result.testPairs,
      sharing: result.sharingPairs
    ).report(to: directory)
  }

  private var directory: String {
    output ?? ModelDirectory.inHome("corpora/debian-\(languages.source)-\(languages.target)")
  }

  /// What is to be done.
  private func work() throws -> DebianCorpus {
    var work = try DebianCorpus(
      downloads: downloads ?? ModelDirectory.inHome("corpora/debian-downloads"),
      LanguagePair(source: languages.source, target: languages.target), parts: parts.parts)
    work.validationPairs = valid
    work.testPairs = test
    work.seed = seed
    work.overwrites = overwrite
    return work
  }
}

/// Parts of Debian's archive by their letters, `A,B,C`.
struct DebianPartList: CustomStringConvertible {
  /// The parts, each once.
  let parts: [DebianPart]

  /// Those that are read by default.
  static let usual = DebianPartList(parts: DebianPart.usual)

  var description: String { parts.map(\.rawValue).joined(separator: ",") }

  /// Reads letters between commas or spaces, for the parser, which adds the problem to its sentence.
  static let kind: @Sendable (String) throws -> DebianPartList = { text in
    let letters = text.uppercased().split { $0 == "," || $0.isWhitespace }
    let parts = letters.compactMap { DebianPart(rawValue: String($0)) }
    guard !parts.isEmpty, parts.count == letters.count else { throw NoParts() }
    return DebianPartList(parts: parts)
  }

  private struct NoParts: Error, CustomStringConvertible {
    let description = "it has to be letters from A to E between commas, such as A,B,C"
  }
}
