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

  /// The longest part of a code that is looked at, in bytes.
  private static let longestCode = 64
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
    let name = name.prefix(Self.longestCode).map { $0 }
    let type = (type?.prefix(Self.longestCode)).map(Array.init) ?? []
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
    return Self.joint(ofCode: code) ?? (standsAlone ? .betweenWords : .nothing)
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

  /// By a code such as `<br/>`, `</p>`, `&nbsp;`, `\t`, `{tab}`, or white space itself.
  private static func joint(ofCode code: [UInt8]) -> Joint? {
    guard !code.isEmpty else { return nil }
    if code.allSatisfy({ $0 <= 0x20 }) || code.elementsEqual([0xc2, 0xa0]) { return .space }
    guard let open = code.first, Array("<&\\{[".utf8).contains(open) else { return nil }
    let name = word(code.drop { Array("<&\\/{[".utf8).contains($0) || $0 <= 0x20 })
    if open == UInt8(ascii: "\\") && escapes.contains(name) { return .space }
    return joint(ofElement: name)
  }

  /// The letters and digits at the start, in lower case.
  private static func word(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.prefix(longestCode).prefix { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
    }.map { $0 >= 0x41 ? $0 | 0x20 : $0 }
  }
}
