/// The rules for Western languages that the tokenisers 13a, zh and tercom share: a few
/// substitutions, one after the other.
enum WesternTokenizer {
  /// Rewrites a line so that white space separates its words.
  static func tokenize(_ line: inout [UInt8]) {
    var scratch: [UInt8] = []
    scratch.reserveCapacity(2 * line.count)
    separateSymbols(&line, &scratch)
    separateNumbers(&line, &scratch)
  }

  /// Separates the symbols of ASCII, spaces among them.
  static func separateSymbols(_ line: inout [UInt8], _ scratch: inout [UInt8]) {
    separateSymbols(line, into: &scratch)
    swap(&line, &scratch)
  }

  /// Separates stops and commas unless they are inside of numbers, and dashes after digits.
  static func separateNumbers(_ line: inout [UInt8], _ scratch: inout [UInt8]) {
    separateAfterNonDigit(line, into: &scratch)
    separateBeforeNonDigit(scratch, into: &line)
    separateDash(line, into: &scratch)
    swap(&line, &scratch)
  }

  private static let space: UInt8 = 0x20
  private static let dash: UInt8 = 0x2D
  /// What the first expression separates, by byte: ASCII but letters, digits, `'`, `,`, `-`, `.`
  /// and control characters.
  private static let isSymbol: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x20...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// `([\{-\~\[-\` -\&\(-\+\:-\@\/])` becomes ` \1 `.
  private static func separateSymbols(_ line: [UInt8], into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    let isSymbol = isSymbol
    for byte in line {
      if isSymbol[Int(byte)] {
        result.append(space)
        result.append(byte)
        result.append(space)
      } else {
        result.append(byte)
      }
    }
  }

  /// `([^0-9])([\.,])` becomes `\1 \2 `; matches do not overlap.
  private static func separateAfterNonDigit(_ line: [UInt8], into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    var index = 0
    while index < line.count {
      result.append(line[index])
      if index + 1 < line.count && !isDigit(line[index]) && isStop(line[index + 1]) {
        result.append(space)
        result.append(line[index + 1])
        result.append(space)
        index += 1
      }
      index += 1
    }
  }

  /// `([\.,])([^0-9])` becomes ` \1 \2`.
  private static func separateBeforeNonDigit(_ line: [UInt8], into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    var index = 0
    while index < line.count {
      if index + 1 < line.count && isStop(line[index]) && !isDigit(line[index + 1]) {
        result.append(space)
        result.append(line[index])
        result.append(space)
        index += 1
      }
      result.append(line[index])
      index += 1
    }
  }

  /// `([0-9])(-)` becomes `\1 \2 `.
  private static func separateDash(_ line: [UInt8], into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    var index = 0
    while index < line.count {
      result.append(line[index])
      if index + 1 < line.count && isDigit(line[index]) && line[index + 1] == dash {
        result.append(space)
        result.append(dash)
        result.append(space)
        index += 1
      }
      index += 1
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isStop(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x2C }
}
