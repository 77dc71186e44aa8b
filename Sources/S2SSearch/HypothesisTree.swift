/// The pasts of all hypotheses of a batch: each node adds a token to the past of another node.
///
/// Hypotheses share their common past, and taking a token costs one node, for any length. Nodes of
/// hypotheses that were given up stay until the batch is done.
struct HypothesisTree {
  private struct Node {
    var parent: Int
    var token: Int32
    var logProbability: Float
    var isSecondChoice: Bool
  }

  /// The past of a hypothesis without tokens.
  static let root = -1

  private var nodes: [Node] = []

  /// Adds a candidate's token to a past; returns the new past.
  mutating func append(_ candidate: Candidate, to parent: Int) -> Int {
    nodes.append(
      Node(
        parent: parent, token: candidate.token,
        logProbability: Float(candidate.tokenLogProbability),
        isSecondChoice: candidate.isSecondChoice))
    return nodes.count - 1
  }

  /// Replaces `tail` by the last tokens of a past, the very last one first.
  ///
  /// - Complexity: O(`limit`).
  func copyTail(of last: Int, limit: Int, to tail: inout [Int32]) {
    tail.removeAll(keepingCapacity: true)
    var index = last
    while index != Self.root && tail.count < limit {
      tail.append(nodes[index].token)
      index = nodes[index].parent
    }
  }

  /// The tokens of a past and the log-probability of each, first to last, and how many of them
  /// were second choices.
  ///
  /// - Complexity: O(length).
  func path(
    to last: Int
  ) -> (tokens: [Int32], logProbabilities: [Float], secondChoices: Int) {
    var tokens: [Int32] = []
    var secondChoices = 0
    var logProbabilities: [Float] = []
    var index = last
    while index != Self.root {
      tokens.append(nodes[index].token)
      logProbabilities.append(nodes[index].logProbability)
      if nodes[index].isSecondChoice { secondChoices += 1 }
      index = nodes[index].parent
    }
    return (tokens.reversed(), logProbabilities.reversed(), secondChoices)
  }
}
