/// The rules for Western languages that the tokenisers 13a, zh and tercom share.
///
/// They are four substitutions, one after the other: ` \1 ` for symbols, `([\{-\~\[-\` -\&\(-\+\:-\@\/])`;
/// `\1 \2 ` for stops after other than digits, `([^0-9])([\.,])`; ` \1 \2` for stops before other
/// than digits, `([\.,])([^0-9])`; `\1 \2 ` for dashes after digits, `([0-9])(-)`. What they make of a
/// line together is found in one pass.
enum WesternTokenizer {
  /// What a byte is to the expressions.
  private enum Kind { case other, symbol, digit, stop, dash }

  /// ASCII but letters, digits, `'`, `,`, `-`, `.` and control characters is a symbol.
  private static let kinds: [Kind] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x2C, 0x2E: .stop
    case dash: .dash
    case 0x30...0x39: .digit
    case 0x20...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: .symbol
    default: .other
    }
  }

  private static let space: UInt8 = 0x20
  private static let dash: UInt8 = 0x2D

  /// Rewrites a line so that white space separates its words.
  ///
  /// - Parameter isPadded: whether to take the line as one that has spaces at both ends.
  static func tokenize(_ line: inout [UInt8], isPadded: Bool = false) {
    separate(&line, edge: isPadded ? .other : nil, separatesSymbols: true)
  }

  /// Separates the symbols of ASCII, spaces among them.
  static func separateSymbols(_ line: inout [UInt8]) {
    let kinds = kinds
    var result: [UInt8] = []
    result.reserveCapacity(3 * line.count)
    for byte in line {
      let isSymbol = kinds[Int(byte)] == .symbol
      if isSymbol { result.append(space) }
      result.append(byte)
      if isSymbol { result.append(space) }
    }
    swap(&line, &result)
  }

  /// Separates stops and commas unless they are inside of numbers, and dashes after digits.
  static func separateNumbers(_ line: inout [UInt8]) {
    separate(&line, edge: nil, separatesSymbols: false)
  }

  /// Puts spaces between the words of a line.
  ///
  /// - Parameter edge: what stands before the line and after it; nil for nothing.
  @inline(__always)
  private static func separate(_ line: inout [UInt8], edge: Kind?, separatesSymbols: Bool) {
    let kinds = kinds
    var result = [UInt8](repeating: space, count: 3 * line.count)
    var span = result.mutableSpan
    var (index, end) = (0, 0)
    var previous = edge
    while index < line.count {
      let byte = line[index]
      let kind = kinds[Int(byte)]
      var isAlone = separatesSymbols && kind == .symbol || kind == .dash && previous == .digit
      if kind == .stop {
        let start = index
        // All stops of a run are words, except perhaps for the last.
        while index + 1 < line.count && kinds[Int(line[index + 1])] == .stop {
          span[end + 1] = line[index]
          end += 3
          index += 1
        }
        let next = index + 1 < line.count ? kinds[Int(line[index + 1])] : edge
        isAlone = matches(lastOf: index + 1 - start, after: previous, before: next)
      }
      span[isAlone ? end + 1 : end] = line[index]
      end += isAlone ? 3 : 1
      previous = kind
      index += 1
    }
    result.removeLast(result.count - end)
    swap(&line, &result)
  }

  /// Whether some expression matches the last of the given number of stops.
  ///
  /// The first expression for stops takes them in pairs, since its matches do not overlap: each with
  /// the character before it. The second takes what another character than a digit follows.
  private static func matches(lastOf count: Int, after previous: Kind?, before next: Kind?) -> Bool
  {
    if let next, next != .digit { return true }
    guard let previous, previous != .digit else { return count.isMultiple(of: 2) }
    return !count.isMultiple(of: 2)
  }
}
