/// A pair by itself, with what several checks ask for.
struct CheckedPair {
  let source: String
  let target: String
  let sourceSize: TextSize
  let targetSize: TextSize

  /// Measures a pair.
  init(_ source: String, _ target: String) {
    (self.source, self.target) = (source, target)
    (sourceSize, targetSize) = (TextSize(source), TextSize(target))
  }
}

/// The checks that look at one pair alone.
///
/// The doctor makes them for every pair, and training for a sample of its pairs. A new one is a
/// function and its name in the list.
enum PairChecks {
  /// Finds a problem, if the pair has it.
  typealias Check = @Sendable (CheckedPair) -> CorpusProblem?

  /// All of them; the first finds what leaves nothing for the others.
  static let all: [Check] = [sizes, identicalSides, differingNumbers, noLetters]

  /// The problems of a pair, and the pair as a cleaned copy holds it.
  static func examine(
    _ source: String, _ target: String
  ) -> (pair: CheckedPair, problems: ProblemSet) {
    var problems = LineScan.problems(source).union(LineScan.problems(target))
    let pair =
      problems.isDisjoint(with: .repairable)
      ? CheckedPair(source, target)
      : CheckedPair(LineRepair.repaired(source), LineRepair.repaired(target))
    for check in all {
      guard let problem = check(pair) else { continue }
      problems.insert(problem)
      if problem == .emptySide || problem == .emptyPair { break }
    }
    return (pair, problems)
  }

  private static let sizes: Check = { pair in
    switch CorpusCleaner().reason(pair.sourceSize, pair.targetSize) {
    case .emptySide?:
      max(pair.sourceSize.words, pair.targetSize.words) == 0 ? .emptyPair : .emptySide
    case .tooLong?: .tooLong
    case .ratio?: .unlikelyLengths
    default: nil
    }
  }

  /// Names and numbers are the same in many languages; as many words as this are not.
  private static let fewestIdenticalWords = 4

  /// Whether both sides are the same, and more than a name or a number.
  static let identicalSides: Check = { pair in
    pair.sourceSize.words >= fewestIdenticalWords
      && pair.source.utf8.elementsEqual(pair.target.utf8) ? .identicalSides : nil
  }

  private static let differingNumbers: Check = { pair in
    Digits(pair.source).differ(from: Digits(pair.target)) ? .differingNumbers : nil
  }

  private static let noLetters: Check = { pair in
    Letters.areIn(pair.source) && Letters.areIn(pair.target) ? nil : .noLetters
  }
}
