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
  /// How far a distillation has come.
  public struct Progress: Sendable, Equatable {
    /// The pairs that are done.
    public let done: Int
    /// All pairs.
    public let total: Int
  }

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
    let paths = [translator.source, translator.target].map {
      "\(request.directory)/train.\($0)"
    }
    try OutputFiles(paths).checkFree(
      inputs: pairs.paths + files, overwrites: request.overwrites || request.resumes)
    let total = try count()
    try Directory.create(request.directory)
    guard let lock = try DirectoryLock(request.directory) else {
      throw ModelError.inUse(directory: request.directory)
    }
    return try withExtendedLifetime(lock) {
      let output = try ResumableFiles(paths, work: try work(), mode: request.mode)
      let counts = try translate(to: output, total: total, report, isCancelled)
      try output.finish()
      return Result(
        pairCount: total, paths: paths, changed: counts.changed, translated: counts.translated)
    }
  }

  private func count() throws -> Int {
    let reader = try PairReader(pairs)
    while try reader.next() != nil {}
    guard reader.count > 0 else { throw CorpusError.noLines(pairs.paths) }
    return reader.count
  }

  /// What is done, in words that differ where the result would.
  private func work() throws -> String {
    let digests = try (files + pairs.paths).map { try SHA256.digest(ofFile: $0) }
    return "distill \(digests.joined(separator: " ")) \(request.choice) \(request.keepsPairs) "
      + "beam \(request.translation.search.beamSize)"
  }

  private func translate(
    to output: ResumableFiles, total: Int, _ report: (Progress) -> Void,
    _ isCancelled: @Sendable () -> Bool
  ) throws -> (translated: Int, changed: Int) {
    let reader = try PairReader(pairs)
    for _ in 0..<output.done { _ = try reader.next() }
    var bleu = SentenceBLEU(tokenizer: .init(language: translator.bundles[0].targetText.locale))
    var (translated, changed) = (0, 0)
    report(Progress(done: output.done, total: total))
    while output.done < total {
      var window: [(source: String, target: String)] = []
      while window.count < windowSize, let pair = try reader.next() { window.append(pair) }
      guard !window.isEmpty else { throw CorpusError.changed(pairs.paths) }
      let found = try translator.translate(window.map(\.source), isCancelled: isCancelled)
      var (sources, targets) = ("", "")
      for (pair, translation) in zip(window, found) {
        let target = choose(translation, pair.target, by: &bleu)
        if request.keepsPairs {
          sources += pair.source + "\n"
          targets += pair.target + "\n"
        }
        sources += pair.source + "\n"
        targets += target + "\n"
        changed += target == pair.target ? 0 : 1
      }
      translated += window.count
      try output.append([sources, targets], done: output.done + window.count)
      report(Progress(done: output.done, total: total))
    }
    return (translated, changed)
  }

  /// The translation that a source goes with.
  private func choose(
    _ translation: Translation, _ reference: String, by bleu: inout SentenceBLEU
  ) -> String {
    guard request.choice == .closest else { return translation.text }
    var best = (text: translation.text, score: -1.0)
    for alternative in translation.alternatives {
      let score = bleu.score(alternative.text, reference: reference)
      if score > best.score { best = (alternative.text, score) }
    }
    return best.text
  }
}
