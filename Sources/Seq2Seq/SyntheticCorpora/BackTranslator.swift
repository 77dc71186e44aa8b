import S2SCorpora
import S2SFiles
import S2SModels

/// Writes a corpus whose targets are lines of text, and whose sources are translations of them by a model of
/// the reverse direction: text alone becomes pairs to learn from.
///
/// Each line of the text is in the corpus or counted as left out. Killed at any moment, it goes on where it
/// was and ends with the same bytes: a translation, drawn or searched for, depends on its line alone.
///
/// Reference: Sennrich et al. 2016, arXiv:1511.06709; Edunov et al. 2018, arXiv:1808.09381 (sampling).
public struct BackTranslator {
  /// How far a work has come, in real pairs and lines of text.
  public typealias Progress = SyntheticCorpusProgress

  /// What was written, in all goes.
  public struct Result: Sendable, Equatable {
    /// The lines of the text.
    public let lineCount: Int
    /// The lines that were left out.
    public let leftOut: MachinePairFilter.Report
    /// The real pairs, which stand before the others.
    public let realCount: Int
    /// The files of both sides.
    public let paths: [String]

    /// The pairs of a line and its translation.
    public var pairCount: Int { lineCount - leftOut.total }
  }

  private let request: BackTranslationRequest
  private let files: [String]
  private let translator: Translator
  private let pairs: CorpusFiles?

  /// The lines that are translated together, and are kept whatever happens to the next.
  package var windowSize = 2_048

  /// Loads the models, and finds the text and the real pairs.
  ///
  /// - Throws: `FileError` where a text cannot be read, or only once; as `Translator`; `CorpusError` where the
  ///   real pairs are not to be found.
  public init(_ request: BackTranslationRequest) throws {
    self.request = request
    // Before the models are read.
    _ = try JoinedLines(request.texts)
    files = try request.models.map(ModelDirectory.file)
    translator = try Translator(files: files, options: request.translation)
    let isNamed = request.corpus.directory != nil || request.corpus.train != nil
    pairs =
      isNamed
      ? try request.corpus.files(.train, source: translator.target, target: translator.source)
      : nil
  }

  /// What is wrong with the language of the text, as far as its first lines show.
  ///
  /// - Throws: `FileError`, `LineError`.
  public func warnings() throws -> [CorpusWarning] {
    var lines = try JoinedLines(request.texts)
    var first: [String] = []
    while first.count < Self.sampleSize, let line = try lines.next() { first.append(line) }
    return CorpusWarning.ofLines(first, in: translator.source)
  }

  /// The lines that show the language of a text.
  private static let sampleSize = 5_000

  /// Translates and writes.
  ///
  /// - Parameters:
  ///   - report: is called after each window.
  ///   - isCancelled: whether to stop; what is done so far stays.
  /// - Throws: `ResumableFileError`, `CorpusError`, `LineError`, `FileError`, `TranslationError`;
  ///   `CancellationError`.
  public func run(
    report: (Progress) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Result {
    var corpus = SyntheticCorpus(
      request, LanguagePair(source: translator.target, target: translator.source))
    corpus.windowSize = windowSize
    var maker = try BackTranslatedLines(request, models: files, pairs, translator)
    let count = try corpus.write(&maker, report: report, isCancelled: isCancelled)
    return Result(
      lineCount: count - maker.realCount, leftOut: maker.leftOut, realCount: maker.realCount,
      paths: corpus.paths)
  }
}
