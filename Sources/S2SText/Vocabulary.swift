/// The number of a token in a vocabulary.
public typealias TokenID = Int32

/// The tokens of a model and their spellings.
///
/// Numbers 0, 1 and 2 are `pad`, `bos` and `eos`; 3 to 258 are the 256 bytes, by which any text can
/// be spelled, so there is no token for unknown text; then come characters, then merged pieces.
public struct Vocabulary: Sendable, Equatable {
  /// Fills batches; never spelled.
  public static let pad: TokenID = 0
  /// Begins a sequence; never spelled.
  public static let bos: TokenID = 1
  /// Ends a sequence; never spelled.
  public static let eos: TokenID = 2
  /// The token of byte 0; byte `b` has the number `firstByte + b`.
  public static let firstByte: TokenID = 3
  /// The first token that is neither special nor a byte: the mark of a word after a space.
  public static let firstCharacter: TokenID = 259
  /// The sizes that a vocabulary may have, in tokens.
  public static let sizes = Int(firstCharacter) + 1...1 << 20

  /// The mark that stands for the space before a word, U+2581, as in sentencepiece.
  static let spaceMark: Unicode.Scalar = "\u{2581}"

  /// The spellings of the tokens, one after the other, with a space for every space mark.
  private var spelling: [UInt8] = []
  /// Where the spelling of token `n` begins; it ends where that of `n + 1` begins.
  private var starts: [Int32] = [0]

  /// A vocabulary of the special tokens and the 256 bytes.
  init() {
    for _ in 0..<Self.firstByte { append([]) }
    for byte in UInt8.min...UInt8.max { append(CollectionOfOne(byte)) }
  }

  /// The number of tokens.
  public var count: Int { starts.count - 1 }

  /// Adds a token that spells `bytes` and returns its number.
  @discardableResult
  mutating func append(_ bytes: some Collection<UInt8>) -> TokenID {
    spelling.append(contentsOf: bytes)
    starts.append(Int32(spelling.count))
    return TokenID(count - 1)
  }

  /// The UTF-8 that a token spells: nothing for special tokens and numbers out of range.
  func bytes(of token: TokenID) -> ArraySlice<UInt8> {
    guard token >= 0, token < count else { return [] }
    return spelling[Int(starts[Int(token)])..<Int(starts[Int(token) + 1])]
  }

  /// A token as people like to read it: `▁the`, `ing`, `<0x0A>`, `<eos>`.
  public func name(of token: TokenID) -> String {
    switch token {
    case Self.firstByte..<Self.firstCharacter:
      let digits = String(token - Self.firstByte, radix: 16, uppercase: true)
      return "<0x\(digits.count < 2 ? "0" : "")\(digits)>"
    case Self.firstCharacter..<TokenID(count): return Self.marked(bytes(of: token))
    default: return Self.markName(token)
    }
  }

  /// The name of a mark, or of a number that is no token.
  static func markName(_ token: TokenID) -> String {
    switch token {
    case pad: "<pad>"
    case bos: "<bos>"
    case eos: "<eos>"
    default: "<\(token)>"
    }
  }

  /// A spelling with the space mark for every space.
  static func marked(_ spelling: ArraySlice<UInt8>) -> String {
    let text = String(decoding: spelling, as: UTF8.self)
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == " " ? spaceMark : $0 }))
  }
}
