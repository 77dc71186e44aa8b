import ArgumentParser
import S2SFiles
import S2SModels
import S2SText
import Seq2Seq

/// The side of a model whose tokenizer is used.
struct TokenizerOptions: ParsableArguments {
  /// The sides.
  enum Side: String, ChoiceArgument {
    case source, target
  }
  /// The forms of tokens.
  enum Format: String, ChoiceArgument {
    case pieces, ids
  }

  @Option(
    help: "A model's directory or file (default: models/SRC-TGT, else the newest under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(help: "The side whose tokenizer is used") var side = Side.source
  @Option(help: "The form of the tokens") var format = Format.pieces

  /// The tokenizer.
  func pipeline() throws -> TextPipeline {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let text = try TranslationBundle.texts(path: choice.files()[0])
    return side == .source ? text.source : text.target
  }
}

/// `s2s tokenize`: text to the subwords of a model.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Cut standard input into the subwords of a model",
    discussion: """
      Examples:
        echo "l'été est là" | s2s tokenize
        s2s tokenize --side target --format ids < test.en
      """)

  @OptionGroup var options: TokenizerOptions
  @Argument(help: .hidden, transform: ArgumentKind.path) var operands: [String] = []

  func run() throws {
    try refuse(operands, of: "tokenize", model: options.model)
    let text = try options.pipeline()
    let encoder = text.makeEncoder()
    try forEachLine(of: "lines to cut into subwords") { line in
      let ids = encoder.encode(line)
      return options.format == .ids
        ? ids.map(String.init).joined(separator: " ")
        : text.pieces(ids).joined(separator: " ")
    }
  }
}

/// `s2s detokenize`: the ids of subwords to text.
struct DetokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detokenize",
    abstract: "Turn the ids of tokenize --format ids back into text",
    discussion: """
      Example:
        s2s tokenize --format ids < test.fr | s2s detokenize
      """)

  @Option(
    help: "A model's directory or file (default: models/SRC-TGT, else the newest under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(help: "The side whose tokenizer is used") var side = TokenizerOptions.Side.source
  @Argument(help: .hidden, transform: ArgumentKind.path) var operands: [String] = []

  func run() throws {
    try refuse(operands, of: "detokenize", model: model)
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let texts = try TranslationBundle.texts(path: choice.files()[0])
    let text = side == .source ? texts.source : texts.target
    var number = 0
    try forEachLine(of: "lines of ids") { line in
      number += 1
      let ids = try line.utf8.split(separator: UInt8(ascii: " ")).map { bytes in
        let word = Substring(bytes)
        guard let id = Int32(word), id >= 0, id < text.vocabularySize else {
          throw TokenIDError(word: word, line: number, vocabularySize: text.vocabularySize)
        }
        return id
      }
      return text.decode(ids)
    }
  }
}

/// A word that is no id of a vocabulary.
private struct TokenIDError: Sentence {
  let word: Substring
  let line: Int
  let vocabularySize: Int
  let exitCode = SystemExitCode.data

  var sentence: String {
    "standard input, line \(grouped(line)): \"\(word.prefix(20))\" is not an id of this vocabulary, "
      + "0 to \(vocabularySize - 1)."
  }
}

/// Refuses arguments of a command that reads standard input.
private func refuse(_ operands: [String], of name: String, model: String?) throws {
  let typed = "s2s \(name)" + (model.map { " " + ShellWord.option("model", $0) } ?? "")
  if let wrong = MisplacedArgument(operands: operands, of: typed, hasModel: model != nil) {
    throw wrong
  }
}

/// Writes a line for each line of standard input, at once where somebody types.
private func forEachLine(of kind: String, _ transform: (String) throws -> String) throws {
  try writeLines(of: StandardInput.reader(for: kind), transform)
}

/// Writes a line for each line that is read, at once where somebody types.
func writeLines(of reader: LineReader, _ transform: (String) throws -> String) throws {
  let output = OutputWriter()
  while let line = try reader.next() {
    try output.write(transform(line) + "\n")
    if !reader.hasBufferedLine { try output.flush() }
  }
  try output.flush()
}
