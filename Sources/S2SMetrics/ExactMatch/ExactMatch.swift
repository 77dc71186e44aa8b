/// The share of the hypotheses that are equal to a reference, from 0 to 100: the accuracy of
/// sequences.
///
/// Case, punctuation and white space count, only not white space at the ends.
public struct ExactMatch: Metric {
  /// Makes a metric.
  public init() {}

  /// Gathers a 1 for each hypothesis that is equal to one of its references, else 0.
  public func statistics(of corpus: EvaluationCorpus) -> SentenceStatistics {
    SentenceStatistics(width: 1, corpus: corpus) { Counter() }
  }

  /// Computes the one score from summed statistics.
  public func scores(of sum: StatisticsSum) -> [MetricScore] {
    let share = sum.sentenceCount > 0 ? sum.values[0] / Double(sum.sentenceCount) : 0
    return [
      MetricScore(
        name: "exact", score: 100 * share,
        signature: Signature(
          referenceCount: sum.referenceCount,
          fields: [Signature.Field("case", short: "c", "mixed")]))
    ]
  }

  private struct Counter: SentenceCounter {
    func row(_ hypothesis: String, _ references: [String]) -> [Double] {
      let text = Self.trimmed(hypothesis)
      return [references.contains { Self.trimmed($0).elementsEqual(text) } ? 1 : 0]
    }

    /// Scalars, as comparing characters takes time by the square of endless combining marks.
    private static func trimmed(_ text: String) -> Substring.UnicodeScalarView {
      let start = text.unicodeScalars.drop { $0.properties.isWhitespace }
      guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else {
        return Substring().unicodeScalars
      }
      return start[...last]
    }
  }
}
