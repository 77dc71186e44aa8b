/// The codes of subword-nmt: pairs of subwords, in the order in which they are merged.
///
/// A word is spelled in characters, the last one marked `</w>`; then the first pair of the list that
/// occurs is merged in all its places, until none is left. A subword that the vocabulary lacks is taken
/// apart into the pair that it came from, as with the vocabulary threshold of subword-nmt.
///
/// Reference: Sennrich et al. 2016, arXiv:1508.07909; `subword_nmt/apply_bpe.py` of subword-nmt 0.3.8.
struct SubwordCodes: Sendable, MergeRule {
  static let mergesPlacesTogether = true
  /// The mark of a word's end.
  static let end = Array("</w>".utf8)

  /// The file.
  let file: String
  /// Whether the mark of the end is a symbol of its own, as in version 0.1.
  private let hasSeparateEnd: Bool
  /// The symbols of the pairs and what they become.
  private var symbols = ByteTable()
  /// The pairs, by the symbols' numbers, in their order.
  private var pairs = PairTable()
  /// The symbol that each pair becomes.
  private var results: [TokenID] = []
  /// The first pair that becomes each symbol.
  private var origins: [TokenID: TokenPair] = [:]

  /// Reads a file's text.
  ///
  /// - Throws: `SubwordFault`.
  init(_ file: String) throws(SubwordFault) {
    self.file = file
    var lines = file.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    while lines.last?.isEmpty == true { lines.removeLast() }
    var first = 1
    var separateEnd = true
    if let line = lines.first, line.starts(with: "#version:".utf8) {
      separateEnd = try Self.version(Substring(line)) == 1
      lines.removeFirst()
      first = 2
    }
    hasSeparateEnd = separateEnd
    guard !lines.isEmpty else { throw .noPairs }
    guard lines.count < Vocabulary.sizes.upperBound / 4 else {
      throw .tooMany(limit: Vocabulary.sizes.upperBound / 4)
    }
    for (index, line) in lines.enumerated() {
      let parts = line.trimmingLineEnds.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .noPair(line: first + index)
      }
      add(Array(parts[0]), Array(parts[1]))
    }
  }

  /// The second part of a version, which is 0.1 or 0.2.
  private static func version(_ line: Substring) throws(SubwordFault) -> Int {
    let number = line.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    switch number {
    case "0.1": return 1
    case "0.2": return 2
    default: throw .otherVersion(String(number.prefix(20)))
    }
  }

  private mutating func add(_ left: [UInt8], _ right: [UInt8]) {
    let pair = TokenPair(left: symbol(left), right: symbol(right))
    guard pairs.find(pair) < 0 else { return }
    _ = pairs.insert(pair)
    let result = symbol(left + right)
    results.append(result)
    if origins[result] == nil { origins[result] = pair }
  }

  private mutating func symbol(_ bytes: [UInt8]) -> TokenID {
    TokenID(symbols.insert(bytes, bytes.indices))
  }

  private func find(_ bytes: [UInt8]) -> TokenID {
    symbols.find(bytes, bytes.indices, hash: ByteTable.hash(bytes, bytes.indices))
      .map { TokenID($0) } ?? -1
  }

  func merge(
    _ left: MergeSymbol, _ right: MergeSymbol, of bytes: [UInt8]
  ) -> (token: TokenID, score: Float)? {
    let number = pairs.find(TokenPair(left: left.token, right: right.token))
    return number < 0 ? nil : (results[Int(number)], -Float(number))
  }
}

extension SubwordCodes: Equatable {
  /// Codes are equal if their files are.
  static func == (a: SubwordCodes, b: SubwordCodes) -> Bool {
    a.file.utf8.elementsEqual(b.file.utf8)
  }
}

// MARK: - Words to subwords

extension SubwordCodes {
  /// The subwords of a word, each with the symbol that it is.
  func subwords(
    of bytes: [UInt8], _ word: Range<Int>, _ agenda: inout MergeAgenda
  ) -> [MergeSymbol] {
    agenda.removeAll()
    var start = word.lowerBound
    while start < word.upperBound {
      let end = start + BPEModel.scalar(in: bytes, at: start).length
      let isMarked = end == word.upperBound && !hasSeparateEnd
      let character = Array(bytes[start..<end]) + (isMarked ? Self.end : [])
      agenda.append(MergeSymbol(range: start..<end, token: find(character)))
      start = end
    }
    if hasSeparateEnd { agenda.append(MergeSymbol(range: start..<start, token: find(Self.end))) }
    agenda.merge(bytes, by: self)
    var subwords = agenda.merged
    if subwords.last?.range.isEmpty == true {
      subwords.removeLast()
      // What is last is known by its mark, which it has none of here.
      if let last = subwords.popLast() {
        subwords.append(
          MergeSymbol(range: last.range, token: find(Array(bytes[last.range]) + Self.end)))
      }
    }
    return subwords
  }

  /// Appends the tokens of a word, subwords that the vocabulary lacks being taken apart.
  func append(
    _ bytes: [UInt8], _ word: Range<Int>, _ vocabulary: WordVocabulary,
    _ agenda: inout MergeAgenda, to tokens: inout [TokenID]
  ) {
    var rest = Array(subwords(of: bytes, word, &agenda).reversed())
    while let subword = rest.popLast() {
      let name = Self.name(of: subword.range, in: bytes, word)
      if let token = vocabulary.find(name, name.indices) {
        tokens.append(token)
      } else if let (left, right) = parts(of: subword) {
        rest += [right, left]
      } else {
        tokens.append(WordVocabulary.unknown)
      }
    }
  }

  /// A subword as subword-nmt writes it: with `@@` unless the word ends with it.
  static func name(of subword: Range<Int>, in bytes: [UInt8], _ word: Range<Int>) -> [UInt8] {
    subword.upperBound == word.upperBound
      ? Array(bytes[subword]) : bytes[subword] + SubwordJoining.continuation
  }

  /// The two subwords that became one.
  private func parts(of subword: MergeSymbol) -> (MergeSymbol, MergeSymbol)? {
    guard let pair = origins[subword.token] else { return nil }
    let middle = subword.range.lowerBound + symbols.range(of: Int(pair.left)).count
    // A mark of the end is no subword.
    guard middle < subword.range.upperBound else { return nil }
    return (
      MergeSymbol(range: subword.range.lowerBound..<middle, token: pair.left),
      MergeSymbol(range: middle..<subword.range.upperBound, token: pair.right)
    )
  }
}

// MARK: - Vocabulary

extension SubwordCodes {
  /// All subwords that words of some characters may become, as they are written: the characters, then what
  /// pairs become, in their order.
  func names(characters: Set<UInt32>) -> [[UInt8]] {
    var names: [[UInt8]] = []
    var seen = ByteTable()
    func append(_ name: [UInt8]) {
      let count = seen.count
      if !name.isEmpty && seen.insert(name, name.indices) == count { names.append(name) }
    }
    for value in characters.union(ownCharacters).sorted() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      append(Array(String(scalar).utf8))
      append(String(scalar).utf8 + SubwordJoining.continuation)
    }
    for result in results {
      let symbol = symbols.keys[symbols.range(of: Int(result))]
      let isLast = symbol.count >= Self.end.count && symbol.suffix(Self.end.count) == Self.end[...]
      if isLast { append(Array(symbol.dropLast(Self.end.count))) }
      if !isLast && hasSeparateEnd { append(Array(symbol)) }
      if !isLast { append(symbol + SubwordJoining.continuation) }
    }
    return names
  }

  /// The characters of the pairs.
  private var ownCharacters: Set<UInt32> {
    var found: Set<UInt32> = []
    for number in 0..<symbols.count {
      var symbol = symbols.keys[symbols.range(of: number)]
      if symbol.suffix(Self.end.count) == Self.end[...] { symbol.removeLast(Self.end.count) }
      let scalars = String(decoding: symbol, as: UTF8.self).unicodeScalars
      if scalars.count == 1, let scalar = scalars.first { found.insert(scalar.value) }
    }
    return found
  }
}

extension Substring.UTF8View {
  /// Without line ends and spaces around, as Python's `strip('\r\n ')`.
  fileprivate var trimmingLineEnds: Substring.UTF8View {
    func isOuter(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0x20 }
    guard let first = firstIndex(where: { !isOuter($0) }),
      let last = lastIndex(where: { !isOuter($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
