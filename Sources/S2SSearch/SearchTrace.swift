/// Keeps what a beam search of one sentence looked at: the continuations that it took, and the best of those
/// that it left, with the reason.
public final class SearchTrace {
  /// What became of a continuation.
  public enum Fate: String, Sendable, CaseIterable {
    /// It lived on.
    case kept
    /// It ended with the end mark.
    case finished
    /// It was as long as an output may be.
    case cut
    /// Others were better, and the beam had no place for more.
    case outranked
    /// A rule forbids it: a repetition, the least length, a forbidden phrase or a prefix.
    case forbidden
    /// It was in the beam when the search was over: it could not become better than what had finished.
    case settled
  }

  /// A token after a past.
  public struct Node: Sendable, Equatable {
    /// The step, from 1.
    public let step: Int
    /// The place of the past among the nodes; `nil` for the beginning.
    public let parent: Int?
    /// The token.
    public let token: Int32
    /// The natural logarithm of its probability.
    public let tokenLogProbability: Double
    /// The natural logarithm of the probability of the whole hypothesis with it.
    public let logProbability: Double
    /// The score of a finished hypothesis.
    public fileprivate(set) var score: Double?
    /// What became of it.
    public fileprivate(set) var fate: Fate
  }

  /// The continuations, step by step; of each step those that were taken come first.
  public private(set) var nodes: [Node] = []
  /// The nodes of the best hypothesis, the first token first; empty where none was found.
  public private(set) var best: [Int] = []

  /// The continuations that are kept of each step besides those that were taken.
  private let leftCount: Int
  /// The node of each past of the search's tree.
  private var nodeOfPast: [Int: Int] = [:]

  /// Makes a trace of nothing.
  ///
  /// - Parameter leftCount: the continuations of each step to keep besides those that were taken.
  public init(leftCount: Int = 5) { self.leftCount = leftCount }

  /// Notes a continuation that was taken.
  func take(
    _ candidate: Candidate, past: Int, parent: Int, step: Int, fate: Fate, score: Double?
  ) {
    nodeOfPast[past] = nodes.count
    nodes.append(
      Node(
        step: step, parent: nodeOfPast[parent], token: candidate.token,
        tokenLogProbability: candidate.tokenLogProbability,
        logProbability: candidate.logProbability, score: score, fate: fate))
  }

  /// Notes the best of the continuations that were not taken.
  func leave(_ step: BeamStep, _ rules: inout TokenRules, chosen: [Candidate]) {
    var left: [(candidate: Candidate, isAllowed: Bool)] = []
    for row in step.rows {
      rules.look(at: step.live.pasts[row], in: step.tree)
      let logits = step.logits(of: row)
      let best = logits.indices.sorted { (logits[$0], $1) > (logits[$1], $0) }
      for token in best.prefix(leftCount + chosen.count) {
        let candidate = step.candidate(Int32(token), row, rules)
        guard !chosen.contains(where: candidate.isSame) else { continue }
        left.append((candidate, rules.allows(Int32(token))))
      }
    }
    left.sort { Candidate.precedes($0.candidate, $1.candidate) }
    for (candidate, isAllowed) in left.prefix(leftCount) {
      nodes.append(
        Node(
          step: step.length, parent: nodeOfPast[step.live.pasts[candidate.row]],
          token: candidate.token, tokenLogProbability: candidate.tokenLogProbability,
          logProbability: candidate.logProbability, score: nil,
          fate: isAllowed ? .outranked : .forbidden))
    }
  }

  /// The hypotheses that live are given up.
  func settle(_ pasts: some Sequence<Int>) {
    for past in pasts { nodeOfPast[past].map { nodes[$0].fate = .settled } }
  }

  /// The search is over.
  func end(_ best: FinishedHypothesis?) {
    var node = best.flatMap { nodeOfPast[$0.past] }
    while let own = node {
      self.best.insert(own, at: 0)
      node = nodes[own].parent
    }
  }
}
