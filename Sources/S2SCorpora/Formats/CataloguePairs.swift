import S2SFiles

/// Makes pairs of the messages of a gettext catalogue, in text or compiled.
///
/// - A message and its translation are a pair, in the direction that the header says: without
///   a `Language:` there, translations are the target.
/// - Of a message with plural forms, the one for the number 1, by the header's `Plural-Forms`, is
///   paired with the singular, and each other one with the plural. Without a rule, or with one whose
///   form is not there, it is the first. A language with one form for all numbers has it with the
///   plural.
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
  private var pluralRule: PluralRule?
  /// The encoding of all texts, where the file's bytes have been converted from it.
  private let convertedFrom: String?
  /// Converts the texts, where the file's bytes have not been.
  private var decoder: CharacterDecoder?

  /// Begins before the header.
  ///
  /// - Parameter encoding: the encoding that the texts were converted from.
  init(
    path: String, languages: LanguagePair, places: CorpusError.CataloguePlace,
    convertedFrom encoding: String? = nil
  ) {
    self.path = path
    convertedFrom = encoding
    self.languages = languages
    self.places = places
    report = ReadingReport(languages, places: places.rawValue)
  }

  /// Reads the header.
  ///
  /// - Throws: `CorpusError`: `malformedCatalogue` when the texts are in an encoding that is not
  ///   known or the header follows messages, `otherLanguage` or `oneLanguage`.
  mutating func take(_ header: CatalogueHeader, at place: Int) throws {
    try prepareTexts(header, at: place)
    pluralRule = header.pluralRule
    guard isSwapped == nil else { throw error(place, .lateHeader) }
    isSwapped = try header.isSwapped(for: languages, in: path)
    if let language = header.language { translationTag = language }
  }

  /// Gets ready for texts in the header's encoding.
  private mutating func prepareTexts(_ header: CatalogueHeader, at place: Int) throws {
    guard convertedFrom == nil, !header.isUTF8, let charset = header.charset else { return }
    // Bytes that spell the header in ASCII are not UTF-16, whatever it says.
    if CharacterDecoder(charset) != nil && !CharacterDecoder.isLikeASCII(charset) { return }
    // The lines of a text file were read already.
    decoder = places == .message ? CharacterDecoder(charset) : nil
    guard decoder != nil else { throw error(place, .otherEncoding(charset)) }
  }

  /// Makes the pairs of a message.
  ///
  /// - Throws: `CorpusError` when a text is not in its encoding or holds a NUL byte.
  mutating func take(_ message: Message) throws {
    let isSwapped = self.isSwapped ?? false
    self.isSwapped = isSwapped
    guard message.translations.contains(where: { !$0.isEmpty }) else {
      return report.tally.note(.untranslated, at: message.place)
    }
    let id = try text(message.id, message)
    let plural = try message.plural.map { try text($0, message) }
    let singularForm = singularForm(of: message.translations.count)
    for (number, translation) in message.translations.enumerated() where !translation.isEmpty {
      let original = number == singularForm ? id : plural ?? id
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

  /// The form of a number of forms that translates the singular; `nil` where one is for all numbers.
  private func singularForm(of count: Int) -> Int? {
    guard let rule = pluralRule, let form = rule.form(for: 1) else { return count > 1 ? 0 : nil }
    if count == 1 && form == rule.form(for: 2) { return nil }
    return form < count ? form : 0
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
    guard var bytes = decoder == nil ? bytes : decoder?.decode(bytes) else {
      throw error(message.place, .notInEncoding(decoder?.name ?? ""))
    }
    guard let text = SegmentText.take(&bytes) else { throw error(message.place, .notUTF8) }
    return text
  }
}
