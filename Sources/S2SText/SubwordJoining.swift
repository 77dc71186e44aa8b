/// How the subwords of a text that was cut by another program are joined.
public enum SubwordJoining: String, Sendable, CaseIterable {
  /// Tokens are words: a space stands between them.
  case none
  /// A token that ends in `@@` goes on in the next one.
  case subwordNMT = "subword-nmt"
  /// `▁` stands for a space, and nothing between tokens.
  case sentencePiece = "sentencepiece"

  /// The mark behind a subword that another one follows.
  static let continuation: [UInt8] = [UInt8(ascii: "@"), UInt8(ascii: "@")]

  /// A text with its subwords joined.
  ///
  /// For subword-nmt as `sed -E 's/@@( |$)//g'`, for SentencePiece as `spm_decode` of pieces.
  public func joined(_ text: String) -> String {
    guard self != .none else { return text }
    return self.text(of: text.utf8.split(separator: 0x20).lazy.map { spelling(of: ArraySlice($0)) })
  }

  /// The word that each token is a part of.
  func words(of tokens: [String]) -> [String] {
    guard self != .none else { return tokens }
    var words: [String] = []
    var start = 0
    for index in tokens.indices {
      let isLast =
        switch self {
        case .none: true
        case .subwordNMT: !tokens[index].hasSuffix("@@")
        case .sentencePiece: index + 1 < tokens.count && tokens[index + 1].hasPrefix("\u{2581}")
        }
      guard isLast || index + 1 == tokens.count else { continue }
      let word = text(of: tokens[start...index].map { spelling(of: ArraySlice($0.utf8)) })
      words += repeatElement(word, count: index + 1 - start)
      start = index + 1
    }
    return words
  }

  /// What a token spells: with the space behind it, or with the one before it for SentencePiece.
  func spelling(of token: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .none: token + [0x20]
    case .subwordNMT:
      token.suffix(2).elementsEqual(Self.continuation) ? Array(token.dropLast(2)) : token + [0x20]
    case .sentencePiece: SpaceMark.replaced(in: token)
    }
  }

  /// The text of spellings, without the one space that is beyond its words.
  func text(of spellings: some Sequence<some Collection<UInt8>>) -> String {
    var bytes: [UInt8] = []
    for spelling in spellings { bytes.append(contentsOf: spelling) }
    var text = bytes[...]
    switch self {
    case .none, .subwordNMT: if text.last == 0x20 { text.removeLast() }
    case .sentencePiece: if text.first == 0x20 { text.removeFirst() }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The mark U+2581, by which SentencePiece writes a space.
enum SpaceMark {
  static let bytes: [UInt8] = [0xE2, 0x96, 0x81]

  /// The bytes with a space for every mark.
  static func replaced(in text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(bytes[0]) else { return Array(text) }
    var result: [UInt8] = []
    var rest = text
    while let first = rest.first {
      let isMark = rest.starts(with: bytes)
      result.append(isMark ? 0x20 : first)
      rest = rest.dropFirst(isMark ? bytes.count : 1)
    }
    return result
  }
}
