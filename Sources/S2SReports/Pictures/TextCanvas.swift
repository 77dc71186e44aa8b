/// Lines of characters to draw on: dots of braille, eight to a character, or letters.
struct TextCanvas {
  /// The size in characters.
  let columns, rows: Int
  /// Whether there are dots of braille; otherwise each character is a letter.
  let unicode: Bool
  private var dots: [UInt8]
  private var letters: [Character?]

  /// An empty canvas.
  init(columns: Int, rows: Int, unicode: Bool) {
    (self.columns, self.rows, self.unicode) = (columns, rows, unicode)
    dots = Array(repeating: 0, count: columns * rows)
    letters = Array(repeating: nil, count: columns * rows)
  }

  /// The dots of a character, across and down.
  private var grain: (x: Int, y: Int) { unicode ? (2, 4) : (1, 1) }
  /// The bits of a character of braille, from the upper left, row by row.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Draws a line between places in shares of the canvas, from 0 to 1 from the lower left.
  ///
  /// - Returns: the characters that it passes, in its order.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), letter: Character
  ) -> [Int] {
    let (from, to) = (dot(start), dot(end))
    let steps = max(abs(to.x - from.x), abs(to.y - from.y))
    var passed: [Int] = []
    for step in 0...steps {
      let share = steps == 0 ? 0 : Double(step) / Double(steps)
      let x = from.x + Int((Double(to.x - from.x) * share).rounded())
      let y = from.y + Int((Double(to.y - from.y) * share).rounded())
      let cell = y / grain.y * columns + x / grain.x
      if unicode {
        dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
      } else {
        letters[cell] = letter
      }
      if passed.last != cell { passed.append(cell) }
    }
    return passed
  }

  private func dot(_ place: (x: Double, y: Double)) -> (x: Int, y: Int) {
    func dot(_ share: Double, of count: Int) -> Int {
      min(count - 1, max(0, Int((share * Double(count - 1)).rounded())))
    }
    return (dot(place.x, of: columns * grain.x), dot(1 - place.y, of: rows * grain.y))
  }

  /// Writes a letter at a character unless there is one; what lies below is gone.
  ///
  /// - Returns: whether there was room.
  mutating func write(_ letter: Character, at cell: Int) -> Bool {
    guard letters[cell] == nil else { return false }
    letters[cell] = letter
    return true
  }

  /// A row from the top, without spaces at its end.
  func row(_ number: Int) -> String {
    var text = ""
    for cell in number * columns..<(number + 1) * columns {
      if let letter = letters[cell] {
        text.append(letter)
      } else if dots[cell] == 0 {
        text.append(" ")
      } else {
        text.unicodeScalars.append(Unicode.Scalar(0x2800 + UInt32(dots[cell])) ?? " ")
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
