import S2SConsole
import S2SModels
import Seq2Seq

/// Which models a command uses: those that were named, or the newest that fits.
struct ModelChoice {
  let paths: [String]
  let source: String?
  let target: String?

  /// The model files.
  ///
  /// - Parameter ofAnyTask: whether a model that was not named may be of another task than
  ///   translation.
  func files(ofAnyTask: Bool = false) throws -> [String] {
    if paths.isEmpty {
      let newest = try ModelDirectory.newest(
        source: source, target: target, task: ofAnyTask ? nil : TranslationBundle.task)
      say("Model: \(newest.path)")
      return [newest.modelFile]
    }
    return try paths.map(ModelDirectory.file)
  }
}
