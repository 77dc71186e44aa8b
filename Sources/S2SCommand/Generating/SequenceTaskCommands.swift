import ArgumentParser
import S2SCorpora

/// What sequences of symbols are drawn from.
struct SequenceOptions: ParsableArguments {
  @Option(
    help: "Most symbols of an input",
    transform: ArgumentKind.count(1...SymbolSequences.maximumLength))
  var length = 10
  @Option(
    help: "Fewest symbols of an input; every number up to the most is equally likely",
    transform: ArgumentKind.count(1...SymbolSequences.maximumLength))
  var minimumLength = 1
  @Option(help: "The symbols, in their order", transform: ArgumentKind.word)
  var alphabet = SymbolSequences.letters
  @OptionGroup var writing: SymbolWriting

  func sequences() throws -> SymbolSequences {
    try SymbolSequences(alphabet, from: minimumLength, through: length)
  }
}

/// How symbols are written.
struct SymbolWriting: ParsableArguments {
  @Flag(help: "Write no spaces between the symbols") var joined = false

  var separator: String { joined ? "" : " " }
}

/// `s2s corpus task copy`.
struct CopyTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "The input comes back as it is")

  @OptionGroup var sequence: SequenceOptions
  @OptionGroup var corpus: GeneratedCorpusOptions

  var separator: String { sequence.writing.separator }
  func task() throws -> CopyTask { CopyTask(try sequence.sequences()) }
}

/// `s2s corpus task reverse`.
struct ReverseTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse", abstract: "The input comes back from its end to its start")

  @OptionGroup var sequence: SequenceOptions
  @OptionGroup var corpus: GeneratedCorpusOptions

  var separator: String { sequence.writing.separator }
  func task() throws -> ReverseTask { ReverseTask(try sequence.sequences()) }
}

/// `s2s corpus task sort`.
struct SortTaskCommand: GeneratingCommand {
  static let configuration = CommandConfiguration(
    commandName: "sort", abstract: "The input comes back in the order of the alphabet")

  @OptionGroup var sequence: SequenceOptions
  @OptionGroup var corpus: GeneratedCorpusOptions

  var separator: String { sequence.writing.separator }
  func task() throws -> SortTask { SortTask(try sequence.sequences()) }
}
