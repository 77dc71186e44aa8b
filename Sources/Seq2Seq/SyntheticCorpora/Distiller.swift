import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2SText

/// Writes a corpus whose targets are translations by teachers: a student that learns from it learns
/// what they would say, which is simpler and more alike than what people said.
///
/// N pairs in are N pairs out, or 2 N with the pairs themselves. Killed at any moment, it goes on where it was.
///
/// Reference: Kim and Rush 2016, doi:10.18653/v1/D16-1139 (sequence-level distillation, and its
/// interpolation with the data).
public struct Distiller {
  /// How far a distillation has come, in pairs of the corpus.
  public typealias Progress = SyntheticCorpusProgress

  /// What a distillation wrote.
  public struct Result: Sendable, Equatable {
    /// The pairs of the corpus.
    public let pairCount: Int
    /// The files of both sides.
    public let paths: [String]
    /// The translations that differ from the reference; of this go alone.
    public let changed: Int
    /// The pairs of this go.
    public let translated: Int
  }

  private let request: DistillationRequest
  private let files: [String]
  private let translator: Translator
  private let pairs: CorpusFiles

  /// The pairs that are translated together, and are kept whatever happens to the next.
  package var windowSize = 2_048

  /// Loads the teachers, and finds their corpus.
  ///
  /// - Throws: as `Translator`; `CorpusError`, `OriginError` where the pairs are not to be found.
  public init(_ request: DistillationRequest) throws {
    self.request = request
    files = try request.teachers.map(ModelDirectory.file)
    var options = request.translation
    if request.choice == .closest { options.search.nbest = options.search.beamSize }
    translator = try Translator(files: files, options: options)
    let isNamed = request.corpus.directory != nil || request.corpus.train != nil
    let selection =
      try isNamed
      ? request.corpus
      : KnownCorpus<TranslationCorpus>(ofModel: files[0], translator.bundles[0].facts)
        .training().selection()
    let found = try selection.files(
      .train, source: translator.source, target: translator.target)
    guard let found else { throw CorpusError.noTrainingFiles }
    pairs = found
  }

  /// Translates and writes.
  ///
  /// - Parameters:
  ///   - report: is called after each window.
  ///   - isCancelled: whether to stop; what is done so far stays.
  /// - Throws: `ResumableFileError`, `CorpusError`, `FileError`, `TranslationError`; `CancellationError`.
  public func run(
    report: (Progress) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Result {
    var corpus = SyntheticCorpus(
      request, LanguagePair(source: translator.source, target: translator.target))
    corpus.windowSize = windowSize
    var maker = try DistilledPairs(request, models: files, pairs, translator)
    let count = try corpus.write(&maker, report: report, isCancelled: isCancelled)
    return Result(
      pairCount: count, paths: corpus.paths, changed: maker.changed, translated: maker.translated)
  }
}

/// The pairs of a corpus with what teachers say as their targets.
private struct DistilledPairs: PairMaker {
  private let request: DistillationRequest
  private let translator: Translator
  private let corpus: CorpusFiles
  private let reader: PairReader
  private var bleu: SentenceBLEU
  let files: [String]
  var notes: [String: [Int]] = [:]
  /// The pairs of this go, and those whose translation differs from the reference.
  private(set) var (translated, changed) = (0, 0)

  init(
    _ request: DistillationRequest, models: [String], _ corpus: CorpusFiles,
    _ translator: Translator
  ) throws {
    self.request = request
    self.translator = translator
    self.corpus = corpus
    reader = try PairReader(corpus)
    bleu = SentenceBLEU(tokenizer: .init(language: translator.bundles[0].targetText.locale))
    files = models + corpus.paths
  }

  func count(isCancelled: () -> Bool) throws -> Int {
    let reader = try PairReader(corpus)
    while try reader.next() != nil {
      guard !isCancelled() else { throw CancellationError() }
    }
    guard reader.count > 0 else { throw CorpusError.noLines(corpus.paths) }
    return reader.count
  }

  func next() throws -> (source: String, target: String)? { try reader.next() }

  func work() throws -> String {
    let digests = try files.map { try SHA256.digest(ofFile: $0) }
    return "distill \(digests.joined(separator: " ")) \(request.choice) \(request.keepsPairs) "
      + "beam \(request.translation.search.beamSize)"
  }

  mutating func pairs(
    of window: [(source: String, target: String)], isCancelled: @Sendable () -> Bool
  ) throws -> [(source: String, target: String)] {
    let found = try translator.translate(window.map(\.source), isCancelled: isCancelled)
    var pairs: [(source: String, target: String)] = []
    for (pair, translation) in zip(window, found) {
      let target = choose(translation, pair.target)
      if request.keepsPairs { pairs.append(pair) }
      pairs.append((pair.source, target))
      changed += target == pair.target ? 0 : 1
    }
    translated += window.count
    return pairs
  }

  /// The translation that a source goes with.
  private mutating func choose(_ translation: Translation, _ reference: String) -> String {
    guard request.choice == .closest else { return translation.text }
    var best = (text: translation.text, score: -1.0)
    for alternative in translation.alternatives {
      let score = bleu.score(alternative.text, reference: reference)
      if score > best.score { best = (alternative.text, score) }
    }
    return best.text
  }
}
