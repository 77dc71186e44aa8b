import S2SModels
import S2SSearch
import S2STensors
import S2SText

/// Translates lines of text with a model, or with several as an ensemble.
///
/// N lines in, N translations out, in order. Immutable: any number of threads may use one.
public final class Translator: Sendable {
  let bundles: [TranslationBundle]
  let decoders: [TranslationDecoder]
  /// What translates in place of the only decoder; `nil` for one model.
  let ensemble: Ensemble<TranslationDecoder>?
  let options: TranslationOptions
  let workers: Workers
  let words: WordDemands
  let losses: LossCheck
  let characters: CharacterCheck
  let memory: SearchMemory

  /// Translates with models that share languages and tokenizers, each with a shortlist or without.
  ///
  /// - Throws: `ModelError`: `noModel`, `unequalTokenizers`; `SearchError`, `TranslationError`.
  init(
    _ bundles: [TranslationBundle], options: TranslationOptions, shortlists: [Shortlist?]
  ) throws {
    try options.validate()
    let first = try Self.first(of: bundles)
    try SearchMemory.check(bundles)
    self.bundles = bundles
    decoders = zip(bundles, shortlists).map { bundle, shortlist in
      TranslationDecoder(model: bundle.model, shortlist: shortlist)
    }
    ensemble = decoders.count > 1 ? try Ensemble(decoders) : nil
    try Self.checkCoverage(options.search, bundles)
    try Self.checkReplacement(options, bundles)
    try Self.checkAttention(options, bundles)
    words = try WordDemands(options, first.targetText)
    losses = LossCheck(locale: first.targetText.locale)
    characters = CharacterCheck(first.sourceText)
    memory = SearchMemory(bundles, options)
    self.options = options
    workers = Workers(count: options.threads ?? defaultThreadCount())
  }

  /// The language that is translated from.
  public var source: String { bundles[0].source }
  /// The language that is translated to.
  public var target: String { bundles[0].target }

  /// Translates lines; a blank line gives an empty one.
  ///
  /// - Parameters:
  ///   - isCancelled: as of the other `translate`.
  ///   - progress: likewise.
  /// - Throws: `CancellationError`.
  public func translate(
    _ lines: [String], isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    progress: @Sendable (TranslationProgress) -> Void = { _ in }
  ) throws -> [Translation] {
    try translate(
      lines.map { TranslationRequest($0) }, isCancelled: isCancelled, progress: progress)
  }

  /// Translates lines under demands; a blank line gives an empty one.
  ///
  /// A line that is translated in pieces has its prefix in the first. A line is searched again for
  /// what it requires if its translation lacks that, where it costs least, and stays as it is if not.
  ///
  /// - Parameters:
  ///   - isCancelled: whether to stop now, asked between batches; unless given, whether the
  ///     current task of Swift's concurrency is cancelled.
  ///   - progress: is called after each batch, on the thread of its worker.
  /// - Throws: `TranslationError` as `check` does, and where a search has no room; `CancellationError`.
  public func translate(
    _ requests: [TranslationRequest], isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    progress: @Sendable (TranslationProgress) -> Void = { _ in }
  ) throws -> [Translation] {
    try translate(
      requests, partsOf: Self.longestWholeLine, isCancelled: isCancelled, progress: progress)
  }

  /// Translates lines, all of them together.
  ///
  /// - Parameter progress: is called with the fraction that is done.
  func translateWhole(
    _ requests: [CheckedRequest], isCancelled: @Sendable () -> Bool,
    progress: @Sendable (Double) -> Void
  ) throws -> [Translation] {
    let lines = try pieces(of: requests, isCancelled: isCancelled)
    let found = try search(lines, isCancelled: isCancelled, progress: progress)
    let free = zip(lines, found).map { join($0, $1) }
    return try searchRequired(lines, found, free, isCancelled: isCancelled)
  }

  /// Checks what a request demands, against itself and the options.
  ///
  /// - Throws: `TranslationError`.
  public func check(_ request: TranslationRequest) throws { _ = try checked(request) }

  func checked(_ request: TranslationRequest) throws -> CheckedRequest {
    if !request.required.isEmpty { try options.validateRequired() }
    if !request.prefix.isEmpty { try options.validateForced() }
    return try words.checked(request)
  }
}
