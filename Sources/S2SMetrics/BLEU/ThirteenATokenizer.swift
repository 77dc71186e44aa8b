/// The tokeniser of mteval-v13a as sacreBLEU has it: a few substitutions, one after the other.
enum ThirteenATokenizer {
  /// Rewrites a line so that white space separates its words.
  static func tokenize(_ line: inout [UInt8]) {
    clean(&line)
    line.insert(space, at: 0)
    line.append(space)
    var result: [UInt8] = []
    result.reserveCapacity(2 * line.count)
    separateSymbols(line, into: &result)
    separateAfterNonDigit(result, into: &line)
    separateBeforeNonDigit(line, into: &result)
    separateDash(result, into: &line)
  }

  private static let space: UInt8 = 0x20
  private static let newline: UInt8 = 0x0A
  private static let dash: UInt8 = 0x2D
  /// What the first expression separates, by byte: ASCII but letters, digits, `'`, `,`, `-`, `.`
  /// and control characters.
  private static let isSymbol: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x20...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Drops `<skipped>`, joins lines and resolves four entities, in this order.
  private static func clean(_ line: inout [UInt8]) {
    if line.contains(0x3C) { replace("<skipped>", by: "", in: &line) }
    if line.contains(newline) {
      replace("-\n", by: "", in: &line)
      replace("\n", by: " ", in: &line)
    }
    if line.contains(0x26) {
      replace("&quot;", by: "\"", in: &line)
      replace("&amp;", by: "&", in: &line)
      replace("&lt;", by: "<", in: &line)
      replace("&gt;", by: ">", in: &line)
    }
  }

  private static func replace(
    _ pattern: StaticString, by replacement: StaticString, in line: inout [UInt8]
  ) {
    let wanted = Array(pattern.description.utf8)
    let other = Array(replacement.description.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var index = 0
    while index < line.count {
      if line[index...].starts(with: wanted) {
        result.append(contentsOf: other)
        index += wanted.count
      } else {
        result.append(line[index])
        index += 1
      }
    }
    line = result
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
