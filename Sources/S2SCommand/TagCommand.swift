import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SModels
import Seq2Seq

/// `s2s tag`: text in, the same words with tags out.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Tag words of CoNLL-U, of lines with a word each, or of plain text",
    discussion: """
      CoNLL-U and lines of word, tab, tag come back with other tags in the column that the model \
      learned, and everything else as it was. Plain text is cut into words first, and gives a line of \
      word, tab, tag for each, with an empty line behind each sentence. A model of characters cuts \
      plain text into words, with spaces between them, line by line, or one a line with its tag, if it \
      has learned tags.

      Examples:
        s2s tag < input.conllu > output.conllu
        s2s tag --model models/tagger-en --input text < input.txt
      """)

  /// The forms of the input.
  enum Input: String, ChoiceArgument {
    case auto, conllu, tsv, text
  }

  @Option(
    help: "A model's directory or file (default: the newest tagger under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    help: """
      The form of the input: conllu, tsv (a word a line, with or without other columns), text, or auto \
      (by its first line)
      """)
  var input = Input.auto
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @OptionGroup var kernels: KernelArguments
  @Argument(
    help: "Files to tag, one after the other; - is standard input", transform: ArgumentKind.path)
  var files: [String] = []

  func run() throws {
    InterruptFlag.install()
    if let wrong = MisplacedArgument(
      files: files,
      of: "s2s tag" + (model.map { " " + ShellWord.option("model", $0) } ?? ""),
      hasModel: model != nil)
    {
      throw wrong
    }
    try kernels.pin()
    let choice = ModelChoice(paths: [model].compactMap(\.self), source: nil, target: nil)
    let tagger = try Tagger(path: choice.files(task: Tagger.task)[0])
    let job = TaggingJob(tagger: tagger, input: input, threads: threads)
    do {
      for file in files.isEmpty ? ["-"] : files {
        try job.run(Self.reader(file), name: file == "-" ? "standard input" : file)
      }
    } catch is CancellationError {
      throw ExitCode(InterruptFlag.exitCode)
    }
  }

  private static func reader(_ file: String) throws -> LineReader {
    let isCancelled: @Sendable () -> Bool = { InterruptFlag.isRaised }
    return file == "-"
      ? StandardInput.reader(for: "sentences to tag", isCancelled: isCancelled)
      : try LineReader(path: file, nul: .refuseUTF16, isCancelled: isCancelled)
  }
}
