/// Makes pairs of the messages of a gettext catalogue, in text or compiled.
///
/// - A message and its translation are a pair, in the direction that the header says: without
///   a `Language:` there, translations are the target.
/// - Of a message with plural forms, the first translation is paired with the singular and each
///   other one with the plural. A language with one form for all numbers has it with the plural.
/// - A context is no part of the text. White space and placeholders are as `SegmentText` says.
struct CataloguePairs {
  /// A message as it stands in a catalogue.
  struct Message {
    var id: [UInt8] = []
    var plural: [UInt8]?
    var translations: [[UInt8]] = []
    /// The line that it begins in, or its number.
    var place = 0
  }

  /// The pairs that nobody has asked for yet.
  var queue = PairQueue()
  /// The messages that were taken and left out.
  var report: ReadingReport

  private let path: String
  private let languages: LanguagePair
  /// The unit in which places of messages are counted.
  private let places: CorpusError.CataloguePlace
  /// Whether the translations are the source; `nil` before the first message.
  private var isSwapped: Bool?
  private var translationTag = "msgstr"

  init(path: String, languages: LanguagePair, places: CorpusError.CataloguePlace) {
    self.path = path
    self.languages = languages
    self.places = places
    report = ReadingReport(languages, places: places.rawValue)
  }

  /// Reads the header.
  ///
  /// - Throws: `CorpusError`: `malformedCatalogue` when the texts are in an encoding that is not
  ///   read here or the header follows messages, `otherLanguage` or `oneLanguage`.
  mutating func take(_ header: CatalogueHeader, at place: Int) throws {
    guard header.isReadable else {
      throw error(place, .otherEncoding(header.charset ?? ""))
    }
    guard isSwapped == nil else { throw error(place, .lateHeader) }
    isSwapped = try header.isSwapped(for: languages, in: path)
    if let language = header.language { translationTag = language }
  }

  /// Makes the pairs of a message.
  ///
  /// - Throws: `CorpusError` when a text is not UTF-8 or holds a NUL byte.
  mutating func take(_ message: Message) throws {
    let isSwapped = self.isSwapped ?? false
    self.isSwapped = isSwapped
    guard message.translations.contains(where: { !$0.isEmpty }) else {
      return report.tally.note(.untranslated, at: message.place)
    }
    let id = try text(message.id, message)
    let plural = try message.plural.map { try text($0, message) }
    for (number, translation) in message.translations.enumerated() where !translation.isEmpty {
      let isSingular = number == 0 && message.translations.count > 1
      let original = isSingular ? id : plural ?? id
      let translated = try text(translation, message)
      if isSwapped {
        report.sourceTags.note(translationTag)
        queue.append(TextPair(source: translated, target: original, place: message.place))
      } else {
        report.targetTags.note(translationTag)
        queue.append(TextPair(source: original, target: translated, place: message.place))
      }
    }
  }

  /// Checks at the end that there was a pair.
  ///
  /// - Throws: `CorpusError.noTranslation` with the report.
  func checkNotEmpty() throws {
    guard queue.count > 0 else { throw CorpusError.noTranslation(path: path, report) }
  }

  /// An error that says where it is.
  func error(_ place: Int, _ fault: CatalogueFault) -> CorpusError {
    .malformedCatalogue(path: path, places, place, fault)
  }

  private func text(_ bytes: [UInt8], _ message: Message) throws -> String {
    guard !bytes.contains(0) else { throw error(message.place, .nulByte) }
    var bytes = bytes
    guard let text = SegmentText.take(&bytes) else { throw error(message.place, .notUTF8) }
    return text
  }
}
