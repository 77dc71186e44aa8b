import S2SModels
import S2SSearch

/// From files to models that fit each other and the options.
extension Translator {
  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be
  ///   read, `SearchError` or `TranslationError` for impossible options.
  public convenience init(
    path: String, options: TranslationOptions = TranslationOptions()
  ) throws {
    try self.init(files: [ModelDirectory.file(at: path)], options: options)
  }

  /// Loads the models in files.
  package convenience init(files: [String], options: TranslationOptions) throws {
    // Before the models are read.
    try options.validate()
    let bundles = try files.map { try TranslationBundle(path: $0) }
    let shortlists = try zip(files, bundles).map { file, bundle in
      try options.usesShortlist ? Shortlist.beside(file, for: bundle) : nil
    }
    try self.init(bundles, options: options, shortlists: shortlists)
  }

  /// Translates with models that share languages and tokenizers; without shortlists.
  ///
  /// - Throws: `ModelError`: `noModel`, `unequalTokenizers`; `SearchError`, `TranslationError`.
  public convenience init(
    _ bundles: [TranslationBundle], options: TranslationOptions = TranslationOptions()
  ) throws {
    try self.init(bundles, options: options, shortlists: bundles.map { _ in nil })
  }

  /// The first of some models that share their tokenizers.
  static func first(of bundles: [TranslationBundle]) throws -> TranslationBundle {
    guard let first = bundles.first else { throw ModelError.noModel }
    for other in bundles.dropFirst() {
      guard other.sourceText == first.sourceText, other.targetText == first.targetText else {
        throw ModelError.unequalTokenizers
      }
    }
    return first
  }

  /// Refuses a coverage penalty where a model does not attend to the source's tokens.
  static func checkCoverage(_ search: SearchOptions, _ bundles: [TranslationBundle]) throws {
    guard search.coverageWeight != 0 else { return }
    guard bundles.allSatisfy({ $0.configuration.attention != .off }) else {
      throw TranslationError.coverageWithoutAttention
    }
    guard bundles.allSatisfy({ $0.configuration.spelling == nil }) else {
      throw TranslationError.coverageOfSpelledWords
    }
  }
}
