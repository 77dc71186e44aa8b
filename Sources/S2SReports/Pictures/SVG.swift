import S2SMetrics

/// Elements of SVG, one after the other; classes are those of `PictureStyle`.
struct SVG {
  /// Where a text stands from its place.
  enum Anchor: String {
    case start, middle, end
  }

  /// The elements, a line each.
  private(set) var elements = ""

  /// A text.
  ///
  /// - Parameter turned: degrees by which it is turned around its place, clockwise.
  mutating func text(
    _ text: String, x: Double, y: Double, class name: String, anchor: Anchor = .start,
    turned: Double = 0
  ) {
    let (x, y) = (Self.number(x), Self.number(y))
    let turn = turned == 0 ? "" : " transform=\"rotate(\(Self.number(turned)) \(x) \(y))\""
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    elements +=
      "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\"\(place)\(turn)>\(HTML.escape(text))</text>\n"
  }

  /// A straight line.
  mutating func line(_ from: Point, _ to: Point, class name: String) {
    elements += """
      <line class="\(name)" x1="\(Self.number(from.x))" y1="\(Self.number(from.y))" \
      x2="\(Self.number(to.x))" y2="\(Self.number(to.y))"/>\n
      """
  }

  /// Lines from point to point.
  mutating func path(_ points: [Point], class name: String) {
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    elements += "<polyline class=\"\(name)\" points=\"\(places.joined(separator: " "))\"/>\n"
  }

  /// An area between points.
  mutating func polygon(_ points: [Point], class name: String, hint: String = "") {
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    elements += "<polygon class=\"\(name)\" points=\"\(places.joined(separator: " "))\""
    elements += hint.isEmpty ? "/>\n" : "><title>\(HTML.escape(hint))</title></polygon>\n"
  }

  /// A rectangle; `hint` is what a pointer over it shows.
  ///
  /// - Parameter opacity: how much of its colour covers what is below, from 0 to 1.
  mutating func rectangle(
    _ corner: Point, width: Double, height: Double, class name: String, opacity: Double = 1,
    hint: String = ""
  ) {
    elements += """
      <rect class="\(name)" x="\(Self.number(corner.x))" y="\(Self.number(corner.y))" \
      width="\(Self.number(max(0, width)))" height="\(Self.number(max(0, height)))"\
      \(opacity == 1 ? "" : " fill-opacity=\"\(Self.number(opacity, digits: 3))\"")
      """
    elements += hint.isEmpty ? "/>\n" : "><title>\(HTML.escape(hint))</title></rect>\n"
  }

  /// A disc.
  mutating func disc(_ middle: Point, radius: Double, class name: String, hint: String = "") {
    elements += """
      <circle class="\(name)" cx="\(Self.number(middle.x))" cy="\(Self.number(middle.y))" \
      r="\(Self.number(radius))"
      """
    elements += hint.isEmpty ? "/>\n" : "><title>\(HTML.escape(hint))</title></circle>\n"
  }

  /// A place, in CSS pixels from the upper left.
  struct Point {
    var x, y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  }
}

// MARK: - Numbers and the room of words

extension SVG {
  /// A number with a few digits after the point, as short as it can be.
  static func number(_ value: Double, digits: Int = 1) -> String {
    trimmed(fixed(value, digits))
  }

  /// A decimal number without zeros at its end.
  static func trimmed(_ number: String) -> String { number.trimmingZeros }

  /// About the width of a text in the sans serif of a system, in CSS pixels: its letters are not known.
  static func width(_ text: String, size: Double) -> Double {
    size * text.unicodeScalars.reduce(0) { $0 + share($1) }
  }

  /// A letter's width in the text's size.
  private static func share(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "t", "f", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", " ": 0.34
    case "m", "w", "M", "W", "@", "%": 0.92
    case "A"..."Z": 0.7
    case "!"..."~": 0.58
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: 0
      default: scalar.properties.isEmojiPresentation || isWide(scalar) ? 1.05 : 0.62
      }
    }
  }

  /// Letters of East Asia, which are as wide as high.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x115f).contains(scalar.value) || (0x2e80...0xa4cf).contains(scalar.value)
      || (0xac00...0xd7a3).contains(scalar.value) || (0xf900...0xfaff).contains(scalar.value)
      || (0xff00...0xff60).contains(scalar.value) || (0x20000...0x3fffd).contains(scalar.value)
  }

  /// The text in lines of at most a width, cut between words, and within those that are wider.
  static func wrapped(_ text: String, size: Double, width limit: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, width("\(last) \(word)", size: size) <= limit {
        lines[lines.count - 1] = "\(last) \(word)"
        continue
      }
      lines.append("")
      for letter in word {
        let longer = lines[lines.count - 1] + String(letter)
        if width(longer, size: size) <= limit || longer.count == 1 {
          lines[lines.count - 1] = longer
        } else {
          lines.append(String(letter))
        }
      }
    }
    return lines
  }

  /// The text, or its beginning where it is wider than a limit.
  static func shortened(_ text: String, size: Double, width limit: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = ""
    for letter in text {
      guard width("\(kept)\(letter)…", size: size) <= limit else { break }
      kept.append(letter)
    }
    return "\(kept)…"
  }

  /// Texts without letters in their middle where they are wider than a limit; different ones stay different
  /// where that can be.
  static func shortenedInside(
    _ texts: [String], size: Double, width limit: Double
  ) -> [String] {
    ShortNames(texts, mark: "…") { width($0, size: size) <= limit }.names
  }
}

extension String {
  /// A decimal number without zeros at its end.
  fileprivate var trimmingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
