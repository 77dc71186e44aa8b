/// The header of a gettext catalogue: its first message.
struct CatalogueHeader: Equatable {
  /// The encoding, if it names one.
  var charset: String?
  /// The language of the translations, if it names one.
  var language: String?
  /// The language of the messages, if it names one, as Poedit's do.
  var sourceLanguage: String?
  /// The rule of its plural forms, if it has one.
  var pluralRule: PluralRule?

  /// Nothing is known.
  init() {}

  /// Reads the lines `Name: value` of a header; what is not one is passed over.
  init(_ text: some Sequence<UInt8>) {
    for line in Array(text).split(separator: 10) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)
      guard !value.isEmpty, colon - line.startIndex <= Self.longestName else { continue }
      // Short names alone, and as bytes: to compare strings takes quadratic time for hostile ones.
      switch String(decoding: line[..<colon].map { $0 | 0x20 }, as: UTF8.self) {
      case "content-type": charset = Self.charset(value)
      case "language": language = value
      case "x-source-language": sourceLanguage = value
      case "plural-forms": pluralRule = PluralRule(value)
      default: break
      }
    }
  }

  private static let longestName = 32

  /// Whether its texts are in an encoding that needs no conversion: UTF-8, ASCII, or the placeholder
  /// of a template.
  var isUTF8: Bool {
    guard let charset, charset.utf8.count <= Self.longestName else { return charset == nil }
    return ["utf-8", "utf8", "us-ascii", "ascii", "charset"].contains(charset.lowercased())
  }

  /// The encoding that the first bytes of a catalogue declare; `nil` when they declare none, or
  /// leave the placeholder of a template.
  static func declaredCharset(_ head: ArraySlice<UInt8>) -> String? {
    let type = Array("content-type:".utf8)
    let lines = head.split { $0 == 0x0a || $0 == 0x0d }
    let line = lines.first { line in
      line.first == UInt8(ascii: "\"")
        && line.dropFirst().prefix(type.count).map { $0 | 0x20 }.elementsEqual(type)
    }
    guard let line else { return nil }
    let value = line.dropFirst(type.count + 1)
      .prefix { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") }
    let header = CatalogueHeader(Array("Content-Type:".utf8) + value)
    return header.isUTF8 ? nil : header.charset
  }

  /// Whether the translations are the source: they are when the header says so.
  ///
  /// - Throws: `CorpusError.otherLanguage` or `oneLanguage` when the catalogue is of others.
  func isSwapped(for languages: LanguagePair, in path: String) throws -> Bool {
    let translation = try side(of: language, .translations, languages, path)
    let message = try side(of: sourceLanguage, .messages, languages, path)
    if let translation, let message, translation == message {
      throw CorpusError.oneLanguage(
        path: path, messages: sourceLanguage ?? "", translations: language ?? "", languages)
    }
    return translation == .source || message == .target
  }

  private func side(
    of tag: String?, _ texts: CorpusError.CatalogueSide, _ languages: LanguagePair, _ path: String
  ) throws -> LanguagePair.Side? {
    guard let tag else { return nil }
    if let side = languages.side(of: tag) { return side }
    throw CorpusError.otherLanguage(path: path, tag: tag, texts, languages)
  }

  private static func charset(_ type: String) -> String? {
    let parameter = Array(type.utf8).split(separator: UInt8(ascii: ";")).dropFirst().lazy
      .map(trimmed)
      .first { $0.starts(with: Array("charset=".utf8)) }
    return parameter.map { String(decoding: $0.dropFirst("charset=".utf8.count), as: UTF8.self) }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    return rest
  }
}
