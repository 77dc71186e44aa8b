import S2SFiles
import S2SModels

extension ModelFile {
  /// The fact that holds what the options leave out of the run.
  private static let fact = "run"

  /// The run that made the model, as a file that trains it again; paths from the root.
  ///
  /// - Throws: `ModelError`: `noConfiguration` where the model does not say.
  package func configuration() throws -> RunConfiguration {
    guard var run = try run() else { throw ModelError.noConfiguration(path: header.path) }
    run.values.merge(try options()) { said, _ in said }
    if run.values["batch-sentences"] != nil { run.values["batch-tokens"] = nil }
    run.values["model"] = .text(directory.text)
    run.task = header.task
    return run
  }

  /// The same model for another directory: the paths of its run and of its corpus, which are seen from
  /// the model, stay those of the same files.
  func moved(to other: ModelDirectory) throws -> ModelFile {
    let other = AbsolutePath(other.path, followsLast: true)
    var header = header
    if let run = try run() {
      header.facts[Self.fact] = try encodeJSON(
        run.mapPaths(pathNames) { AbsolutePath($0).relative(to: other) })
    }
    if let origin = TrainingFacts(header.facts).origin {
      header.facts[CorpusOrigin.fact] = try encodeJSON(origin.moved(from: directory, to: other))
    }
    return ModelFile(header, storage)
  }

  /// What the options leave out, with paths from the root.
  private func run() throws -> RunConfiguration? {
    guard let text = header.facts[Self.fact] else { return nil }
    let run: RunConfiguration = try decodeJSON(text, .run, in: header.path)
    return run.mapPaths(try pathNames) { AbsolutePath($0, in: directory).text }
  }

  private var directory: AbsolutePath {
    AbsolutePath(ModelDirectory(modelFile: header.path).path, followsLast: true)
  }
  private var pathNames: [String] { get throws { try TaskKind.of(header).pathNames } }
}
