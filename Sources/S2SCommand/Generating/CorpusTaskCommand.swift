import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SFiles
import Seq2Seq

/// `s2s corpus task`: corpora of tasks that can be made without end.
struct CorpusTaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Generate examples of a task, such as sorting or addition",
    discussion: """
      Writes {train,valid,test}.input and .output, of xml .txt. No input comes twice. Equal options \
      and seed give equal files, byte for byte.

      Examples:
        s2s corpus task reverse --length 10
        s2s train --src input --tgt output --corpus corpora/reverse --tokens spaces
        s2s eval --model models/input-output --corpus corpora/reverse --metrics exact
        s2s corpus task addition --digits 3 --output corpora/sums
        s2s corpus task xml
        s2s train lm --train corpora/xml/train.txt --unit character
      """,
    subcommands: [
      CopyTaskCommand.self, ReverseTaskCommand.self, SortTaskCommand.self,
      AdditionTaskCommand.self, ArithmeticTaskCommand.self, XMLTaskCommand.self,
    ])
}

/// A command that generates a corpus of a task.
protocol GeneratingCommand: ParsableCommand {
  associatedtype Task: GeneratedTask

  /// How many examples there are, and where they go.
  var corpus: GeneratedCorpusOptions { get }
  /// The task as the options have it.
  ///
  /// - Throws: `GeneratedTaskError`.
  func task() throws -> Task
  /// The endings of the files.
  static var endings: [String] { get }
  /// What stands between the symbols.
  var separator: String { get }
}

extension GeneratingCommand {
  static var endings: [String] { ["input", "output"] }
  var separator: String { " " }

  func validate() throws {
    try checkOptions { try GeneratedCorpus.check(task(), corpus.size) }
  }

  func run() throws {
    let folder = corpus.folder(Self.configuration.commandName ?? "task", Self.endings)
    try folder.checkFree()
    let generated = try GeneratedCorpus(task(), corpus.size, seed: corpus.seed)
    try folder.write(generated.files(separator: separator))
    say("Wrote \(grouped(corpus.pairs)) examples to \(folder.path).")
  }
}

/// How many examples a corpus has, and where it goes.
struct GeneratedCorpusOptions: ParsableArguments {
  @Option(
    help: "Number of examples, validation and test examples included",
    transform: ArgumentKind.count(1...GeneratedCorpus.maximumExamples))
  var pairs = GeneratedCorpus.Size().examples
  @Option(
    help: "Number of examples among them for validation",
    transform: ArgumentKind.count(0...GeneratedCorpus.maximumExamples))
  var valid = GeneratedCorpus.Size().validation
  @Option(
    help: "Number of examples among them for the test",
    transform: ArgumentKind.count(0...GeneratedCorpus.maximumExamples))
  var test = GeneratedCorpus.Size().test
  @Option(help: "The seed of the random choices") var seed: UInt64 = 1
  @Option(
    help: "The directory to write to (default: corpora/ and the name of the task)",
    transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false

  var size: GeneratedCorpus.Size {
    GeneratedCorpus.Size(examples: pairs, validation: valid, test: test)
  }

  /// Where the corpus goes.
  func folder(_ name: String, _ endings: [String]) -> CorpusFolder {
    CorpusFolder(
      path: output ?? ModelDirectory.inHome("corpora/\(name)"), overwrites: overwrite,
      endings: endings)
  }
}
