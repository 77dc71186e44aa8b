import S2SConsole
import S2SModels
import Seq2Seq

/// Which models a command uses: those that were named, or the one that is meant.
struct ModelChoice {
  let paths: [String]
  let source: String?
  let target: String?

  /// The model files.
  ///
  /// - Parameter ofAnyTask: whether a model that was not named may be of another task than
  ///   translation.
  func files(ofAnyTask: Bool = false) throws -> [String] {
    try files(ofTask: ofAnyTask ? nil : TranslationBundle.task)
  }

  /// The model files.
  ///
  /// - Parameter task: the task of a model that was not named; `nil` for any.
  func files(ofTask task: String?) throws -> [String] {
    if paths.isEmpty {
      let model = try ModelDirectory.preferred(source: source, target: target, task: task)
      say("Model: \(model.path)")
      return [model.modelFile]
    }
    let files = try paths.map(ModelDirectory.file)
    for (path, file) in zip(paths, files) { try checkLanguages(of: file, named: path) }
    return files
  }

  /// Refuses a model that was named, of other languages than those that were named with it.
  private func checkLanguages(of file: String, named path: String) throws {
    guard source != nil || target != nil else { return }
    let languages = try ModelHeader(path: file).languages()
    func differs(_ wanted: String?, _ role: String) -> Bool {
      guard let wanted, let language = languages[role] else { return false }
      return wanted.lowercased() != language.lowercased()
    }
    let wrong = (source: differs(source, "source"), target: differs(target, "target"))
    guard !wrong.source && !wrong.target else {
      throw ModelError.otherDirection(
        path: path, languages: languages, source: wrong.source ? source : nil,
        target: wrong.target ? target : nil)
    }
  }
}
