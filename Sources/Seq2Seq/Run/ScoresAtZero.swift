import S2STraining

/// Notices scores that stay at 0 although the model learns: such a score can choose no model and
/// end no run, and most often it does not suit the language.
package struct ScoresAtZero {
  /// The validations after which a score is reported.
  private static let patience = 3

  /// The losses of the validations so far, by the name of a score that was 0 in all of them.
  private var losses: [String: [Double]] = [:]
  /// The scores that were not 0 once, or were reported.
  private var settled: Set<String> = []

  /// Has seen no validation.
  package init() {}

  /// Takes in a validation.
  ///
  /// - Returns: the names of scores that were 0 in the first three validations while the loss fell;
  ///   each is returned once.
  package mutating func add(_ result: ValidationResult) -> [String] {
    for score in result.scores where score.isHigherBetter {
      if score.value != 0 { settled.insert(score.name) }
      losses[score.name, default: []].append(result.loss)
    }
    let stuck = losses.filter { name, losses in
      guard let last = losses.last, let first = losses.first else { return false }
      return !settled.contains(name) && losses.count >= Self.patience && last < first
    }
    settled.formUnion(stuck.keys)
    return stuck.keys.sorted()
  }
}
