import Dispatch
import S2SModels
import S2SSearch
import S2STensors
import S2SText
import Synchronization

/// Translates lines of text with a model, or with several as an ensemble.
///
/// N lines in, N translations out, in order. Immutable: any number of threads may use one.
public final class Translator: Sendable {
  let bundles: [TranslationBundle]
  let decoders: [TranslationDecoder]
  let options: TranslationOptions
  let workers: Workers
  private let words: WordDemands

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
  /// - Throws: `ModelError`: `noModel`, `unequalTokenizers`; `SearchError`,
  ///   `TranslationError`.
  public convenience init(
    _ bundles: [TranslationBundle], options: TranslationOptions = TranslationOptions()
  ) throws {
    try self.init(bundles, options: options, shortlists: bundles.map { _ in nil })
  }

  private init(
    _ bundles: [TranslationBundle], options: TranslationOptions, shortlists: [Shortlist?]
  ) throws {
    try options.validate()
    guard let first = bundles.first else {
      throw ModelError.noModel
    }
    for other in bundles.dropFirst() {
      guard other.sourceText == first.sourceText, other.targetText == first.targetText else {
        throw ModelError.unequalTokenizers
      }
    }
    self.bundles = bundles
    decoders = zip(bundles, shortlists).map { bundle, shortlist in
      TranslationDecoder(model: bundle.model, shortlist: shortlist)
    }
    guard options.search.coverageWeight == 0 || decoders.allSatisfy(\.hasAttention) else {
      throw TranslationError.coverageWithoutAttention
    }
    guard
      options.search.coverageWeight == 0 || bundles.allSatisfy({ $0.configuration.spelling == nil })
    else { throw TranslationError.coverageOfSpelledWords }
    words = try WordDemands(options, first.targetText)
    self.options = options
    workers = Workers(count: options.threads ?? defaultThreadCount())
  }

  /// The language that is translated from.
  public var source: String { bundles[0].source }
  /// The language that is translated to.
  public var target: String { bundles[0].target }

  /// Translates lines; a blank line gives an empty one.
  ///
  /// Pieces are sorted by length, so that a batch wastes little, and put back in order.
  public func translate(_ lines: [String]) -> [Translation] {
    // Requests that demand nothing of their own contradict nothing.
    translateChecked(lines.map { TranslationRequest($0) })
  }

  /// Translates lines under demands; a blank line gives an empty one.
  ///
  /// A line that is translated in pieces has its prefix and what it requires in the first.
  ///
  /// - Throws: `TranslationError` as `check` does.
  public func translate(_ requests: [TranslationRequest]) throws -> [Translation] {
    for request in requests { try check(request) }
    return translateChecked(requests)
  }

  /// Checks what a request demands, against itself and the options.
  ///
  /// - Throws: `TranslationError`.
  public func check(_ request: TranslationRequest) throws {
    if !request.required.isEmpty { try options.validateRequired() }
    if !request.prefix.isEmpty { try options.validateForced() }
    try words.check(request)
  }

  private func translateChecked(_ requests: [TranslationRequest]) -> [Translation] {
    let pieces = pieces(of: requests)
    let flat = pieces.flatMap { $0 }
    let order = flat.indices.sorted {
      (flat[$0].tokens.count, $0) < (flat[$1].tokens.count, $1)
    }
    let found = search(order.map { flat[$0] })
    var hypotheses = [[Hypothesis]](repeating: [], count: flat.count)
    for (position, index) in order.enumerated() { hypotheses[index] = found[position] }
    var next = 0
    return zip(requests, pieces).map { request, pieces in
      defer { next += pieces.count }
      return translation(
        of: request, Array(zip(pieces, hypotheses[next..<next + pieces.count])))
    }
  }

  /// The pieces of each line, with what is demanded of their translations.
  private func pieces(of requests: [TranslationRequest]) -> [[SourcePiece]] {
    let splitter = LineSplitter(
      bundles[0].sourceText, longest: options.maximumSourceLength,
      usesPlaceholders: options.usesPlaceholders)
    let encoder = bundles[0].targetText.makeEncoder()
    return requests.map { request in
      var pieces = splitter.pieces(request.line)
      for index in pieces.indices {
        if index == 0 { pieces[0].demands = words.demands(request, of: pieces[0], encoder) }
        restrictPlaceholders(of: &pieces[index])
      }
      return pieces
    }
  }

  /// Searches batch by batch, workers side by side.
  private func search(_ sources: [SourcePiece]) -> [[Hypothesis]] {
    let batches = batches(of: sources)
    let results = Mutex<[Int: [[Hypothesis]]]>([:])
    let next = Atomic<Int>(0)
    workers.run { _ in
      while true {
        // The longest first, so that no worker ends long after the others.
        let taken = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard taken < batches.count else { return }
        let index = batches.count - 1 - taken
        let found = searchBatch(Array(sources[batches[index]]))
        results.withLock { $0[index] = found }
      }
    }
    return results.withLock { results in batches.indices.flatMap { results[$0] ?? [] } }
  }

  /// The most source tokens of a batch, unless one piece has more: what encoding keeps grows with
  /// them.
  private static let batchTokens = 640

  /// Cuts sorted pieces into batches.
  private func batches(of sources: [SourcePiece]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (first, tokens) = (0, 0)
    for (index, piece) in sources.enumerated() {
      let isFull = index - first == options.batchSentences
      if isFull || (index > first && tokens + piece.tokens.count > Self.batchTokens) {
        batches.append(first..<index)
        (first, tokens) = (index, 0)
      }
      tokens += piece.tokens.count
    }
    return first < sources.count ? batches + [first..<sources.count] : batches
  }

  /// Searches a batch, and once more where the best translation lacks a placeholder of its source:
  /// then the whole beam is looked at, and those that lack fewest come first.
  ///
  /// Samples stay as they were drawn.
  private func searchBatch(_ pieces: [SourcePiece]) -> [[Hypothesis]] {
    var found = search(pieces, options.search)
    let lacking = pieces.indices.filter { index in
      found[index].first.map { lostPlaceholders($0, of: pieces[index]) != 0 } == true
    }
    guard !lacking.isEmpty, options.search.beamSize > 1, options.search.sampling == nil
    else { return found }
    var wide = options.search
    wide.nbest = wide.beamSize
    wide.keepsEqualTexts = true
    for (index, all) in zip(lacking, search(lacking.map { pieces[$0] }, wide)) {
      let ranked = all.enumerated().map { rank, hypothesis in
        // What did not end is worth less than what did.
        let lost = lostPlaceholders(hypothesis, of: pieces[index])
        return (key: (hypothesis.isComplete ? 0 : 1, lost, rank), hypothesis: hypothesis)
      }
      found[index] = ranked.sorted { $0.key < $1.key }.prefix(options.search.nbest)
        .map(\.hypothesis)
    }
    return found
  }

  /// How many placeholders of a piece a translation of it lacks.
  private func lostPlaceholders(_ hypothesis: Hypothesis, of piece: SourcePiece) -> Int {
    guard !piece.placeholders.isEmpty else { return 0 }
    let made = hypothesis.tokens.compactMap(bundles[0].targetText.placeholder)
    return piece.placeholders.subtracting(made).count
  }

  private func search(_ pieces: [SourcePiece], _ options: SearchOptions) -> [[Hypothesis]] {
    if decoders.count > 1, let ensemble = try? Ensemble(decoders) {
      return search(pieces, options, with: ensemble)
    }
    return search(pieces, options, with: decoders[0])
  }

  private func search(
    _ pieces: [SourcePiece], _ options: SearchOptions, with decoder: some StepDecoder
  ) -> [[Hypothesis]] {
    let sources = pieces.map(\.tokens)
    let demands = pieces.map(\.demands)
    return options.sampling == nil
      ? BeamSearch(options, text: words.rules).search(sources, demands: demands, with: decoder)
      : Sampling(options, text: words.rules).search(sources, demands: demands, with: decoder)
  }

  /// Forbids the placeholders that stand for nothing in a piece, as a model must not make them up,
  /// and says what the others spell.
  private func restrictPlaceholders(of piece: inout SourcePiece) {
    let text = bundles[0].targetText
    for token in text.placeholderTokens {
      guard let placeholder = text.placeholder(of: token) else { continue }
      if let value = piece.values[placeholder], piece.placeholders.contains(placeholder) {
        piece.demands.spellings[token] = Array(value.utf8)
      } else {
        piece.demands.forbiddenTokens.append(token)
      }
    }
  }

  /// Puts the pieces of a line together: the best of each joined, then the second best.
  private func translation(
    of request: TranslationRequest, _ pieces: [(source: SourcePiece, found: [Hypothesis])]
  ) -> Translation {
    let text = bundles[0].targetText
    let count = max(1, pieces.map(\.found.count).min() ?? 0)
    let alternatives = (0..<count).map { rank in
      let chosen = pieces.map { $0.found[min(rank, $0.found.count - 1)] }
      return Translation.Alternative(
        text: zip(pieces, chosen).map { piece, hypothesis in
          text.decode(hypothesis.tokens, piece.source.values).onOneLine
        }.joined(separator: " "),
        score: chosen.reduce(0) { $0 + $1.score } / Double(max(1, chosen.count)),
        logProbability: chosen.reduce(0) { $0 + $1.logProbability },
        tokens: chosen.flatMap { text.pieces($0.tokens) })
    }
    let best = pieces.compactMap { piece in piece.found.first.map { (piece.source, $0) } }
    return Translation(
      source: request.line, alternatives: alternatives, pieceCount: max(1, pieces.count),
      isCut: best.contains { !$1.isComplete },
      blockedRepeats: best.reduce(0) { $0 + $1.1.blockedRepeats },
      placeholderCount: best.reduce(0) { $0 + $1.0.placeholders.count },
      lostPlaceholderCount: best.reduce(0) { $0 + lostPlaceholders($1.1, of: $1.0) },
      missingPhrases: pieces.isEmpty
        ? [] : words.missing(request, in: alternatives.first?.text ?? ""))
  }
}

extension String {
  /// The text with line feeds and carriage returns as spaces: a model that learned them byte by
  /// byte may make one, and an output line must stay one.
  fileprivate var onOneLine: String {
    utf8.contains(where: { $0 == 10 || $0 == 13 })
      ? String(
        String.UnicodeScalarView(
          unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })) : self
  }
}
