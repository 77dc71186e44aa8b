import CExpat
import S2SFiles

/// Makes pairs of the elements of a translation memory.
final class TranslationUnits {
  /// More than the standard allows, and more than any text has.
  private static let maximumDepth = 64
  private static let mostKnownTags = 20
  private static let versions = ["1.1", "1.2", "1.3", "1.4", "1.4b"]

  /// The pairs that nobody has asked for yet.
  var pairs = PairQueue()
  /// What was taken and left out.
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

  /// What was found of a unit so far.
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

  /// Hears of what the parser finds for as long as both live.
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
      TranslationUnits.of(context)?.fail(
        "declares entities or elements of its own; take out what is between [ and ].")
    }
    XML_SetSkippedEntityHandler(parser) { context, name, _ in
      let name = name.map { quoted(String(cString: $0)) } ?? "without a name"
      TranslationUnits.of(context)?.fail(
        "has the entity \(name), which XML does not define; write the character in its place.")
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> TranslationUnits? {
    context.map { Unmanaged<TranslationUnits>.fromOpaque($0).takeUnretainedValue() }
  }

  /// At the end: whether there was a pair at all.
  ///
  /// - Throws: `CorpusError` with code `empty`, which says what languages there are.
  func checkNotEmpty() throws {
    guard pairs.count == 0 else { return }
    let found = [report.sourceTags, report.targetTags, report.otherTags].filter { !$0.isEmpty }
    let list = found.isEmpty ? "no texts" : found.map(\.list).joined(separator: " and ")
    throw CorpusError(
      .empty,
      "\(path) has no unit in both \(languages.source) and \(languages.target); it has \(list).")
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
      fail("is nested more than \(Self.maximumDepth) deep, as no translation memory is.")
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
    case (_, nil): fail("begins with <\(shown(name))>; a translation memory begins with <tmx>.")
    case (.unit, .body): unit = Unit(line: line)
    case (.variant, .unit): beginVariant(attributes)
    case (.segment, .variant): isInSegment = true
    case (.body, .tmx), (.other, _), (.hidden, _): break
    default:
      fail("has <\(name)> where none may stand; repair it, or export the file again.")
    }
  }

  /// An element inside of a segment.
  private func hide(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .hidden:
      if hiddenDepth == nil { hiddenDepth = elements.count }
      if side != nil && attribute("type", of: attributes) == "lb" { text.append(0x20) }
    case .other: break
    default: fail("has a unit inside of a text; repair it, or export the file again.")
    }
  }

  private func checkVersion(_ version: String?) {
    guard let version else {
      return fail("does not say which version of TMX it is; add version=\"1.4\" to <tmx>.")
    }
    guard !Self.versions.contains(version) else { return }
    fail(
      "says TMX version \(quoted(version)); this program reads 1.1 to 1.4b: export it as one of them."
    )
  }

  private func beginVariant(_ attributes: Attributes) {
    guard let tag = attribute("xml:lang", of: attributes) ?? attribute("lang", of: attributes)
    else { return fail("has a <tuv> that does not say its language; add xml:lang.") }
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
      return fail("is in a text of more than \(grouped(SegmentText.maximumBytes)) bytes.")
    }
    text.append(contentsOf: bytes)
  }

  private func endSegment() {
    isInSegment = false
    guard let side else { return }
    guard let text = SegmentText.take(&text) else {
      return fail("is not Unicode text; convert the file to UTF-8.")
    }
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

/// What the parser knows.
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

  private func shown(_ name: String) -> String { String(quoted(name).dropFirst().dropLast()) }

  /// Stops the parser at what may not be.
  private func fail(_ what: String) {
    guard failure == nil else { return }
    failure = CorpusError(.malformed, "\(path), line \(grouped(line)) \(what)")
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}
