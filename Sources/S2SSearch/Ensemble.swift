/// Several models that translate together: the mean of their log-probabilities, token by token.
///
/// The geometric mean of the probabilities, up to a constant that the search's own softmax removes;
/// as in Marian. A token that one model rules out is out, where the arithmetic mean of OpenNMT and
/// fairseq lets the others carry it.
public struct Ensemble<Member: StepDecoder>: StepDecoder {
  private let members: [Member]

  /// One state a member, and room for its logits.
  public struct State {
    var states: [Member.State]
    var logits: [Float]
  }

  /// Groups models of one vocabulary.
  ///
  /// - Throws: `SearchError.emptyEnsemble`, or `unequalVocabularies`.
  public init(_ members: [Member]) throws {
    guard let first = members.first else { throw SearchError.emptyEnsemble }
    guard members.allSatisfy({ $0.vocabularySize == first.vocabularySize }) else {
      throw SearchError.unequalVocabularies(sizes: members.map(\.vocabularySize))
    }
    self.members = members
  }

  /// The number of target tokens, the same in all.
  public var vocabularySize: Int { members[0].vocabularySize }

  /// Encodes the sources with every model.
  public func start(_ sources: [[Int32]]) -> State {
    State(states: members.map { $0.start(sources) }, logits: [])
  }

  /// Takes a step with every model; the logits are the means of their log-probabilities.
  public func step(_ tokens: [Int32], state: inout State, logits: inout [Float]) {
    let (rows, size) = (tokens.count, vocabularySize)
    if state.logits.count < rows * size {
      state.logits = [Float](repeating: 0, count: rows * size)
    }
    logits.withUnsafeMutableBufferPointer { $0[..<(rows * size)].update(repeating: 0) }
    let share = 1 / Float(members.count)
    for index in members.indices {
      members[index].step(tokens, state: &state.states[index], logits: &state.logits)
      state.logits.withUnsafeBufferPointer { own in
        logits.withUnsafeMutableBufferPointer { mean in
          addLogProbabilities(of: own, rows, size, times: share, to: mean)
        }
      }
    }
  }

  /// Keeps rows of every model's state.
  public func select(_ rows: [Int], of state: inout State) {
    for index in members.indices { members[index].select(rows, of: &state.states[index]) }
  }

  /// Whether all members have attention.
  public var hasAttention: Bool { members.allSatisfy(\.hasAttention) }

  /// Adds the mean of the members' attention.
  public func addAttention(
    of state: State, times weight: Float, width: Int, to sums: inout [Float]
  ) {
    let share = weight / Float(members.count)
    for (member, state) in zip(members, state.states) {
      member.addAttention(of: state, times: share, width: width, to: &sums)
    }
  }
}

extension Ensemble: Sendable where Member: Sendable {}

/// Adds the log-probabilities of logits `[rows, size]` times `share` to a sum.
///
/// Outside of the generic type, so that it is compiled for Float alone.
private func addLogProbabilities(
  of logits: UnsafeBufferPointer<Float>, _ rows: Int, _ size: Int, times share: Float,
  to sum: UnsafeMutableBufferPointer<Float>
) {
  for row in 0..<rows {
    let range = row * size..<(row + 1) * size
    let normalizer = Float(logSumExp(UnsafeBufferPointer(rebasing: logits[range])))
    for index in range { sum[index] += (logits[index] - normalizer) * share }
  }
}
