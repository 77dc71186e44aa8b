/// Characters of three bytes, U+0800 to U+FFFF: all that East Asian rules of tokenisers name.
enum WideCharacters {
  /// What becomes of a character.
  enum Change { case keep, separate, drop }

  /// Keeps each of them, puts spaces around it, or drops it.
  static func rewrite(_ line: inout [UInt8], by change: (UInt32) -> Change) {
    // Most lines in Latin letters have none.
    guard line.contains(where: isLead) else { return }
    var result: [UInt8] = []
    result.reserveCapacity(2 * line.count)
    var index = 0
    while index < line.count {
      guard isLead(line[index]) else {
        result.append(line[index])
        index += 1
        continue
      }
      let character = line[index..<index + 3]
      index += 3
      let scalar = character.reduce(0) { $0 << 6 | UInt32($1 & 0x3F) } & 0xFFFF
      switch change(scalar) {
      case .keep: result.append(contentsOf: character)
      case .separate:
        result.append(0x20)
        result.append(contentsOf: character)
        result.append(0x20)
      case .drop: break
      }
    }
    line = result
  }

  @inline(__always)
  private static func isLead(_ byte: UInt8) -> Bool { byte & 0xF0 == 0xE0 }
}
