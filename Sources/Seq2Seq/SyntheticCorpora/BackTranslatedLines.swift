import S2SCorpora
import S2SFiles
import S2SText

/// Real pairs, if there are some, then lines of text with translations as their sources.
struct BackTranslatedLines: PairMaker {
  /// What is read.
  enum Input {
    /// A real pair.
    case pair(source: String, target: String)
    /// A line of text, and its number.
    case line(String, Int)
    /// The number of a line that is left out before it is translated.
    case leftOut(MachinePairFilter.Reason, Int)
  }

  let files: [String]
  /// The lines that were left out.
  private(set) var leftOut = MachinePairFilter.Report()
  /// The real pairs.
  private(set) var realCount = 0
  private let request: BackTranslationRequest
  private let translator: Translator
  private let corpus: CorpusFiles?
  /// `nil` once all pairs are read.
  private var reader: PairReader?
  private var lines: JoinedLines
  private var pass: MachinePairFilter.Pass

  /// Reads real pairs, if any, and the texts of a request.
  ///
  /// - Throws: `FileError`.
  init(
    _ request: BackTranslationRequest, models: [String], _ corpus: CorpusFiles?,
    _ translator: Translator
  ) throws {
    self.request = request
    self.translator = translator
    self.corpus = corpus
    files = models + (corpus?.paths ?? []) + request.texts
    reader = try corpus.map { try PairReader($0) }
    lines = try JoinedLines(request.texts)
    pass = MachinePairFilter.Pass(request.filter)
  }

  var notes: [String: [Int]] {
    get { leftOut.notes }
    set { leftOut = MachinePairFilter.Report(notes: newValue) }
  }

  mutating func count(isCancelled: () -> Bool) throws -> Int {
    let reader = try corpus.map { try PairReader($0) }
    while try reader?.next() != nil {
      guard !isCancelled() else { throw CancellationError() }
    }
    realCount = reader?.count ?? 0
    var lines = try JoinedLines(request.texts)
    while try lines.next() != nil {
      guard !isCancelled() else { throw CancellationError() }
    }
    guard lines.count > 0 else { throw CorpusError.noLines(request.texts) }
    return realCount + lines.count
  }

  mutating func next() throws -> Input? {
    if let pair = try reader?.next() {
      pass.remember(pair.target)
      return .pair(source: pair.source, target: pair.target)
    }
    reader = nil
    guard let line = try lines.next() else { return nil }
    if let reason = pass.reason(line) { return .leftOut(reason, lines.count) }
    return .line(line, lines.count)
  }

  mutating func pairs(
    of inputs: [Input], isCancelled: @Sendable () -> Bool
  ) throws -> [(source: String, target: String)] {
    let texts = inputs.compactMap { input -> String? in
      if case .line(let text, _) = input { text } else { nil }
    }
    var translations = try translator.translate(texts, isCancelled: isCancelled).makeIterator()
    var pairs: [(source: String, target: String)] = []
    for input in inputs {
      switch input {
      case .pair(let source, let target): pairs.append((source, target))
      case .leftOut(let reason, let number): leftOut.note(reason, at: number)
      case .line(let line, let number):
        guard let translation = translations.next() else { continue }
        if let reason = request.filter.reason(line, MachinePairFilter.MachineText(translation)) {
          leftOut.note(reason, at: number)
        } else {
          pairs.append((source(translation), line.onOneLine))
        }
      }
    }
    return pairs
  }

  private func source(_ translation: Translation) -> String {
    request.isTagged
      ? "\(BackTranslationRequest.tag) \(translation.text)" : translation.text
  }

  func work() throws -> String {
    var options = request.translation
    // What no translation depends on.
    (options.threads, options.batchSentences) = (nil, 1)
    let digests = try files.map { try SHA256.digest(ofFile: $0) }
    var words =
      "\(digests.joined(separator: " ")) \(options) \(request.filter) tagged \(request.isTagged)"
    var hash = SHA256()
    words.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    // As short as the file that keeps it has to be, however many texts there are.
    return "backtranslate \(hash.finish())"
  }
}

extension MachinePairFilter.MachineText {
  /// The best translation of a line.
  fileprivate init(_ translation: Translation) {
    let best = translation.alternatives.first
    // Each piece has an end mark beside its tokens.
    let length = (best?.tokens.count ?? 0) + translation.pieceCount
    self.init(
      translation.text, isRunaway: translation.isCut || translation.blockedRepeats > 0,
      logProbability: (best?.logProbability ?? 0) / Double(max(1, length)))
  }
}
