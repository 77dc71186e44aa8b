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

  /// The encoding that the header in the first bytes of a catalogue declares; `nil` when it declares
  /// none, or leaves the placeholder of a template.
  ///
  /// The header is the message with an empty `msgid`, however its text is cut into strings.
  static func declaredCharset(_ head: ArraySlice<UInt8>) -> String? {
    var text: [UInt8] = []
    var isHeader = false
    for line in head.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      // Names of encodings are in ASCII, whatever the rest is in.
      var tokens = CatalogueTokens(String(decoding: line, as: UTF8.self).withoutMark)
      while let token = try? tokens.next(orThrow: { .malformedCatalogue(path: "", .line, 1, $0) }) {
        switch token {
        case .comment: break
        case .keyword(.translation): isHeader = true
        case .keyword where isHeader: return charset(ofHeader: text)
        case .keyword: break
        case .text(let bytes):
          if isHeader { text += bytes } else if !bytes.isEmpty { return nil }
        }
      }
    }
    return charset(ofHeader: text)
  }

  private static func charset(ofHeader text: [UInt8]) -> String? {
    let header = CatalogueHeader(text)
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

  /// The parameter of a media type, whose name may be in any case, and its value in quotes (RFC 2045,
  /// 5.1).
  private static func charset(_ type: String) -> String? {
    for parameter in Array(type.utf8).split(separator: UInt8(ascii: ";")).dropFirst() {
      guard let sign = parameter.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = trimmed(parameter[..<sign]).map { $0 | 0x20 }
      guard name.elementsEqual("charset".utf8) else { continue }
      var value = trimmed(parameter[(sign + 1)...])
      if value.count > 1, value.first == UInt8(ascii: "\""), value.last == value.first {
        value = value.dropFirst().dropLast()
      }
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    return rest
  }
}

extension String {
  /// Without a byte-order mark at the start.
  fileprivate var withoutMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}
