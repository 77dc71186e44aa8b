import S2SSearch

/// A step decoder whose logits are a fixed function of the source and of all tokens so far.
struct ToyDecoder: StepDecoder {
  let vocabularySize: Int
  let seed: UInt64
  /// What the end mark's logit gains, so that sentences end early or late.
  var endBonus: Float = 0

  func start(_ sources: [[Int32]]) -> [[Int32]] { sources }

  func step(_ tokens: [Int32], state: inout [[Int32]], logits: inout [Float]) {
    for (row, token) in tokens.enumerated() {
      state[row].append(token)
      for token in 0..<vocabularySize {
        logits[row * vocabularySize + token] = logit(state[row], token)
      }
    }
  }

  func select(_ rows: [Int], of state: inout [[Int32]]) { state = rows.map { state[$0] } }

  func logit(_ past: [Int32], _ token: Int) -> Float {
    var hash = seed
    for id in past + [Int32(token)] {
      hash = (hash ^ UInt64(id)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    return Float(hash % 1_000) / 250 + (token == 2 ? endBonus : 0)
  }

  /// The log-probabilities of what may follow; padding and start mark count in the sum only.
  func logProbabilities(_ past: [Int32]) -> [Double] {
    let logits = (0..<vocabularySize).map { Double(logit(past, $0)) }
    var sum = 0.0
    for logit in logits { sum += exponential(logit) }
    return logits.map { $0 - logarithm(sum) }
  }
}

/// A decoder whose log-probabilities stand in a table from past (the start mark included) to
/// the probabilities of tokens 2, 3, 4, ...
struct TableDecoder: StepDecoder {
  let table: [[Int32]: [Double]]
  var vocabularySize: Int { 2 + (table.values.map(\.count).max() ?? 0) }

  func start(_ sources: [[Int32]]) -> [[Int32]] { sources.map { _ in [] } }

  func step(_ tokens: [Int32], state: inout [[Int32]], logits: inout [Float]) {
    for (row, token) in tokens.enumerated() {
      state[row].append(token)
      let probabilities = table[state[row]] ?? [1]
      for token in 0..<vocabularySize {
        let known = token >= 2 && token - 2 < probabilities.count
        let probability = known ? probabilities[token - 2] : 0
        logits[row * vocabularySize + token] =
          probability > 0 ? Float(logarithm(probability)) : -1e9
      }
    }
  }

  func select(_ rows: [Int], of state: inout [[Int32]]) { state = rows.map { state[$0] } }
}
