/// How often examples of each class were taken for each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The precision, recall and F1 of a class, and how many examples it has.
  public struct Class: Sendable, Equatable {
    /// Of the examples that were taken for this class, the share that are; 0 where there are none.
    public let precision: Double
    /// Of the examples of this class, the share that were taken for it; 0 where there are none.
    public let recall: Double
    /// The harmonic mean of both; 0 where both are 0.
    public let f1: Double
    /// The examples of this class.
    public let support: Int
  }

  /// The number of examples by true class, then by chosen class.
  public let counts: [[Int]]

  /// Counts.
  public init(classCount: Int, truth: [Int], chosen: [Int]) {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (truth, chosen) in zip(truth, chosen) { counts[truth][chosen] += 1 }
    self.counts = counts
  }

  /// The number of examples.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// The share of examples whose class was chosen; 0 where there are none.
  public var accuracy: Double {
    ratio(counts.indices.reduce(0) { $0 + counts[$1][$1] }, total)
  }

  /// The classes that are true of an example or were chosen for one.
  public var usedClasses: [Int] {
    counts.indices.filter { support($0) + chosenCount($0) > 0 }
  }

  /// The mean F1 of these classes.
  ///
  /// Reference: `f1_score` of scikit-learn, whose classes are those of both lists.
  public var macroF1: Double {
    let values = usedClasses.map { self[$0].f1 }
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The measures of a class.
  public subscript(index: Int) -> Class {
    let (right, support, chosen) = (counts[index][index], support(index), chosenCount(index))
    return Class(
      precision: ratio(right, chosen), recall: ratio(right, support),
      f1: ratio(2 * right, support + chosen), support: support)
  }

  private func support(_ index: Int) -> Int { counts[index].reduce(0, +) }
  private func chosenCount(_ index: Int) -> Int { counts.reduce(0) { $0 + $1[index] } }
  private func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
