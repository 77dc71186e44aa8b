/// Which word of the hypothesis stands where a word of the reference should, and which are wrong.
struct WordAlignment {
  /// For each word of the reference the last word of the hypothesis up to there; -1 for none.
  private(set) var positions: [Int] = []
  /// Whether each word of the reference is missing or replaced.
  private(set) var isReferenceWrong: [Bool] = []
  /// Whether each word of the hypothesis is superfluous or in place of another.
  private(set) var isHypothesisWrong: [Bool] = []

  /// Forgets all words and makes room for the given number.
  mutating func reset(hypothesisCount: Int, referenceCount: Int) {
    positions.removeAll(keepingCapacity: true)
    positions.append(contentsOf: repeatElement(-1, count: referenceCount))
    isReferenceWrong.removeAll(keepingCapacity: true)
    isReferenceWrong.append(contentsOf: repeatElement(false, count: referenceCount))
    isHypothesisWrong.removeAll(keepingCapacity: true)
    isHypothesisWrong.append(contentsOf: repeatElement(false, count: hypothesisCount))
  }

  /// Two words stand in the same place, and are the same unless wrong.
  mutating func pair(hypothesis: Int, reference: Int, isWrong: Bool) {
    positions[reference] = hypothesis
    isReferenceWrong[reference] = isWrong
    isHypothesisWrong[hypothesis] = isWrong
  }

  /// A word of the hypothesis is superfluous.
  mutating func insert(hypothesis: Int) { isHypothesisWrong[hypothesis] = true }

  /// A word of the reference is missing before a word of the hypothesis.
  mutating func omit(reference: Int, before hypothesis: Int) {
    positions[reference] = hypothesis - 1
    isReferenceWrong[reference] = true
  }
}
