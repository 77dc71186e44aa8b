import ArgumentParser
import S2SFiles
import S2SModels
import Seq2Seq

/// `s2s classify`: the label of each line.
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Choose the label of lines of text from files or standard input",
    discussion: """
      N lines in are N answers out, an empty line included.

      Examples:
        s2s classify < input.txt
        s2s classify --model models/classifier-en --format json input.txt
        s2s classify --format tsv < input.txt
      """)

  /// The forms of the output.
  enum Format: String, ChoiceArgument {
    case text, tsv, json
  }

  @Option(
    help: "A model's directory or file (default: the newest classifier under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    help: """
      text (label, probability), tsv (line, label, probability, text) or json (one object per line, with \
      all probabilities)
      """)
  var format = Format.text
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @OptionGroup var kernels: KernelArguments
  @Argument(
    help: "Files to classify, one after the other; - is standard input",
    transform: ArgumentKind.path)
  var files: [String] = []

  func run() throws {
    let typed = "s2s classify" + (model.map { " " + ShellWord.option("model", $0) } ?? "")
    if let wrong = MisplacedArgument(files: files, of: typed, hasModel: model != nil) {
      throw wrong
    }
    try kernels.pin()
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let path = try choice.files(task: Classifier.task)[0]
    var job = ClassificationJob(
      classifier: try Classifier(path: path), format: format, threads: threads)
    for file in files.isEmpty ? ["-"] : files {
      try job.run(
        file == "-"
          ? StandardInput.reader(for: "lines to classify")
          : try LineReader(path: file, nul: .refuseUTF16))
    }
    job.report()
  }
}
