/// The pasts of all hypotheses of a batch: each node adds a token to the past that is another's.
///
/// Hypotheses share what they have in common, and taking a token costs one node, whatever the
/// length. Nodes of hypotheses that were given up stay until the batch is done.
struct HypothesisTree {
  private struct Node {
    var parent: Int
    var token: Int32
    var logProbability: Float
  }

  /// The past of a hypothesis without tokens.
  static let root = -1

  private var nodes: [Node] = []

  /// Adds a token, whose own log-probability is given, to a past; returns the new past.
  mutating func append(_ token: Int32, logProbability: Double, to parent: Int) -> Int {
    nodes.append(Node(parent: parent, token: token, logProbability: Float(logProbability)))
    return nodes.count - 1
  }

  /// The tokens of a past and the log-probability of each, first to last.
  ///
  /// - Complexity: O(length).
  func path(to last: Int) -> (tokens: [Int32], logProbabilities: [Float]) {
    var tokens: [Int32] = []
    var logProbabilities: [Float] = []
    var index = last
    while index != Self.root {
      tokens.append(nodes[index].token)
      logProbabilities.append(nodes[index].logProbability)
      index = nodes[index].parent
    }
    return (tokens.reversed(), logProbabilities.reversed())
  }
}
