/// The properties of all live hypotheses of a batch, one array per property.
struct SearchRows {
  private(set) var tokens: [Int32] = []
  private(set) var parents: [Int] = []
  private(set) var pasts: [Int] = []
  private(set) var logProbabilities: [Double] = []

  var count: Int { tokens.count }

  mutating func append(token: Int32, parent: Int, past: Int, logProbability: Double) {
    tokens.append(token)
    parents.append(parent)
    pasts.append(past)
    logProbabilities.append(logProbability)
  }

  /// Forgets the rows from `first` on, but not the room for them.
  mutating func removeAll(from first: Int = 0) {
    tokens.removeLast(count - first)
    parents.removeLast(parents.count - first)
    pasts.removeLast(pasts.count - first)
    logProbabilities.removeLast(logProbabilities.count - first)
  }
}
