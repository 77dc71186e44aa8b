import S2SModels

/// The facts that a model card put into a model's file.
///
/// Using a model needs none of them, so each may be absent.
package struct TrainingFacts {
  private let facts: [String: String]

  /// Reads the facts of a model.
  package init(_ facts: [String: String]) { self.facts = facts }

  /// The options of the run; `nil` where the file does not say.
  ///
  /// - Throws: `ModelError` or `OptionError` when they are damaged.
  package func options<Options: TaskOptions>() throws -> Options? {
    try facts["options"].map { try decodeJSON($0, .options, in: "") }
  }

  /// The files that were learned from; none where the file does not say, or not legibly: they are
  /// only shown.
  package var files: [FileDigest] {
    facts["corpus"].flatMap { try? decodeJSON($0, .corpus, in: "") } ?? []
  }

  /// Whether the run was validated, so that the model is its best, or there was no run.
  var isValidated: Bool {
    guard let step = facts["step"] else { return true }
    return step != "0" && facts.keys.contains { $0.hasPrefix("validation_") }
  }

  /// Where the files were; `nil` where the file does not say, or not legibly.
  var origin: CorpusOrigin? {
    facts[CorpusOrigin.fact].flatMap { try? decodeJSON($0, .corpus, in: "") }
  }
}
