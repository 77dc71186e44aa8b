import S2SFiles
import Seq2Seq

/// `--config FILE.json`: training options by the names of the flags, such as
/// `{"hidden": 512, "batch-tokens": 2048}`.
enum ConfigurationFile {
  /// Reads a file.
  ///
  /// - Throws: `FileError`, `LineError`; `ConfigurationError` for what is not an option.
  static func overrides(_ path: String) throws -> TrainingOverrides {
    let text = try text(of: path)
    do {
      let names = try StrictJSON.decode([String: AnyValue].self, from: text).keys.sorted()
      let known = Set(TrainingOverrides.CodingKeys.allCases.map(\.rawValue))
      if let unknown = names.first(where: { !known.contains($0) }) {
        throw ConfigurationError(
          "\(path): there is no option \(quoted(unknown)); the names are those of s2s train --help."
        )
      }
      return try StrictJSON.decode(TrainingOverrides.self, from: text)
    } catch let fault as JSONFault {
      throw ConfigurationError(describe(fault, in: text, of: path))
    }
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

  /// Any JSON value: only the names are looked at.
  private struct AnyValue: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}

/// A configuration file that cannot be used.
struct ConfigurationError: Sentence {
  let sentence: String
  let exitCode = SystemExitCode.data

  init(_ sentence: String) { self.sentence = sentence }
}
