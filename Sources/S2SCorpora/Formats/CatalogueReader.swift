import S2SFiles

/// The pairs of a gettext catalogue in text (`.po`), plain or gzip, one after the other, in bounded
/// memory.
///
/// Comments and obsolete messages are passed over, and so are fuzzy ones unless they are asked
/// for. Texts are in the encoding that the header says. What a message gives is said by `CataloguePairs`.
///
/// Reference: GNU gettext 0.21, manual, 3 "The Format of PO Files".
final class CatalogueReader {
  private let path: String
  private let lines: LineReader
  private let takesFuzzy: Bool
  private var pairs: CataloguePairs
  private var message = OpenMessage()
  private var isAtEnd = false
  /// The error that ends the file, after the pairs before it.
  private var failure: (any Error)?

  /// The messages that were taken and left out so far.
  var report: ReadingReport { pairs.report }
  /// The bytes read from the disk so far.
  var fileBytesRead: Int { lines.bytesRead }

  /// A message that is being read.
  private struct OpenMessage {
    /// The part that strings belong to.
    enum Part: Equatable {
      case context, id, plural, translation
    }

    var line = 0
    var part: Part?
    var hasContext = false
    var isFuzzy = false
    var content = CataloguePairs.Message()
    /// The bytes of all texts.
    var byteCount = 0

    /// Whether it has its translation, so that another may begin.
    var isWhole: Bool { !content.translations.isEmpty }
  }

  /// Opens a file.
  ///
  /// - Throws: `FileError` when it cannot be opened.
  init(path: String, languages: LanguagePair, takesFuzzy: Bool) throws {
    self.path = path
    self.takesFuzzy = takesFuzzy
    let stream = try DecodedStream(
      ByteStream(repeatedly: path), path: path, declaration: CatalogueHeader.declaredCharset)
    lines = LineReader(stream, name: path)
    pairs = CataloguePairs(
      path: path, languages: languages, places: .line,
      convertedFrom: stream.isMarkedUTF8
        ? "UTF-8" : stream.unknownEncoding == nil ? stream.encoding : nil)
  }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `CorpusError`: `malformedCatalogue` when the file is no catalogue, `otherLanguage` or
  ///   `oneLanguage` when it is of others, `noTranslation`; `LineError`, `FileError`.
  func next() throws -> TextPair? {
    while true {
      if let pair = pairs.queue.next() { return pair }
      if let failure { throw failure }
      if isAtEnd { return nil }
      do { try readLine() } catch { failure = error }
    }
  }

  private func readLine() throws {
    guard let line = try lines.next() else {
      isAtEnd = true
      try endMessage()
      return try pairs.checkNotEmpty()
    }
    var tokens = CatalogueTokens(line)
    while let token = try tokens.next(orThrow: { error($0) }) {
      switch token {
      case .comment(let comment): try read(comment: comment)
      case .keyword(let keyword): try begin(keyword)
      case .text(let bytes): try add(bytes)
      }
    }
  }

  /// Comments stand before their message.
  private func read(comment: Substring.UTF8View) throws {
    if message.isWhole || message.part == nil { try endMessage() }
    if comment.starts(with: "#,".utf8) {
      let flags = comment.dropFirst(2).split { $0 == UInt8(ascii: ",") || $0 <= 0x20 }
      if flags.contains(where: { $0.elementsEqual("fuzzy".utf8) }) { message.isFuzzy = true }
    } else if comment.starts(with: "#~".utf8) {
      let rest = comment.dropFirst(2).drop { $0 <= 0x20 }
      guard rest.starts(with: "msgid".utf8), !rest.starts(with: "msgid_plural".utf8) else { return }
      pairs.report.tally.note(.obsolete, at: lines.lineCount)
      message.isFuzzy = false
    }
  }

  private func begin(_ keyword: CatalogueTokens.Keyword) throws {
    switch keyword {
    case .context: try beginMessage(.context)
    case .id where message.part == .context: message.part = .id
    case .id: try beginMessage(.id)
    case .plural:
      guard message.part == .id else { throw error(.pluralWithoutMessage) }
      message.part = .plural
      message.content.plural = []
    case .translation(let number): try beginTranslation(number)
    }
  }

  private func beginMessage(_ part: OpenMessage.Part) throws {
    try endMessage()
    message.part = part
    message.line = lines.lineCount
    message.content.place = lines.lineCount
    message.hasContext = part == .context
  }

  private func beginTranslation(_ number: Int?) throws {
    let hasPlural = message.content.plural != nil
    let count = message.content.translations.count
    switch message.part {
    case .id? where !hasPlural && number == nil: break
    case .plural? where number == 0: break
    case .translation? where hasPlural && number == count: break
    case .id?, .plural?, .translation?:
      throw error(hasPlural ? .otherForm(expected: count) : .misplacedTranslation)
    default: throw error(.translationWithoutMessage)
    }
    message.part = .translation
    message.content.translations.append([])
  }

  private func add(_ bytes: [UInt8]) throws {
    message.byteCount += bytes.count
    guard message.byteCount <= SegmentText.maximumBytes else {
      throw error(.tooLong(limit: SegmentText.maximumBytes))
    }
    switch message.part {
    case .context?: break
    case .id?: message.content.id += bytes
    case .plural?: message.content.plural?.append(contentsOf: bytes)
    case .translation?:
      message.content.translations[message.content.translations.count - 1] += bytes
    case nil: throw error(.noKeyword)
    }
  }

  /// Passes the message, if one is open, to the maker of pairs.
  private func endMessage() throws {
    guard message.part != nil else { return }
    guard message.isWhole else { throw pairs.error(message.line, .noTranslation) }
    let ended = message
    message = OpenMessage()
    if ended.content.id.isEmpty && !ended.hasContext {
      try pairs.take(CatalogueHeader(ended.content.translations[0]), at: ended.line)
    } else if ended.isFuzzy && !takesFuzzy {
      pairs.report.tally.note(.fuzzy, at: ended.line)
    } else {
      try pairs.take(ended.content)
    }
  }

  private func error(_ fault: CatalogueFault) -> CorpusError {
    pairs.error(lines.lineCount, fault)
  }
}
