import CExpat
import Glibc

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
  /// What was blanked in the text that the parser was given.
  var forbidden = ForbiddenCharacters()

  private let path: String
  private let languages: LanguagePair
  private let parser: OpaquePointer
  private var elements: [Element] = []
  private var unit = Unit()
  /// The side that the text of the open `tuv` is wanted for.
  private var side: LanguagePair.Side?
  private var tag = ""
  private var knownTags: [(tag: [UInt8], side: LanguagePair.Side?)] = []
  private var isInSegment = false
  /// The outermost open element whose content is left out.
  private var hidden: (depth: Int, tag: InlineTag)?
  /// The open elements of a segment whose content stays, and how long the text was before them.
  private var shown: [(tag: InlineTag, start: Int)] = []
  private var segment = SegmentBuilder()
  private var pairedTags = PairedTags()

  /// The texts of the current unit so far.
  private struct Unit {
    var line = 0
    /// Whether a character of its texts was blanked.
    var isDamaged = false
    var source: String?
    var target: String?
  }

  /// The elements that something depends on.
  private enum Element {
    case tmx, body, unit, variant, segment, opening, closing, hidden, other

    /// By a name in UTF-8; none that matters is longer than a few bytes.
    init(_ name: UnsafeRawBufferPointer) {
      self = Self.named.first { name.elementsEqual($0.0.utf8) }?.1 ?? .other
    }

    /// Whether its content is markup.
    var isCode: Bool { [.opening, .closing, .hidden].contains(self) }

    private static let named: [(String, Element)] = [
      ("tmx", .tmx), ("body", .body), ("tu", .unit), ("tuv", .variant), ("seg", .segment),
      ("bpt", .opening), ("ept", .closing), ("ph", .hidden), ("it", .hidden), ("ut", .hidden),
      ("sub", .hidden),
    ]
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
        TranslationUnits.of(context)?.didStart(bytes(of: name), attributes)
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
  private func didStart(_ name: UnsafeRawBufferPointer, _ attributes: Attributes) {
    guard failure == nil else { return }
    let element = Element(name)
    if isInSegment {
      openInline(element, name, attributes)
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
    switch element {
    case .segment where elements.last == .variant: endSegment()
    case .unit where elements.last == .body: endUnit()
    default: if isInSegment { closeInline() }
    }
  }

  /// An element outside of a segment.
  private func open(
    _ element: Element, _ name: UnsafeRawBufferPointer, _ attributes: Attributes
  ) {
    switch (element, elements.last) {
    case (.tmx, nil): checkVersion(attribute("version", of: attributes))
    case (_, nil): fail(.otherRoot(String(decoding: name, as: UTF8.self)))
    case (.unit, .body): unit = Unit(line: line)
    case (.variant, .unit): beginVariant(attributes)
    case (.segment, .variant): isInSegment = true
    case (.body, .tmx), (.other, _), (.hidden, _), (.opening, _), (.closing, _): break
    default: fail(.misplacedElement(String(decoding: name, as: UTF8.self)))
    }
  }

  /// An element inside of a segment.
  private func openInline(
    _ element: Element, _ name: UnsafeRawBufferPointer, _ attributes: Attributes
  ) {
    guard element.isCode || element == .other else { return fail(.unitInText) }
    guard hidden == nil else { return }
    let tag = inlineTag(element, name, attributes)
    if element.isCode {
      hidden = (elements.count, tag)
    } else {
      segment.add(tag.elementJoint ?? .nothing)
      shown.append((tag, segment.bytes.count))
    }
  }

  private func inlineTag(
    _ element: Element, _ name: UnsafeRawBufferPointer, _ attributes: Attributes
  ) -> InlineTag {
    let (number, type) = (attribute("i", of: attributes), attribute("type", of: attributes))
    if element == .opening { pairedTags.open(number, type: type) }
    guard type == nil, element == .closing, let opened = pairedTags.type(number) else {
      return InlineTag(name, type: type)
    }
    return opened.withUnsafeBytes { InlineTag(name, type: $0) }
  }

  private func closeInline() {
    if let ended = hidden {
      guard ended.depth == elements.count else { return }
      segment.add(ended.tag.joint)
      hidden = nil
    } else if let (tag, start) = shown.popLast() {
      // An unknown element without a text stands for something, such as <x/>.
      segment.add(tag.elementJoint ?? (segment.bytes.count == start ? .betweenWords : .nothing))
    }
  }

  private func checkVersion(_ version: UnsafeRawBufferPointer?) {
    guard let version else { return fail(.noVersion) }
    if !Self.versions.contains(where: { version.elementsEqual($0.utf8) }) {
      fail(.otherVersion(String(decoding: version, as: UTF8.self)))
    }
  }

  private func beginVariant(_ attributes: Attributes) {
    guard let tag = attribute("xml:lang", of: attributes) ?? attribute("lang", of: attributes)
    else { return fail(.noLanguage) }
    self.tag = String(decoding: tag, as: UTF8.self)
    side = side(of: tag)
    switch side {
    case nil: report.otherTags.note(self.tag)
    case .source? where unit.source != nil, .target? where unit.target != nil:
      side = nil
      report.tally.note(.furtherVariant, at: line)
    default: break
    }
  }

  /// The side of a language; the few that a file has are looked at once.
  private func side(of tag: UnsafeRawBufferPointer) -> LanguagePair.Side? {
    if let known = knownTags.first(where: { tag.elementsEqual($0.tag) }) { return known.side }
    let side = languages.side(of: self.tag)
    if knownTags.count < Self.mostKnownTags { knownTags.append((Array(tag), side)) }
    return side
  }

  private func didRead(_ bytes: UnsafeRawBufferPointer) {
    guard isInSegment, side != nil, failure == nil else { return }
    if let hidden {
      if elements.count == hidden.depth + 1 { self.hidden?.tag.add(bytes) }
      return
    }
    if wasBlanked { unit.isDamaged = true }
    guard !segment.isTooLong(with: bytes.count) else {
      return fail(.textTooLong(limit: SegmentText.maximumBytes))
    }
    segment.add(bytes)
  }

  private func endSegment() {
    isInSegment = false
    shown.removeAll()
    pairedTags.removeAll()
    guard let side else { return segment.clear() }
    guard let text = segment.take() else { return fail(.notUnicode) }
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
    case _ where unit.isDamaged: report.tally.note(.forbiddenCharacter, at: unit.line)
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

  private func attribute(_ name: String, of attributes: Attributes) -> UnsafeRawBufferPointer? {
    guard let attributes else { return nil }
    var index = 0
    while let key = attributes[index], let value = attributes[index + 1] {
      if strcmp(key, name) == 0 { return bytes(of: value) }
      index += 2
    }
    return nil
  }

  private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

  /// Whether a character was blanked in what the parser reports.
  private var wasBlanked: Bool {
    guard !forbidden.isEmpty else { return false }
    let start = Int(XML_GetCurrentByteIndex(parser))
    return forbidden.isIn(start..<start + Int(XML_GetCurrentByteCount(parser)))
  }

  /// Stops the parser at a forbidden construct.
  private func fail(_ fault: TranslationMemoryFault) {
    guard failure == nil else { return }
    failure = .malformedMemory(path: path, line: line, fault)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}

/// The bytes of a text of the parser's, which are there until its call ends.
///
/// Texts are compared as bytes: to compare strings takes quadratic time for hostile ones.
private func bytes(of text: UnsafePointer<XML_Char>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: text, count: strlen(text))
}
