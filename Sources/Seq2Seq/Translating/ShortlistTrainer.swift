import S2SCorpora
import S2SModels
import S2SText

/// Learns the shortlist of a model from a corpus, most often the one that it was trained on.
public struct ShortlistTrainer {
  private let bundle: TranslationBundle
  private let file: String
  private let known: KnownCorpus<TranslationCorpus>

  /// Learns for a model.
  ///
  /// - Parameter file: where the model is, so that its training pairs can be found from there; as they were
  ///   named if it is in no file.
  public init(_ bundle: TranslationBundle, file: String = "model.safetensors") {
    self.bundle = bundle
    self.file = file
    known = KnownCorpus(ofModel: file, bundle.facts)
  }

  /// Reads training pairs, learns, and writes the file at `path`.
  ///
  /// - Parameters:
  ///   - overwrite: whether a file that is there may be replaced.
  ///   - isCancelled: whether to stop now, asked before every pair; unless given, whether the current
  ///     task of Swift's concurrency is cancelled.
  /// - Returns: how many pairs were looked at.
  /// - Throws: `ModelError`: `shortlistOfCharacters`, `inUse` when another writes beside `path`;
  ///   `CorpusError` when there are no pairs, or when the file is there or is one of those that are read;
  ///   `OriginError` where none are named and those that the model
  ///   was trained on are not there as they were; `FileError`; `CancellationError`, and the old file is
  ///   then untouched.
  @discardableResult
  public func run(
    _ selection: CorpusSelection, writingTo path: String, overwrite: Bool = false,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Int {
    let configuration = bundle.configuration
    guard configuration.spelling == nil else {
      throw ModelError.shortlistOfCharacters
    }
    let lock = try ModelDirectory(modelFile: path).lock()
    let files = try trainingFiles(selection)
    try OutputFiles([path]).checkFree(inputs: files.paths + [file], overwrites: overwrite)
    var learner = ShortlistLearner(
      sourceSize: configuration.sourceVocabularySize,
      targetSize: configuration.targetVocabularySize)
    let encoder = PairEncoder(source: bundle.sourceText, target: bundle.targetText)
    let corpus = try CleanCorpus(files)
    guard corpus.count > 0 else {
      throw CorpusError.nothingUsable(files.paths, for: .shortlist, summary: corpus.summary)
    }
    var count = 0
    // The first pairs that fit: a corpus in another order gives another shortlist of the same kind.
    struct Enough: Error {}
    do {
      try corpus.forEach { source, target in
        guard !isCancelled() else { throw CancellationError() }
        let pair = encoder.encode(source, target)
        guard learner.add(source: pair.source, target: pair.target) else { throw Enough() }
        count += 1
      }
    } catch is Enough {}
    let always = [TranslationModel.eos] + bundle.targetText.placeholderTokens
    try withExtendedLifetime(lock) { try learner.shortlist(always: always).write(to: path) }
    return count
  }

  private func trainingFiles(_ selection: CorpusSelection) throws -> CorpusFiles {
    let isNamed = selection.directory != nil || selection.train != nil
    let selection = try isNamed ? selection : known.training().selection()
    guard
      let files = try selection.files(.train, source: bundle.source, target: bundle.target)
    else {
      throw CorpusError.noTrainingFiles
    }
    return files
  }
}

extension Shortlist {
  /// The shortlist in the directory of a model file.
  ///
  /// - Throws: `ModelError.noShortlist`; as the initialiser.
  static func beside(_ modelFile: String, for bundle: TranslationBundle) throws -> Shortlist {
    let path = ModelDirectory(modelFile: modelFile).shortlistFile
    guard ModelDirectory.exists(path) else {
      throw ModelError.noShortlist(path: path)
    }
    return try Shortlist(path: path, for: bundle.configuration)
  }
}
