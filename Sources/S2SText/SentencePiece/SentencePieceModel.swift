/// A model of SentencePiece: its pieces, how texts are cut into them, and its normaliser.
///
/// Piece n of the model is token 3 + n.
///
/// Reference: Kudo and Richardson 2018, arXiv:1808.06226; SentencePiece 0.2.1.
struct SentencePieceModel: Sendable {
  /// How a text is cut.
  enum Kind: Int {
    /// Into the pieces that are most probable together (Kudo 2018, arXiv:1804.10959).
    case unigram = 1
    /// By merging pairs of pieces.
    case bpe
    /// At spaces.
    case word
    /// Into characters.
    case character
  }

  /// What a piece is.
  enum PieceType: UInt64 {
    case normal = 1, unknown, control, userDefined, unused, byte
  }

  /// The token of the first piece.
  static let firstPiece: TokenID = 3

  /// The model's file.
  let file: [UInt8]
  var kind = Kind.unigram
  /// The pieces, as they are written.
  var names = ByteStrings()
  var scores: [Float] = []
  var types: [PieceType] = []
  /// Whether unknown characters are spelled in bytes.
  var spellsBytes = false
  /// What an unknown piece spells.
  var unknownText = Array(" \u{2047} ".utf8)
  var normalizer = PieceNormalizer()
  /// What becomes of a text that was made; `nil` for nothing.
  var denormalizer: PieceNormalizer?

  /// The pieces that texts are cut into.
  private(set) var trie = PieceTrie()
  /// Those of them that no rule changes and nothing is merged with.
  private(set) var fixed = PieceTrie()
  /// Those that texts have only by their names: marks, bytes and the unknown one.
  private(set) var reserved = PieceTrie()
  private(set) var unknownPiece: Int32 = -1
  /// The piece of each byte.
  private(set) var bytePieces: [Int32] = []
  private(set) var lowestScore = Float.greatestFiniteMagnitude
  /// As in the original, no lower than this.
  private(set) var highestScore = Float.leastNormalMagnitude
  private var spellings = ByteStrings()

  init(file: [UInt8]) { self.file = file }

  /// The number of tokens, with the marks that are no pieces.
  var tokenCount: Int { Int(Self.firstPiece) + types.count }

  /// The token of what is unknown.
  var unknown: TokenID { Self.firstPiece + unknownPiece }
}

extension SentencePieceModel: Equatable {
  /// Models are equal if their files are.
  static func == (a: SentencePieceModel, b: SentencePieceModel) -> Bool { a.file == b.file }
}

// MARK: - Pieces

extension SentencePieceModel {
  /// Files the pieces under their bytes, when all of them have been read.
  ///
  /// - Throws: `SubwordFault`.
  mutating func index() throws(SubwordFault) {
    guard !types.isEmpty else { throw .noPieces }
    var bytes = [Int32](repeating: -1, count: 256)
    for number in types.indices {
      let (name, piece) = (names[number], Int32(number))
      guard !name.isEmpty, String(validating: name, as: UTF8.self) != nil else {
        throw .emptyPiece(number)
      }
      let isKnown = (isReserved(number) ? reserved : trie).find(Array(name)) >= 0
      if isKnown { throw .repeatedPiece(number) }
      if isReserved(number) {
        reserved.insert(name, piece: piece)
      } else {
        trie.insert(name, piece: piece)
      }
      switch types[number] {
      case .normal:
        lowestScore = min(lowestScore, scores[number])
        highestScore = max(highestScore, scores[number])
      case .unknown:
        guard unknownPiece < 0 else { throw .noSingleUnknown }
        unknownPiece = piece
      case .userDefined: fixed.insert(name, piece: piece)
      case .byte:
        guard let byte = Self.byte(name) else { throw .otherBytes }
        bytes[Int(byte)] = piece
      case .control, .unused: break
      }
    }
    guard unknownPiece >= 0 else { throw .noSingleUnknown }
    guard spellsBytes ? !bytes.contains(-1) : bytes.allSatisfy({ $0 < 0 }) else {
      throw .otherBytes
    }
    bytePieces = bytes
    for number in types.indices { spellings.append(spelling(ofPiece: number)) }
  }

  private func isReserved(_ piece: Int) -> Bool {
    switch types[piece] {
    case .normal, .userDefined, .unused: false
    case .unknown, .control, .byte: true
    }
  }

  /// The byte of a name such as `<0x0A>`.
  private static func byte(_ name: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: name, as: UTF8.self)
    guard text.utf8.count == 6, text.hasPrefix("<0x"), text.hasSuffix(">"),
      let byte = UInt8(text.dropFirst(3).dropLast(), radix: 16)
    else { return nil }
    return byte
  }

  private func spelling(ofPiece number: Int) -> [UInt8] {
    switch types[number] {
    case .control: []
    case .unknown: unknownText
    case .byte: Self.byte(names[number]).map { [$0] } ?? []
    case .normal, .userDefined, .unused: SpaceMark.replaced(in: names[number])
    }
  }

  /// The name of a token as the model has it, such as `▁the`.
  func name(of token: TokenID) -> String {
    String(decoding: names[Int(token - Self.firstPiece)], as: UTF8.self)
  }

  /// What a token spells; nothing for marks.
  func bytes(of token: TokenID) -> ArraySlice<UInt8> {
    spellings[Int(token) - Int(Self.firstPiece)]
  }

  /// The text of tokens, as `spm_decode` makes it.
  func text(of tokens: some Sequence<TokenID>) -> String {
    var text: [UInt8] = []
    var spelled: [UInt8] = []
    var (isStart, hadMark) = (true, false)
    for token in tokens {
      let number = Int(token) - Int(Self.firstPiece)
      guard types.indices.contains(number) else { continue }
      if types[number] == .byte {
        spelled += spellings[number]
        continue
      }
      PieceText.append(spelled, to: &text)
      spelled.removeAll()
      if hadMark || !text.isEmpty { isStart = false }
      var bytes = spellings[number]
      hadMark = false
      let isText = types[number] != .control && types[number] != .unknown
      if isStart && isText && (normalizer.addsPrefix || normalizer.removesExtraSpaces),
        names[number].starts(with: SpaceMark.bytes)
      {
        bytes = bytes.dropFirst()
        hadMark = !normalizer.removesExtraSpaces
      }
      text += bytes
    }
    PieceText.append(spelled, to: &text)
    if let denormalizer {
      var normal: [UInt8] = []
      denormalizer.append(text, fixed: PieceTrie(), to: &normal)
      text = normal
    }
    return String(decoding: text, as: UTF8.self)
  }
}
