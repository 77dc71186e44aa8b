/// Cuts texts into the pieces of a SentencePiece model; for one thread.
final class SentencePieceEncoder: LineEncoder {
  /// A normalised text is not cut at words.
  var tokenWords: [String]? {
    get { nil }
    set {}
  }
  private let model: SentencePieceModel
  private var text: [UInt8] = []
  private var tokens: [TokenID] = []
  private var unigram = UnigramSearch()
  private var agenda = MergeAgenda()
  private var isBehindUnknown = false

  init(_ model: SentencePieceModel) { self.model = model }

  func encode(_ line: String) -> [TokenID] {
    text.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    isBehindUnknown = false
    model.normalizer.append(Array(line.utf8), fixed: model.fixed, to: &text)
    switch model.kind {
    case .unigram:
      for (piece, range) in unigram.best(text, model) { append(piece, range) }
    case .bpe: merge()
    case .word:
      for range in words { append(piece(range), range) }
    case .character:
      var start = 0
      while start < text.count {
        let range = start..<symbolEnd(start).end
        append(piece(range), range)
        start = range.upperBound
      }
    }
    return tokens
  }

  /// Appends a piece; unknown characters become their bytes, or one piece for a run of them.
  private func append(_ piece: Int32, _ range: Range<Int>) {
    let isUnknown = piece == model.unknownPiece
    defer { isBehindUnknown = isUnknown }
    if isUnknown && model.spellsBytes {
      for byte in text[range] { tokens.append(token(model.bytePieces[Int(byte)])) }
    } else if !(isUnknown && isBehindUnknown) {
      tokens.append(token(piece))
    }
  }

  private func token(_ piece: Int32) -> TokenID { SentencePieceModel.firstPiece + piece }

  /// The piece of a part of the text, or the unknown one.
  private func piece(_ range: Range<Int>) -> Int32 {
    let reserved = model.reserved.find(text, range)
    if reserved >= 0 { return reserved }
    let known = model.trie.find(text, range)
    return known >= 0 ? known : model.unknownPiece
  }

  /// Where a character ends, or a piece that the user defined.
  private func symbolEnd(_ start: Int) -> (end: Int, isFixed: Bool) {
    let fixed = model.fixed.isEmpty ? 0 : model.fixed.longest(in: text, at: start)
    if fixed > 0 { return (start + fixed, true) }
    return (min(start + PieceText.length(of: text[start]), text.count), false)
  }

  /// The parts that begin at a mark of a space; the first at the start.
  private var words: [Range<Int>] {
    var starts: [Int] = []
    var index = 0
    while index < text.count {
      if index == 0 || text[index...].starts(with: SpaceMark.bytes) { starts.append(index) }
      index += PieceText.length(of: text[index])
    }
    return zip(starts, starts.dropFirst() + [text.count]).map { $0..<$1 }
  }

  private func merge() {
    agenda.removeAll()
    var start = 0
    while start < text.count {
      let (end, isFixed) = symbolEnd(start)
      agenda.append(MergeSymbol(range: start..<end, token: -1, isFixed: isFixed))
      start = end
    }
    let rule = PieceMerging(model)
    agenda.merge(text, by: rule)
    var rest = Array(agenda.merged.map(\.range).reversed())
    while let range = rest.popLast() {
      let piece = piece(range)
      if model.types[Int(piece)] == .unused, let length = rule.splits[piece] {
        let middle = range.lowerBound + length
        rest += [middle..<range.upperBound, range.lowerBound..<middle]
      } else {
        append(piece, range)
      }
    }
  }
}

/// Merges two parts of a text whose bytes together are a piece.
private final class PieceMerging: MergeRule {
  static let mergesPlacesTogether = false
  private let model: SentencePieceModel
  /// The length of the first part of each unused piece, which is taken apart in the end.
  private(set) var splits: [Int32: Int] = [:]

  init(_ model: SentencePieceModel) { self.model = model }

  func merge(
    _ left: MergeSymbol, _ right: MergeSymbol, of bytes: [UInt8]
  ) -> (token: TokenID, score: Float)? {
    let piece = model.trie.find(bytes, left.range.lowerBound..<right.range.upperBound)
    guard piece >= 0 else { return nil }
    if model.types[Int(piece)] == .unused { splits[piece] = left.range.count }
    return (piece, model.scores[Int(piece)])
  }
}
