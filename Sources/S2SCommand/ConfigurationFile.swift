import FoundationEssentials
import S2SFiles
import Seq2Seq

/// `--config FILE.json`: training options by the names of the flags, such as
/// `{"hidden": 512, "batch-tokens": 2048}`.
enum ConfigurationFile {
  /// Reads a file.
  ///
  /// - Throws: `FileError`, `LineError`; `ConfigurationError` for what is not an option.
  static func overrides(_ path: String) throws -> TrainingOverrides {
    let text = try LineReader(path: path).readAll().joined(separator: "\n")
    let data = Data(text.utf8)
    let decoder = JSONDecoder()
    guard let names = try? decoder.decode([String: AnyValue].self, from: data).keys.sorted() else {
      throw ConfigurationError(
        "\(path) is not a JSON object of options such as {\"hidden\": 512}.")
    }
    let known = Set(TrainingOverrides.CodingKeys.allCases.map(\.rawValue))
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw ConfigurationError(
        "\(path): there is no option \"\(unknown)\"; the names are those of s2s train --help.")
    }
    do {
      return try decoder.decode(TrainingOverrides.self, from: data)
    } catch DecodingError.typeMismatch(_, let context),
      DecodingError.dataCorrupted(let context), DecodingError.valueNotFound(_, let context)
    {
      let name = context.codingPath.first?.stringValue ?? "an option"
      throw ConfigurationError("\(path): \(name) has a value of the wrong kind.")
    }
  }

  /// Any JSON value: only the names are looked at.
  private struct AnyValue: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}

/// A configuration file that cannot be used.
struct ConfigurationError: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
