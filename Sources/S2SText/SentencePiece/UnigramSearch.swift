/// Finds the pieces of a text that are most probable together (Viterbi's algorithm).
///
/// Sums are of 32 bits, and pieces are looked at in the order of `EncodeOptimized` in `unigram_model.cc`, so
/// that equal scores end as in SentencePiece 0.2.3.
struct UnigramSearch {
  /// The best way to a place of the text.
  private struct Node {
    var piece: Int32 = -1
    var start = -1
    var score: Float = 0
  }

  /// How much less probable than all pieces an unknown character is, in nats.
  private static let unknownPenalty: Float = 10

  private var nodes: [Node] = []

  /// The pieces of a text from left to right, with their places.
  mutating func best(
    _ text: [UInt8], _ model: SentencePieceModel
  ) -> [(piece: Int32, range: Range<Int>)] {
    nodes.removeAll(keepingCapacity: true)
    nodes.append(contentsOf: repeatElement(Node(), count: text.count + 1))
    let unknownScore = model.lowestScore - Self.unknownPenalty
    var start = 0
    while start < text.count {
      let end = min(start + PieceText.length(of: text[start]), text.count)
      if !extend(from: start, firstEnd: end, text, model) {
        offer(nodes[start].score + unknownScore, model.unknownPiece, start, end)
      }
      start = end
    }
    var pieces: [(piece: Int32, range: Range<Int>)] = []
    var end = text.count
    while end > 0 {
      pieces.append((nodes[end].piece, nodes[end].start..<end))
      end = nodes[end].start
    }
    return pieces.reversed()
  }

  /// Goes on by every piece that begins at a place.
  ///
  /// - Returns: whether one of them is the first character.
  private mutating func extend(
    from start: Int, firstEnd: Int, _ text: [UInt8], _ model: SentencePieceModel
  ) -> Bool {
    var hasFirst = false
    var node = PieceTrie.root
    var index = start
    while index < text.count {
      node = model.trie.node(after: node, text[index])
      guard node != PieceTrie.root else { break }
      index += 1
      let piece = model.trie.piece(at: node)
      guard piece >= 0, model.types[Int(piece)] != .unused else { continue }
      // A piece that the user defined always wins.
      let score =
        model.types[Int(piece)] == .userDefined
        ? Float(Double(Float(index - start) * model.highestScore) - 0.1)
        : model.scores[Int(piece)]
      offer(score + nodes[start].score, piece, start, index)
      if index == firstEnd { hasFirst = true }
    }
    return hasFirst
  }

  @inline(__always)
  private mutating func offer(_ score: Float, _ piece: Int32, _ start: Int, _ end: Int) {
    guard nodes[end].start < 0 || score > nodes[end].score else { return }
    nodes[end] = Node(piece: piece, start: start, score: score)
  }
}
