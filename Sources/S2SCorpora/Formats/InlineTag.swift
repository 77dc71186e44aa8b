/// What an inline tag of a translation memory leaves between the texts around it.
///
/// A tag that breaks a line, a paragraph or a cell, or stands for white space, separates words. One
/// that formats, or may stand inside of a word (`<wbr>`), does not. A tag that stands alone for
/// something unknown, such as a picture, separates words, but not a word from its punctuation.
struct InlineTag {
  /// What is left, the stronger the larger.
  enum Joint: Int, Comparable {
    /// Nothing.
    case nothing
    /// A space between two words.
    case betweenWords
    /// A space.
    case space

    static func < (one: Joint, other: Joint) -> Bool { one.rawValue < other.rawValue }
  }

  /// The longest part of a name or a type that is looked at, in bytes.
  private static let longestName = 64
  /// The longest part of a code that is looked at, in bytes.
  private static let longestCode = 1_024
  /// The tags that stand alone, in TMX and in XLIFF.
  private static let alone: Set<[UInt8]> = words("ph x")

  /// Whether it stands alone, rather than opening or closing something.
  private let standsAlone: Bool
  /// What an element leaves that is no code of TMX's; `nil` for those.
  let elementJoint: Joint?
  private let type: [UInt8]
  /// The start of the code that it stands for.
  private var code: [UInt8] = []

  /// A tag by its name and the value of its attribute `type`.
  init(_ name: UnsafeRawBufferPointer, type: UnsafeRawBufferPointer?) {
    let name = name.prefix(Self.longestName).map { $0 }
    let type = (type?.prefix(Self.longestName)).map(Array.init) ?? []
    self.type = Self.word(type.starts(with: Array("x-".utf8)) ? type[2...] : type[...])
    standsAlone = Self.alone.contains(name)
    elementJoint = Self.joint(ofElement: Self.word(name[...]))
  }

  /// Takes in bytes of the code.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    code.append(contentsOf: bytes.prefix(Self.longestCode - code.count))
  }

  /// What it leaves when its content is left out.
  var joint: Joint {
    if Self.breaks.contains(type) { return .space }
    let unknown: Joint = standsAlone ? .betweenWords : .nothing
    return Self.joints(ofCode: code).map { $0 ?? unknown }.max() ?? unknown
  }

  /// Elements of HTML and of translation tools that separate what is before and behind them.
  private static let breaks: Set<[UInt8]> = words(
    """
    br lb pb tab newline linebreak pagebreak break space nbsp p div li ul ol dl dt dd tr td th table \
    tbody thead h1 h2 h3 h4 h5 h6 hr blockquote pre section article header footer option para par \
    line cell row softreturn emsp ensp
    """)

  /// Elements that format, or that may stand inside of a word.
  private static let formats: Set<[UInt8]> = words(
    """
    b i u em strong span font a sub sup small big s strike del ins tt code mark q cite abbr wbr shy \
    zwnj zwj zwsp bdo bdi hi g bpt ept it ut bx ex mrk cf b0 i0 u0
    """)

  /// The letters of \n, \r, \t and their like.
  private static let escapes: Set<[UInt8]> = words("n r t v f")

  private static func words(_ list: String) -> Set<[UInt8]> {
    Set(list.split(separator: " ").map { Array($0.utf8) })
  }

  private static func joint(ofElement name: [UInt8]) -> Joint? {
    breaks.contains(name) ? .space : formats.contains(name) ? Joint.nothing : nil
  }

  /// What each tag of a code such as `<br/>`, `</b></p>`, `&nbsp;`, `\t` or `{tab}` leaves, or white
  /// space itself; `nil` for one that is not known.
  private static func joints(ofCode code: [UInt8]) -> [Joint?] {
    guard let first = code.first else { return [] }
    if code.allSatisfy({ $0 <= 0x20 }) || code.elementsEqual([0xc2, 0xa0]) { return [.space] }
    guard closing(first) != nil else { return [nil] }
    var joints: [Joint?] = []
    var rest = code[...]
    while let open = rest.first {
      guard let close = closing(open) else {
        rest = rest.dropFirst()
        continue
      }
      joints.append(joint(ofTag: rest))
      // An escape is one letter long.
      let end = close == 0 ? rest.startIndex + 1 : rest.firstIndex(of: close) ?? rest.endIndex
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return joints
  }

  /// The byte that closes what a byte opens, 0 for an escape; `nil` where it opens nothing.
  private static func closing(_ open: UInt8) -> UInt8? {
    switch open {
    case UInt8(ascii: "<"): UInt8(ascii: ">")
    case UInt8(ascii: "&"): UInt8(ascii: ";")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "\\"): 0
    default: nil
    }
  }

  /// What the tag at the start of a code leaves; `nil` when it is not known.
  private static func joint(ofTag code: ArraySlice<UInt8>) -> Joint? {
    let name = word(code.drop { Array("<&\\/{[".utf8).contains($0) || $0 <= 0x20 })
    let isEscape = code.first == UInt8(ascii: "\\") && escapes.contains(name)
    return isEscape ? .space : joint(ofElement: name)
  }

  /// The letters and digits at the start, in lower case.
  private static func word(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.prefix(longestName).prefix { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
    }.map { $0 >= 0x41 ? $0 | 0x20 : $0 }
  }
}
