/// Hypotheses with their references, checked: every hypothesis has at least one.
public struct EvaluationCorpus: Sendable {
  /// The system's outputs, one a sentence.
  public let hypotheses: [String]
  /// The reference streams, each as long as `hypotheses`; nil where a stream has no reference.
  public let references: [[String?]]
  /// References a sentence; nil when that varies.
  public let referenceCount: Int?

  /// Checks that both sides match.
  ///
  /// An empty string is a reference without words; only nil is no reference, as in sacreBLEU.
  ///
  /// - Throws: `MetricError` with the codes `emptyCorpus`, `unequalCounts`, `noReferences`,
  ///   `missingReference`.
  public init(hypotheses: [String], references: [[String?]]) throws {
    guard !references.isEmpty else {
      throw MetricError.noReferences
    }
    for (index, stream) in references.enumerated() where stream.count != hypotheses.count {
      throw MetricError.unequalCounts(
        .references(index + 1, of: references.count), count: stream.count,
        sentences: hypotheses.count)
    }
    guard !hypotheses.isEmpty else { throw MetricError.emptyCorpus }
    referenceCount = try Self.count(references, sentences: hypotheses.count)
    self.hypotheses = hypotheses
    self.references = references
  }

  /// Whether the hypotheses seem to be tokenised: a hundred of them end in a stop on its own.
  ///
  /// BLEU of such text is not what others publish; sacreBLEU warns of it unless forced.
  public var looksTokenized: Bool {
    hypotheses.lazy.filter { $0.utf8.suffix(2).elementsEqual(" .".utf8) }.prefix(100).count == 100
  }

  /// The references of one sentence, in the order of the streams.
  package func references(at index: Int) -> [String] { references.compactMap { $0[index] } }

  private static func count(_ references: [[String?]], sentences: Int) throws -> Int? {
    var least = Int.max
    var most = 0
    for index in 0..<sentences {
      let count = references.reduce(0) { $0 + ($1[index] == nil ? 0 : 1) }
      guard count > 0 else {
        throw MetricError.missingReference(line: index + 1)
      }
      least = min(least, count)
      most = max(most, count)
    }
    return least == most ? most : nil
  }
}
