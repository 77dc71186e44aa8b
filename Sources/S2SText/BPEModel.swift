/// Byte-pair encoding: the pieces that words are spelled with, and the order of merging them.
///
/// A word is first spelled in characters, the space before it as the mark `▁`; a character that
/// the vocabulary lacks, and a literal `▁`, are spelled in bytes. Then, as long as there is one, the
/// pair of neighbours that was learned first is merged, the leftmost first. Bytes never merge.
///
/// Reference: Sennrich, Haddow and Birch 2016, arXiv:1508.07909; byte fallback as in sentencepiece.
public struct BPEModel: Sendable, Equatable {
  /// Longer pieces are neither learned nor loaded, in bytes.
  static let maximumPieceBytes = 128
  /// A longer word is cut after this number of characters, so that time stays linear in the text.
  static let maximumWordSymbols = 256

  /// The tokens.
  public private(set) var vocabulary = Vocabulary()
  /// The characters, the space mark first; character `n` is token `firstCharacter + n`.
  private(set) var characters: [Unicode.Scalar] = []
  /// The pairs that merge, in the order in which they were learned.
  private(set) var merges = PairTable()
  /// The token that each pair becomes: a new one, or the older one with the same spelling.
  private(set) var results: [TokenID] = []
  /// The first pair that became each token after the characters.
  private var origins: [TokenPair] = []

  private var characterTokens = CharacterTokens()
  private var spellings = ByteTable()

  /// A model that knows no pair yet.
  ///
  /// - Parameter characters: distinct, the space mark first.
  /// - Throws: `TextError.inconsistent`.
  init(characters: [Unicode.Scalar]) throws {
    guard characters.first == Vocabulary.spaceMark else {
      throw TextError.inconsistent(field: "characters", .noSpaceMark)
    }
    guard characters.count + Int(Vocabulary.firstCharacter) <= Vocabulary.sizes.upperBound else {
      throw TextError.inconsistent(field: "characters", .tooMany)
    }
    for (index, scalar) in characters.enumerated() {
      // The mark stands for a space; a space of its own is always a byte.
      let spelled = index == 0 ? " " : scalar
      guard characterTokens[spelled] < 0, index == 0 || scalar != Vocabulary.spaceMark else {
        throw TextError.inconsistent(field: "characters", .repeatedCharacter(scalar))
      }
      let bytes = Array(String(spelled).utf8)
      characterTokens[spelled] = vocabulary.append(bytes)
      _ = spellings.insert(bytes, bytes.indices)
    }
    self.characters = characters
  }

  /// Learns to merge `pair`, after all pairs that are known.
  ///
  /// - Returns: the token that the pair becomes.
  /// - Throws: `TextError.inconsistent`.
  @discardableResult
  mutating func addMerge(_ pair: TokenPair) throws -> TokenID {
    let known = Vocabulary.firstCharacter..<TokenID(vocabulary.count)
    guard known.contains(pair.left), known.contains(pair.right) else {
      throw inconsistent(.unknownTokens(pair.left, pair.right, pair: merges.count))
    }
    guard merges.find(pair) < 0 else {
      throw inconsistent(.repeatedPair(pair.left, pair.right))
    }
    let bytes = vocabulary.bytes(of: pair.left) + vocabulary.bytes(of: pair.right)
    guard bytes.count <= Self.maximumPieceBytes else {
      throw inconsistent(.pieceTooLong(limit: Self.maximumPieceBytes, pair: merges.count))
    }
    guard merges.count < 2 * Vocabulary.sizes.upperBound else {
      throw inconsistent(.tooMany)
    }
    _ = merges.insert(pair)
    let key = Array(bytes)
    let number = spellings.insert(key, key.indices)
    let token = Vocabulary.firstCharacter + TokenID(number)
    if Int(token) == vocabulary.count {
      guard vocabulary.count < Vocabulary.sizes.upperBound else {
        throw inconsistent(.tooManyTokens)
      }
      vocabulary.append(key)
      origins.append(pair)
    }
    results.append(token)
    return token
  }

  private func inconsistent(_ inconsistency: TextError.Inconsistency) -> TextError {
    .inconsistent(field: "merges", inconsistency)
  }

  /// The pair that a token was first merged from; `nil` for characters, bytes and special tokens.
  func pair(of token: TokenID) -> TokenPair? {
    let number = Int(token - Vocabulary.firstCharacter) - characters.count
    return origins.indices.contains(number) ? origins[number] : nil
  }

  /// Two models are equal if they have the same characters and merges.
  public static func == (a: BPEModel, b: BPEModel) -> Bool {
    a.characters == b.characters && a.merges.pairs == b.merges.pairs
  }
}

extension BPEModel {
  /// Appends the spelling of a part of a word, in characters and bytes.
  ///
  /// - Parameters:
  ///   - index: where the part begins; set to where the next begins.
  ///   - word: the word in well-formed UTF-8, with the space before it if it has one.
  func appendSymbols(
    of bytes: [UInt8], from index: inout Int, in word: Range<Int>, to symbols: inout [TokenID]
  ) {
    let limit = symbols.count + Self.maximumWordSymbols
    while index < word.upperBound, symbols.count < limit {
      let (scalar, length) = Self.scalar(in: bytes, at: index)
      let isOrdinary = scalar != 0x20 || index == word.lowerBound
      let token = isOrdinary ? characterTokens[scalar] : -1
      if token >= 0 {
        symbols.append(token)
      } else {
        for byte in bytes[index..<index + length] {
          symbols.append(Vocabulary.firstByte + TokenID(byte))
        }
      }
      index += length
    }
  }

  /// Appends a word's pieces.
  ///
  /// - Parameters:
  ///   - word: the word in well-formed UTF-8, with the space before it if it has one.
  ///   - ranks: scratch space.
  func appendPieces(
    of bytes: [UInt8], in word: Range<Int>, to tokens: inout [TokenID], ranks: inout [Int32]
  ) {
    var index = word.lowerBound
    while index < word.upperBound {
      let start = tokens.count
      appendSymbols(of: bytes, from: &index, in: word, to: &tokens)
      merge(&tokens, from: start, ranks: &ranks)
    }
  }

  /// Merges pairs of `tokens[start...]` in the order in which they were learned.
  private func merge(_ tokens: inout [TokenID], from start: Int, ranks: inout [Int32]) {
    ranks.removeAll(keepingCapacity: true)
    guard tokens.count - start > 1 else { return }
    // ranks[i] is the rank of the pair (i, i + 1); .max if it does not merge.
    for index in start..<tokens.count - 1 { ranks.append(rank(tokens[index], tokens[index + 1])) }
    while true {
      var best = 0
      for index in ranks.indices where ranks[index] < ranks[best] { best = index }
      guard best < ranks.count, ranks[best] != .max else { return }
      tokens[start + best] = results[Int(ranks[best])]
      tokens.remove(at: start + best + 1)
      ranks.remove(at: best)
      if best < ranks.count {
        ranks[best] = rank(tokens[start + best], tokens[start + best + 1])
      }
      if best > 0 { ranks[best - 1] = rank(tokens[start + best - 1], tokens[start + best]) }
    }
  }

  @inline(__always)
  private func rank(_ left: TokenID, _ right: TokenID) -> Int32 {
    let number = merges.find(TokenPair(left: left, right: right))
    return number < 0 ? .max : number
  }

  /// The scalar that begins at `index` of well-formed UTF-8, and its length in bytes.
  @inline(__always)
  static func scalar(in bytes: [UInt8], at index: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(bytes[index])
    func trail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) & 0x3F }
    if lead < 0x80 { return (lead, 1) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | trail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), 3) }
    return ((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), 4)
  }
}

/// The token of every character, in pages of 256 scalars; -1 for characters without one.
struct CharacterTokens: Sendable {
  /// The page of each block of 256 scalars; page 0 is empty.
  private var pages = [UInt16](repeating: 0, count: 0x1100)
  private var tokens = [TokenID](repeating: -1, count: 256)

  subscript(value: UInt32) -> TokenID {
    tokens[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
  }

  subscript(scalar: Unicode.Scalar) -> TokenID {
    get { self[scalar.value] }
    set {
      let block = Int(scalar.value >> 8)
      if pages[block] == 0 {
        pages[block] = UInt16(tokens.count >> 8)
        tokens.append(contentsOf: repeatElement(-1, count: 256))
      }
      tokens[Int(pages[block]) << 8 | Int(scalar.value & 0xFF)] = newValue
    }
  }
}
