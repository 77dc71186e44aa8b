/// The tokens of a byte-pair encoding that one language uses, numbered without gaps.
///
/// An encoding that two languages learned together has pieces that only one of them ever needs;
/// left in, they cost the other an output that is never right. Words are spelled as by the whole
/// encoding; a piece that is not in the subset is taken apart into those that were merged to it,
/// down to bytes, which every subset has.
///
/// Reference: the vocabulary threshold of Sennrich et al. 2017, arXiv:1708.00726.
struct TokenSubset: Sendable, Equatable {
  /// The encoding's tokens from the first character on, ascending.
  let tokens: [TokenID]
  /// Their spellings under their own numbers.
  let vocabulary: Vocabulary
  /// The own number of each token of the encoding, -1 for those that are left out.
  private let numbers: [TokenID]

  /// Takes some tokens of an encoding.
  ///
  /// - Parameter tokens: the space mark and others, ascending.
  /// - Throws: `TextError.inconsistent`.
  init(_ tokens: [TokenID], of model: BPEModel) throws {
    let known = Vocabulary.firstCharacter..<TokenID(model.vocabulary.count)
    guard tokens.first == known.lowerBound, tokens.allSatisfy(known.contains),
      zip(tokens, tokens.dropFirst()).allSatisfy(<)
    else {
      throw TextError.inconsistent(field: "tokens", .notAscending(from: known.lowerBound))
    }
    var vocabulary = Vocabulary()
    var numbers = [TokenID](0..<known.lowerBound)
    numbers += repeatElement(-1, count: known.count)
    for token in tokens {
      numbers[Int(token)] = vocabulary.append(model.vocabulary.bytes(of: token))
    }
    self.tokens = tokens
    self.vocabulary = vocabulary
    self.numbers = numbers
  }

  /// The tokens of an encoding that spell some words.
  static func used(by words: ByteTable, of model: BPEModel) throws -> TokenSubset {
    var isUsed = [Bool](repeating: false, count: model.vocabulary.count)
    var pieces: [TokenID] = []
    var ranks: [Int32] = []
    for number in 0..<words.count {
      pieces.removeAll(keepingCapacity: true)
      model.appendPieces(
        of: words.keys, in: words.range(of: number), to: &pieces, ranks: &ranks)
      for piece in pieces { isUsed[Int(piece)] = true }
    }
    isUsed[Int(Vocabulary.firstCharacter)] = true
    return try TokenSubset(
      (Vocabulary.firstCharacter..<TokenID(isUsed.count)).filter { isUsed[Int($0)] }, of: model)
  }

  /// Gives `pieces[start...]`, tokens of the encoding, their own numbers.
  func renumber(_ pieces: inout [TokenID], from start: Int, of model: BPEModel) {
    guard pieces[start...].contains(where: { numbers[Int($0)] < 0 }) else {
      for index in start..<pieces.count { pieces[index] = numbers[Int(pieces[index])] }
      return
    }
    let whole = Array(pieces[start...])
    pieces.removeLast(whole.count)
    for piece in whole { append(piece, of: model, to: &pieces) }
  }

  /// Appends a token, or its parts.
  ///
  /// A piece has at most `BPEModel.maximumPieceBytes` bytes, which bounds the depth.
  private func append(_ token: TokenID, of model: BPEModel, to pieces: inout [TokenID]) {
    if numbers[Int(token)] >= 0 {
      pieces.append(numbers[Int(token)])
    } else if let pair = model.pair(of: token) {
      append(pair.left, of: model, to: &pieces)
      append(pair.right, of: model, to: &pieces)
    } else {
      for byte in model.vocabulary.bytes(of: token) {
        pieces.append(Vocabulary.firstByte + TokenID(byte))
      }
    }
  }

  /// Two subsets of one encoding are equal if they have the same tokens.
  static func == (a: TokenSubset, b: TokenSubset) -> Bool { a.tokens == b.tokens }
}
