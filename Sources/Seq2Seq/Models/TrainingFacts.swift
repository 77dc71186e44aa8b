import FoundationEssentials
import S2SModels

/// The facts that a model card put into a model's file.
///
/// They are never needed for using a model, so what a file does not say, or says wrongly, is absent.
package struct TrainingFacts {
  private let facts: [String: String]

  /// Reads the facts of a model.
  package init(_ facts: [String: String]) { self.facts = facts }

  /// The options of the run.
  package func options<Options: TaskOptions>() -> Options? { value("options", .options) }

  /// The files that were learned from; none where the file does not say.
  package var files: [FileDigest] { value("corpus", .corpus) ?? [] }

  /// The directory of the corpus; `nil` where files were named one by one.
  package var corpusDirectory: String? {
    facts["corpus_directory"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The training text of a language, where the model was trained on aligned files that are still
  /// there.
  package func trainingText(in language: String) -> String? {
    files.map(\.path).first { path in
      [".\(language)", ".\(language).gz"].contains(where: path.hasSuffix)
        && FileManager.default.fileExists(atPath: path)
    }
  }

  private func value<Value: Decodable>(_ name: String, _ part: ModelPart) -> Value? {
    facts[name].flatMap { try? decodeJSON($0, part, in: "") }
  }
}
