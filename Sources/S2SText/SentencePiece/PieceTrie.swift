/// Pieces by their bytes, from the first on.
struct PieceTrie: Sendable {
  /// The node without bytes.
  static let root: Int32 = 0
  /// The nodes: number `n` here is node `n + 1`, its pair the node before it and the byte.
  private var edges = PairTable()
  /// The piece that ends at each node; -1 for none.
  private var ends: [Int32] = [-1]

  /// Whether there is no piece.
  var isEmpty: Bool { ends.count == 1 }

  /// Adds a piece.
  mutating func insert(_ bytes: some Sequence<UInt8>, piece: Int32) {
    var node = Self.root
    for byte in bytes {
      node = Int32(edges.insert(TokenPair(left: node, right: Int32(byte)))) + 1
      if Int(node) == ends.count { ends.append(-1) }
    }
    ends[Int(node)] = piece
  }

  /// The node after another one by a byte; the root where there is none.
  @inline(__always)
  func node(after node: Int32, _ byte: UInt8) -> Int32 {
    edges.find(TokenPair(left: node, right: Int32(byte))) + 1
  }

  /// The piece that ends at a node; -1 for none.
  @inline(__always)
  func piece(at node: Int32) -> Int32 { ends[Int(node)] }

  /// The piece that a part of a text is; -1 for none.
  func find(_ text: [UInt8], _ range: Range<Int>? = nil) -> Int32 {
    var node = Self.root
    for index in range ?? text.indices {
      node = self.node(after: node, text[index])
      guard node != Self.root else { return -1 }
    }
    return piece(at: node)
  }

  /// The length of the longest piece at a place of a text; 0 for none.
  func longest(in text: [UInt8], at start: Int) -> Int {
    var length = 0
    var node = Self.root
    var index = start
    while index < text.count {
      node = self.node(after: node, text[index])
      guard node != Self.root else { break }
      index += 1
      if piece(at: node) >= 0 { length = index - start }
    }
    return length
  }
}
