import S2SFiles
import S2SOptions
import Seq2Seq

/// `--config FILE.json`: training options by the names of the flags, such as
/// `{"hidden": 512, "batch-tokens": 2048}`.
enum ConfigurationFile {
  /// Reads a file.
  ///
  /// - Throws: `FileError`, `LineError`; `ConfigurationError` for what is not an option.
  static func values<Task: LearningTask>(_ path: String, for task: Task.Type) throws -> OptionValues
  {
    let text = try text(of: path)
    do {
      let values = try StrictJSON.decode(OptionValues.self, from: text)
      var scratch = Task.Options()
      try Task.Options.options.apply(values, to: &scratch)
      return values
    } catch let fault as JSONFault {
      throw ConfigurationError(describe(fault, in: text, of: path))
    } catch OptionError.unknown(let option) {
      throw ConfigurationError(
        "\(path): " + unknown(option, of: Task.Options.options.fields.map(\.name)))
    } catch let error as OptionError {
      throw ConfigurationError("\(path): \(error.problemInFile)")
    }
  }

  /// The sentence for a name that is no option's.
  private static func unknown(_ option: String, of names: [String]) -> String {
    let meant: String? =
      switch Synonyms.option(option, among: names, of: "s2s train") {
      case .option(let words)?: Synonyms.name(of: words)
      case .advice, nil: Spelling.nearest(to: option, among: names)
      }
    return "there is no option \(quoted(option)); "
      + (meant.map { "did you mean \(quoted($0))?" } ?? "the names are those of s2s train --help.")
  }

  /// The whole text, up to a little more than may be.
  private static func text(of path: String) throws -> [UInt8] {
    let reader = try LineReader(path: path, maximumLineBytes: StrictJSON.maximumBytes)
    var text: [UInt8] = []
    while text.count <= StrictJSON.maximumBytes, let line = try reader.next() {
      text += Array(line.utf8) + [UInt8(ascii: "\n")]
    }
    return text
  }

  private static func describe(_ fault: JSONFault, in text: [UInt8], of path: String) -> String {
    let example = "a JSON object of options such as {\"hidden\": 512}"
    guard fault.offset != nil || !fault.field.isEmpty else { return "\(path) is not \(example)." }
    let line = fault.offset.map { text.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 }
    let place = path + (line.map { ", line \(grouped($0))" } ?? "")
    let subject = fault.field.isEmpty ? "the text" : quoted(fault.field)
    return "\(place): \(subject) \(fault.problem.words); the file has to be \(example)."
  }
}

/// A configuration file that cannot be used.
struct ConfigurationError: Sentence {
  let sentence: String
  let exitCode = SystemExitCode.data

  init(_ sentence: String) { self.sentence = sentence }
}
