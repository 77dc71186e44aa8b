import S2SFiles
import S2SModels
import S2SText
import S2STraining

/// A model that a run begins with in place of random weights.
struct BaseModel {
  /// Its file, for those who ask where a model comes from.
  let origin: TrainingData.FileDigest
  /// The model.
  let bundle: TranslationBundle

  /// Loads it.
  ///
  /// - Throws: `ModelError` when there is none, or it translates other languages than the run is
  ///   for, or has weights of eight bits; as `TranslationBundle(path:)`.
  init(_ path: String, source: String, target: String) throws {
    let file = try ModelDirectory.file(at: path)
    bundle = try TranslationBundle(path: file)
    origin = TrainingData.FileDigest(path: file, sha256: try SHA256.digest(ofFile: file))
    guard (bundle.source, bundle.target) == (source, target) else {
      throw ModelError(
        .mismatch,
        "\(file) translates \(bundle.source) to \(bundle.target), not \(source) to \(target); "
          + "name a model of these languages with --from.")
    }
    guard !bundle.isQuantized else {
      throw ModelError(
        .mismatch,
        "\(file) has weights of eight bits, which cannot be trained; name the model that it was "
          + "made from.")
    }
  }

  /// The tokenizers.
  var text: (source: TextPipeline, target: TextPipeline) { (bundle.sourceText, bundle.targetText) }

  /// Options with the model's shape and tokenizers in place of theirs.
  ///
  /// Dropout is the model's too, but may be changed: no weight depends on it.
  func options(_ options: TrainingOptions) -> TrainingOptions {
    var options = options
    options.take(bundle.configuration)
    let stored = TrainingFacts.options(of: bundle)
    options.vocabularySize =
      stored?.vocabularySize
      ?? max(bundle.sourceText.vocabularySize, bundle.targetText.vocabularySize)
    options.jointVocabulary = stored?.jointVocabulary ?? false
    options.placeholders = stored.map { $0.placeholders } ?? !bundle.sourceText.placeholders.isEmpty
    return options
  }

  /// Refuses options that the model's shape or tokenizers contradict.
  ///
  /// - Throws: `TrainingError` (`invalidSetting`).
  func check(_ options: TrainingOptions) throws {
    var kept = self.options(options)
    kept.dropout = options.dropout
    kept.initialization = nil
    let differences = Difference.list(options, kept)
    guard differences.isEmpty else {
      throw TrainingError.otherShape(origin.path, differences: differences)
    }
  }
}
