import CExpat

/// Makes pairs of the elements of a translation memory.
final class TranslationUnits {
  /// More than the standard allows, and more than any text has.
  private static let maximumDepth = 64
  private static let mostKnownTags = 20
  private static let versions = ["1.1", "1.2", "1.3", "1.4", "1.4b"]

  /// The pairs that nobody has asked for yet.
  var pairs = PairQueue()
  /// The units that were taken and left out.
  private(set) var report: ReadingReport
  /// Why the parser was stopped.
  private(set) var failure: CorpusError?

  private let path: String
  private let languages: LanguagePair
  private let parser: OpaquePointer
  private var elements: [Element] = []
  private var unit = Unit()
  /// The side that the text of the open `tuv` is wanted for.
  private var side: LanguagePair.Side?
  private var tag = ""
  private var knownTags: [(tag: String, side: LanguagePair.Side?)] = []
  private var isInSegment = false
  /// The depth of the outermost open element whose content is left out.
  private var hiddenDepth: Int?
  private var text: [UInt8] = []

  /// The texts of the current unit so far.
  private struct Unit {
    var line = 0
    var source: String?
    var target: String?
  }

  /// The elements that something depends on.
  private enum Element {
    case tmx, body, unit, variant, segment, hidden, other

    init(_ name: String) {
      switch name {
      case "tmx": self = .tmx
      case "body": self = .body
      case "tu": self = .unit
      case "tuv": self = .variant
      case "seg": self = .segment
      case "bpt", "ept", "ph", "it", "ut", "sub": self = .hidden
      default: self = .other
      }
    }
  }

  init(path: String, languages: LanguagePair, parser: OpaquePointer) {
    self.path = path
    self.languages = languages
    self.parser = parser
    report = ReadingReport(languages)
  }

  /// Receives the calls of the parser as long as both live.
  func listen() {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name else { return }
        TranslationUnits.of(context)?.didStart(String(cString: name), attributes)
      }, { context, _ in TranslationUnits.of(context)?.didEnd() })
    XML_SetCharacterDataHandler(parser) { context, bytes, count in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: Int(count))
      TranslationUnits.of(context)?.didRead(bytes)
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, hasDeclarations in
      guard hasDeclarations != 0 else { return }
      TranslationUnits.of(context)?.fail(.ownDeclarations)
    }
    XML_SetSkippedEntityHandler(parser) { context, name, _ in
      TranslationUnits.of(context)?.fail(.undefinedEntity(name.map { String(cString: $0) }))
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> TranslationUnits? {
    context.map { Unmanaged<TranslationUnits>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Checks at the end that there was a pair.
  ///
  /// - Throws: `CorpusError.noUnit` with the languages of the file.
  func checkNotEmpty() throws {
    guard pairs.count > 0 else { throw CorpusError.noUnit(path: path, languages, report) }
  }
}

/// The structure.
extension TranslationUnits {
  private func didStart(_ name: String, _ attributes: Attributes) {
    guard failure == nil else { return }
    let element = Element(name)
    if isInSegment {
      hide(element, attributes)
    } else {
      open(element, name, attributes)
    }
    elements.append(element)
    if elements.count > Self.maximumDepth {
      fail(.tooDeep(limit: Self.maximumDepth))
    }
  }

  private func didEnd() {
    guard failure == nil, let element = elements.popLast() else { return }
    if hiddenDepth == elements.count { hiddenDepth = nil }
    switch element {
    case .segment where elements.last == .variant: endSegment()
    case .unit where elements.last == .body: endUnit()
    default: break
    }
  }

  /// An element outside of a segment.
  private func open(_ element: Element, _ name: String, _ attributes: Attributes) {
    switch (element, elements.last) {
    case (.tmx, nil): checkVersion(attribute("version", of: attributes))
    case (_, nil): fail(.otherRoot(name))
    case (.unit, .body): unit = Unit(line: line)
    case (.variant, .unit): beginVariant(attributes)
    case (.segment, .variant): isInSegment = true
    case (.body, .tmx), (.other, _), (.hidden, _): break
    default: fail(.misplacedElement(name))
    }
  }

  /// An element inside of a segment.
  private func hide(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .hidden:
      if hiddenDepth == nil { hiddenDepth = elements.count }
      if side != nil && attribute("type", of: attributes) == "lb" { text.append(0x20) }
    case .other: break
    default: fail(.unitInText)
    }
  }

  private func checkVersion(_ version: String?) {
    guard let version else { return fail(.noVersion) }
    if !Self.versions.contains(version) { fail(.otherVersion(version)) }
  }

  private func beginVariant(_ attributes: Attributes) {
    guard let tag = attribute("xml:lang", of: attributes) ?? attribute("lang", of: attributes)
    else { return fail(.noLanguage) }
    self.tag = tag
    side = side(of: tag)
    switch side {
    case nil: report.otherTags.note(tag)
    case .source? where unit.source != nil, .target? where unit.target != nil:
      side = nil
      report.tally.note(.furtherVariant, at: line)
    default: break
    }
  }

  /// The side of a language; the few that a file has are looked at once.
  private func side(of tag: String) -> LanguagePair.Side? {
    if let known = knownTags.first(where: { $0.tag == tag }) { return known.side }
    let side = languages.side(of: tag)
    if knownTags.count < Self.mostKnownTags { knownTags.append((tag, side)) }
    return side
  }

  private func didRead(_ bytes: UnsafeRawBufferPointer) {
    guard isInSegment, side != nil, hiddenDepth == nil, failure == nil else { return }
    guard text.count + bytes.count <= SegmentText.maximumBytes else {
      return fail(.textTooLong(limit: SegmentText.maximumBytes))
    }
    text.append(contentsOf: bytes)
  }

  private func endSegment() {
    isInSegment = false
    guard let side else { return }
    guard let text = SegmentText.take(&text) else { return fail(.notUnicode) }
    switch side {
    case .source:
      unit.source = text
      report.sourceTags.note(tag)
    case .target:
      unit.target = text
      report.targetTags.note(tag)
    }
    // A variant has one segment.
    self.side = nil
  }

  private func endUnit() {
    switch (unit.source, unit.target) {
    case (let source?, let target?):
      pairs.append(TextPair(source: source, target: target, place: unit.line))
    case (nil, _): report.tally.note(.noSource, at: unit.line)
    case (_, nil): report.tally.note(.noTarget, at: unit.line)
    }
  }
}

/// The state of the parser.
extension TranslationUnits {
  /// Names and values by turns, up to a null.
  typealias Attributes = UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  private func attribute(_ name: String, of attributes: Attributes) -> String? {
    guard let attributes else { return nil }
    var index = 0
    while let key = attributes[index], let value = attributes[index + 1] {
      if String(cString: key) == name { return String(cString: value) }
      index += 2
    }
    return nil
  }

  private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

  /// Stops the parser at a forbidden construct.
  private func fail(_ fault: TranslationMemoryFault) {
    guard failure == nil else { return }
    failure = .malformedMemory(path: path, line: line, fault)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}
