import S2SText

/// The blocks of a page of HTML, without markup: paragraphs, headings, items of lists, cells.
///
/// - It is lenient. An element that nothing closes ends with its parent. An end without a beginning is
///   left out, and so is a tag or a comment that is cut off.
/// - Scripts, code in lines of its own (`pre`) and hidden elements are no text.
/// - LibreOffice's help has variants for several systems. The one that holds for all others stays.
///
/// Reference: https://html.spec.whatwg.org/multipage/parsing.html, as far as these pages need it.
package struct HTMLBlocks {
  /// An element that is open.
  private struct Element {
    let name: String
    let id: String?
  }

  private let bytes: [UInt8]
  private var index = 0
  private var open: [Element] = []
  private var text: [UInt8] = []
  private var blocks: [TextBlock] = []

  /// The blocks of a page, in their order.
  ///
  /// - Complexity: O(*n*) for pages whose elements are not nested deeply.
  package static func blocks(of page: String) -> [TextBlock] {
    var reader = HTMLBlocks(bytes: Array(page.utf8))
    reader.read()
    return reader.blocks
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The elements that are blocks.
  private static let blockNames: Set<String> = words(
    """
    p h1 h2 h3 h4 h5 h6 li dt dd td th caption div blockquote body ul ol dl table tbody thead tr \
    section article aside header footer address figure figcaption center
    """)
  /// The elements whose content is no text.
  private static let skippedNames: Set<String> = words(
    "head script style pre noscript nav textarea select button svg math template iframe")
  /// The elements that have no content, and no end.
  private static let voidNames: Set<String> = words(
    "area base br col embed hr img input link meta source track wbr")
  /// The most elements that are remembered as open; deeper ones count as their parents.
  private static let deepest = 256

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }

  private mutating func read() {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), let tag = HTMLTag(bytes, at: index) {
        index = tag.end
        take(tag)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    flush()
  }

  private mutating func take(_ tag: HTMLTag) {
    if tag.name.isEmpty { return }
    let isSkipped = Self.skippedNames.contains(tag.name) || tag.isHidden
    if !tag.isEnd && isSkipped && !Self.voidNames.contains(tag.name) { return skip(tag.name) }
    if tag.name == "br" || tag.name == "hr" { text.append(0x20) }
    guard Self.blockNames.contains(tag.name) else { return }
    flush()
    if tag.isEnd {
      if let place = open.lastIndex(where: { $0.name == tag.name }) {
        open.removeSubrange(place...)
      }
    } else {
      // A paragraph ends where another block begins.
      if open.last?.name == "p" { open.removeLast() }
      if open.count < Self.deepest { open.append(Element(name: tag.name, id: tag.id)) }
    }
  }

  /// Passes over the content of an element, and its end.
  private mutating func skip(_ name: String) {
    var depth = 1
    while index < bytes.count && depth > 0 {
      guard bytes[index] == UInt8(ascii: "<"), let tag = HTMLTag(bytes, at: index) else {
        index += 1
        continue
      }
      index = tag.end
      if tag.name == name { depth += tag.isEnd ? -1 : 1 }
    }
  }

  /// Ends a block; it belongs to the innermost element.
  private mutating func flush() {
    guard !text.isEmpty else { return }
    guard let line = SegmentText.take(&text), !line.isEmpty else { return }
    let resolved =
      line.utf8.contains(UInt8(ascii: "&"))
      ? String(
        String.UnicodeScalarView(CharacterEntities.resolved(Array(line.unicodeScalars)[...])))
      : line
    let (element, shown) = (open.last, resolved.onOneLine)
    guard !shown.isEmpty else { return }
    blocks.append(TextBlock(kind: element?.name ?? "", text: shown, id: element?.id))
  }
}

/// A tag of HTML; a comment or a declaration has no name.
private struct HTMLTag {
  /// In small letters.
  var name = ""
  var isEnd = false
  var id: String?
  var isHidden = false
  /// Behind the last of its bytes.
  var end: Int

  /// The longest part of a name that is looked at, in bytes.
  private static let longestName = 128

  /// Reads the tag at a `<`; `nil` where it begins none.
  init?(_ bytes: [UInt8], at start: Int) {
    var index = start + 1
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
      end = Self.endOfDeclaration(bytes, from: index)
      return
    }
    if bytes[index] == UInt8(ascii: "/") {
      isEnd = true
      index += 1
    }
    let nameStart = index
    while index < bytes.count, Self.isOfName(bytes[index]) { index += 1 }
    guard index > nameStart, bytes[nameStart] >= 0x41 else { return nil }
    name = Self.lowercased(bytes[nameStart..<index].prefix(Self.longestName))
    end = index
    end = readAttributes(bytes, from: index)
  }

  private static func endOfDeclaration(_ bytes: [UInt8], from index: Int) -> Int {
    guard bytes[index...].starts(with: "!--".utf8) else {
      return bytes[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
    }
    var place = index + 3
    while place + 2 < bytes.count {
      if bytes[place...].starts(with: "-->".utf8) { return place + 3 }
      place += 1
    }
    return bytes.count
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Reads up to the `>`; returns the place behind it.
  private mutating func readAttributes(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"):
        // The default of several variants is hidden until a script chooses.
        if id?.hasPrefix("default") == true { isHidden = false }
        return index + 1
      case let byte where Self.isOfName(byte):
        index = readAttribute(bytes, from: index)
      default: index += 1
      }
    }
    return bytes.count
  }

  private mutating func readAttribute(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, Self.isOfName(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
      index += 1
    }
    let name = Self.lowercased(bytes[start..<index].prefix(Self.longestName))
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      if name == "hidden" { isHidden = true }
      return index
    }
    let quote = bytes[index + 1]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let valueStart = isQuoted ? index + 2 : index + 1
    var end = valueStart
    while end < bytes.count,
      isQuoted ? bytes[end] != quote : bytes[end] > 0x20 && bytes[end] != UInt8(ascii: ">")
    { end += 1 }
    if name == "id" {
      id = String(decoding: bytes[valueStart..<end].prefix(Self.longestName), as: UTF8.self)
    }
    if name == "hidden" { isHidden = true }
    return isQuoted && end < bytes.count ? end + 1 : end
  }
}
