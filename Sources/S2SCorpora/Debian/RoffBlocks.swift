/// The blocks of a manual page in roff: headings, paragraphs, tags of lists and their texts.
///
/// - A heading, a paragraph, a tag, an indented region, a break, a blank line and a line that begins
///   with a space begin a block.
/// - Lines that are not filled (`.nf`, `.EX`), tables, equations, synopses, definitions and conditions
///   are left out. They are code, or cannot be compared.
/// - A block that uses macros, strings or characters that are not known has no text.
///
/// Pages in the macros of BSD (`.Dd`) are another language, and have no blocks.
///
/// Reference: man(7) of man-pages 6.03, groff_man(7) of groff 1.22.
package struct RoffBlocks {
  private var blocks: [TextBlock] = []

  private var kind = "PP"
  private var text = ""
  private var isKnown = true
  /// Whether the next piece follows without a space.
  private var continues = false
  /// Whether the next line is a block of its own: a heading or a tag.
  private var isOneLine = false
  /// The requests that end what is passed over.
  private var regionEnds: Set<String> = []
  private var conditionDepth = 0
  /// An address, and the length of the text before it, in bytes.
  private var address: (target: String, lengthBefore: Int)?
  private var isForeign = false

  /// The blocks of a page.
  package static func blocks(of lines: [String]) -> [TextBlock] {
    var reader = RoffBlocks()
    for line in lines where !reader.isForeign { reader.take(line) }
    reader.cut()
    return reader.isForeign ? [] : reader.blocks
  }

  private mutating func take(_ line: String) {
    if conditionDepth > 0 { return countBraces(line) }
    let isControl = line.utf8.first == UInt8(ascii: ".") || line.utf8.first == UInt8(ascii: "'")
    if isControl { return takeControl(line) }
    guard regionEnds.isEmpty else { return }
    let line = Self.withoutComment(line)
    if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return cut(to: "PP") }
    if line.utf8.first == 0x20 || line.utf8.first == 0x09 { cut(to: "PP") }
    append(line)
    if isOneLine { endLine() }
  }

  private mutating func takeControl(_ line: String) {
    var rest = Substring(line.utf8.dropFirst().drop { $0 == 0x20 || $0 == 0x09 })
    if rest.utf8.starts(with: "\\\"".utf8) || rest.isEmpty { return }
    let end = rest.utf8.prefix(Self.longestName).firstIndex { $0 <= 0x20 || $0 == 0x5c }
    let name = String(rest[..<(end ?? rest.utf8.prefix(Self.longestName).endIndex)])
    rest = rest[rest.utf8.index(rest.startIndex, offsetBy: name.utf8.count)...]
    guard regionEnds.isEmpty else {
      if regionEnds.contains(name) { endRegion(name, rest) }
      return
    }
    request(name, rest)
  }

  /// A heading ends lines that are not filled, too.
  private mutating func endRegion(_ name: String, _ rest: Substring) {
    regionEnds = []
    if name == "SH" || name == "SS" { request(name, rest) }
  }

  private mutating func request(_ name: String, _ rest: Substring) {
    switch name {
    case "SH", "SS", "TP", "TQ": begin(name, rest)
    case "IP": beginIndented(rest)
    case "PP", "P", "LP", "HP", "Pp", "RS", "RE", "sp", "Sp", "TH", "INDENT", "UNINDENT":
      cut(to: "PP")
    case "br", "ti", "ce": cut(to: kind == "tag" ? "TP" : kind)
    case "nf", "EX", "Vb": pass(until: ["fi", "EE", "Ve", "SH", "SS"])
    case "TS": pass(until: ["TE"])
    case "EQ": pass(until: ["EN"])
    case "PS": pass(until: ["PE"])
    case "SY": pass(until: ["YS"])
    case "de", "de1", "am", "am1", "ig": pass(until: ["."])
    case "if", "ie", "el", "while": countBraces(String(rest))
    case "B", "I", "R", "SM", "SB", "CW": append(Self.arguments(rest).joined(separator: " "))
    case "BR", "RB", "BI", "IB", "IR", "RI": append(Self.arguments(rest).joined())
    case "UR", "MT": address = (Self.arguments(rest).first ?? "", text.utf8.count)
    case "UE", "ME": endAddress(Self.arguments(rest).first ?? "")
    case "Dd", "Dt", "Sh", "so": isForeign = true
    case _ where Self.silent.contains(name): break
    default: isKnown = false
    }
    let isText = Self.fonts.contains(name) && !rest.utf8.allSatisfy { $0 == 0x20 }
    if isOneLine && isText { endLine() }
  }

  private static let fonts: Set<String> = [
    "B", "I", "R", "SM", "SB", "CW", "BR", "RB", "BI", "IB", "IR", "RI",
  ]

  /// No request that is known has a longer name, in bytes.
  private static let longestName = 16
  /// Requests that change nothing of the text.
  private static let silent: Set<String> = Set(
    """
    ad na hy nh in PD ft fam ll ss IX ne ta ps vs DT ds nr rm als rn tr mso do fi EE pc UC AT cs lg bp hw \
    HY LINKSTYLE rr ev nop Ve char warn pl po ec eo cc
    """.split(separator: " ").map(String.init))

  // MARK: - Blocks

  /// Begins a heading, or an item of a list with its tag.
  private mutating func begin(_ name: String, _ rest: Substring) {
    let isHeading = name.hasPrefix("S")
    cut(to: isHeading ? name : "tag")
    isOneLine = true
    let words = Self.arguments(rest)
    if isHeading && !words.isEmpty {
      append(words.joined(separator: " "))
      endLine()
    }
  }

  private mutating func beginIndented(_ rest: Substring) {
    cut(to: "IP tag")
    if let tag = Self.arguments(rest).first { append(tag) }
    cut(to: "IP")
  }

  /// Ends a heading or a tag.
  private mutating func endLine() {
    guard !continues else { return }
    cut(to: kind == "tag" ? "TP" : "PP")
  }

  private mutating func cut(to next: String = "PP") {
    if !text.isEmpty || !isKnown {
      blocks.append(TextBlock(kind: kind, text: isKnown ? text.onOneLine : ""))
    }
    (text, kind, isKnown) = ("", next, true)
    (isOneLine, continues, address) = (false, false, nil)
  }

  /// Adds a piece of text behind a space.
  private mutating func append(_ piece: String) {
    let decoded = RoffText(piece)
    guard let words = decoded.text else {
      isKnown = false
      return
    }
    if continues || text.isEmpty || words.isEmpty {
      text += words
    } else {
      text.append(line: words)
    }
    continues = decoded.continues
  }

  /// The address is shown where nothing else is, and what follows it has no space before it.
  private mutating func endAddress(_ after: String) {
    if let address, address.lengthBefore == text.utf8.count { append(address.target) }
    address = nil
    continues = true
    append(after)
  }

  // MARK: - What is passed over

  private mutating func pass(until ends: Set<String>) {
    cut(to: kind == "tag" ? "TP" : kind)
    regionEnds = ends
  }

  private mutating func countBraces(_ line: String) {
    var isAfterEscape = false
    for byte in line.utf8 {
      if isAfterEscape && byte == UInt8(ascii: "{") { conditionDepth += 1 }
      if isAfterEscape && byte == UInt8(ascii: "}") { conditionDepth = max(0, conditionDepth - 1) }
      isAfterEscape = byte == UInt8(ascii: "\\") && !isAfterEscape
    }
  }

  // MARK: - Lines

  /// A line without the comment at its end.
  private static func withoutComment(_ line: String) -> String {
    var isAfterEscape = false
    for (offset, byte) in line.utf8.enumerated() {
      if isAfterEscape && byte == UInt8(ascii: "\"") {
        return String(Substring(line.utf8.prefix(offset - 1)))
      }
      isAfterEscape = byte == UInt8(ascii: "\\") && !isAfterEscape
    }
    return line
  }

  /// The arguments of a request: between spaces, or in quotation marks, in which two stand for one.
  private static func arguments(_ rest: Substring) -> [String] {
    var arguments: [String] = []
    var current: [UInt8] = []
    var (isQuoted, isOpen) = (false, false)
    func end() {
      if isOpen { arguments.append(String(decoding: current, as: UTF8.self)) }
      current.removeAll(keepingCapacity: true)
      isOpen = false
    }
    let bytes = Array(withoutComment(String(rest)).utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      index += 1
      switch byte {
      case 0x20 where !isQuoted, 0x09 where !isQuoted: end()
      case UInt8(ascii: "\"") where isQuoted && next == byte:
        current.append(byte)
        index += 1
      case UInt8(ascii: "\"") where isQuoted || !isOpen:
        isQuoted.toggle()
        isOpen = true
      case UInt8(ascii: "\\"):
        current += [byte] + [next].compactMap(\.self)
        index += 1
        isOpen = true
      default:
        current.append(byte)
        isOpen = true
      }
    }
    end()
    return arguments
  }
}
