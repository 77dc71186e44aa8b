import S2SFiles

/// Token sequences one after the other; ids above 65,535 make all of them take four bytes.
struct TokenStore: Sendable {
  private(set) var narrow: [UInt16] = []
  private(set) var wide: [Int32] = []
  private(set) var isWide = false
  private(set) var ends: [Int] = [0]

  var count: Int { ends.count - 1 }
  var tokenCount: Int { ends[count] }
  var byteCount: Int { narrow.count * 2 + wide.count * 4 + ends.count * 8 }

  mutating func append(_ tokens: [Int32]) {
    if !isWide && tokens.contains(where: { $0 > Int32(UInt16.max) || $0 < 0 }) { widen() }
    if isWide {
      wide.append(contentsOf: tokens)
    } else {
      narrow.append(contentsOf: tokens.lazy.map { UInt16(truncatingIfNeeded: $0) })
    }
    ends.append(ends[count] + tokens.count)
  }

  /// Makes room for all that follows at once, for growing would hold it twice.
  mutating func reserve(for parts: some Sequence<TokenStore>) {
    var (tokens, sequences) = (0, 0)
    for part in parts {
      tokens += part.tokenCount
      sequences += part.count
      if part.isWide { isWide = true }
    }
    if isWide { wide.reserveCapacity(tokens) } else { narrow.reserveCapacity(tokens) }
    ends.reserveCapacity(sequences + 1)
  }

  mutating func append(_ other: TokenStore) {
    if other.isWide && !isWide { widen() }
    if !isWide {
      narrow.append(contentsOf: other.narrow)
    } else if other.isWide {
      wide.append(contentsOf: other.wide)
    } else {
      wide.append(contentsOf: other.narrow.lazy.map(Int32.init))
    }
    let base = ends[count]
    ends.append(contentsOf: other.ends.dropFirst().lazy.map { $0 + base })
  }

  func length(_ index: Int) -> Int { ends[index + 1] - ends[index] }

  subscript(index: Int) -> [Int32] {
    let range = ends[index]..<ends[index + 1]
    return isWide ? Array(wide[range]) : narrow[range].map(Int32.init)
  }

  private mutating func widen() {
    wide = narrow.map(Int32.init)
    narrow = []
    isWide = true
  }
}

// MARK: - On disk, in a scratch file of this process

extension TokenStore {
  /// Lengths, then tokens, in the processor's own byte order.
  func write(to file: ScratchFile) throws {
    try file.append([Int64(count), Int64(tokenCount), isWide ? 1 : 0])
    try file.append((0..<count).map { UInt32(length($0)) })
    if isWide { try file.append(wide) } else { try file.append(narrow) }
  }

  /// Reads what `write` wrote at an offset, which moves behind it.
  init(_ file: ScratchFile, at offset: inout Int) throws {
    let head = try file.read(3, of: Int64.self, at: &offset)
    let lengths = try file.read(Int(head[0]), of: UInt32.self, at: &offset)
    isWide = head[2] == 1
    if isWide {
      wide = try file.read(Int(head[1]), of: Int32.self, at: &offset)
    } else {
      narrow = try file.read(Int(head[1]), of: UInt16.self, at: &offset)
    }
    ends.reserveCapacity(lengths.count + 1)
    for length in lengths { ends.append(ends[count] + Int(length)) }
  }
}
