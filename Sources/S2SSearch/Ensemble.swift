import CKernels

/// Several models that translate together: the mean of their log-probabilities, token by token.
///
/// The geometric mean of the probabilities, up to a constant that the search's own softmax takes
/// away; what Marian does.
public struct Ensemble<Member: StepDecoder>: StepDecoder {
  private let members: [Member]

  /// One state a member, and room for its logits.
  public struct State {
    var states: [Member.State]
    var logits: [Float]
  }

  /// Groups models of one vocabulary.
  ///
  /// - Throws: `SearchError` when there is none, or their vocabularies' sizes differ.
  public init(_ members: [Member]) throws {
    guard let first = members.first else {
      throw SearchError("an ensemble needs at least one model.")
    }
    guard members.allSatisfy({ $0.vocabularySize == first.vocabularySize }) else {
      throw SearchError(
        "the models of an ensemble need one vocabulary, but theirs have "
          + members.map { String($0.vocabularySize) }.joined(separator: ", ") + " tokens.")
    }
    self.members = members
  }

  /// The vocabulary's size, the same for all members.
  public var vocabularySize: Int { members[0].vocabularySize }

  /// Starts every member.
  public func start(_ sources: [[Int32]]) -> State {
    State(states: members.map { $0.start(sources) }, logits: [])
  }

  /// One step of every member; the logits are the mean log-probabilities.
  public func step(_ tokens: [Int32], state: inout State, logits: inout [Float]) {
    members[0].step(tokens, state: &state.states[0], logits: &logits)
    guard members.count > 1 else { return }
    let size = vocabularySize
    if state.logits.count < tokens.count * size {
      state.logits = [Float](repeating: 0, count: tokens.count * size)
    }
    let share = 1 / Float(members.count)
    for row in 0..<tokens.count {
      logits.withUnsafeMutableBufferPointer { addShare(of: $0, row: row, share, to: nil) }
    }
    for index in members.indices.dropFirst() {
      members[index].step(tokens, state: &state.states[index], logits: &state.logits)
      logits.withUnsafeMutableBufferPointer { sum in
        state.logits.withUnsafeMutableBufferPointer { own in
          for row in 0..<tokens.count { addShare(of: own, row: row, share, to: sum) }
        }
      }
    }
  }

  /// Keeps rows in every member.
  public func select(_ rows: [Int], of state: inout State) {
    for index in members.indices { members[index].select(rows, of: &state.states[index]) }
  }

  /// Turns a row of logits into log-probabilities times `share`, in place, and adds them to
  /// another's row where there is one.
  private func addShare(
    of logits: UnsafeMutableBufferPointer<Float>, row: Int, _ share: Float,
    to sum: UnsafeMutableBufferPointer<Float>?
  ) {
    guard let base = logits.baseAddress else { return }
    let first = row * vocabularySize
    let normalizer = s2s_log_sum_exp(base + first, vocabularySize)
    for token in first..<first + vocabularySize {
      logits[token] = (logits[token] - normalizer) * share
      if let sum { sum[token] += logits[token] }
    }
  }
}
