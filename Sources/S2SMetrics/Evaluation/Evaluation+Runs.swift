extension Evaluation {
  /// Scores the texts of several runs of a system, and compares them with those of another.
  ///
  /// The systems of `significance` are the runs of the other system, as many as of this one.
  ///
  /// - Parameters:
  ///   - subjects: the texts of each run, with the same references.
  ///   - report: is called with what is done, on any thread.
  /// - Throws: `MetricError` with any code.
  public init(
    runs subjects: [EvaluationSubject], metrics: [any Metric], significance: Significance,
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws {
    guard let first = subjects.first else { throw MetricError.emptyCorpus }
    let runs = subjects.map { PairedTest.System($0.name, hypotheses: $0.hypotheses) }
    let comparison = try significance.runsTest.compare(
      [runs] + (significance.systems.isEmpty ? [] : [significance.systems]),
      references: first.references, metrics: metrics, report: report)
    self.init(name: "\(subjects.count) runs, the first is \(first.name)", runs: comparison)
    language = first.language
    let corpora = try subjects.map {
      try EvaluationCorpus(hypotheses: $0.hypotheses, references: $0.references)
    }
    if corpora.contains(where: \.looksTokenized) { warnings.append(.tokenizedHypotheses) }
  }
}
