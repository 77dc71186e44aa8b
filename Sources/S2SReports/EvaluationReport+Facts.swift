import S2SFiles
import S2SMetrics

extension EvaluationReport {
  /// What one has to know to make the evaluation again, beside the signatures.
  var facts: [EvaluationPage.Fact] {
    var facts: [EvaluationPage.Fact] = []
    for file in evaluation.files {
      let count = file.count.map { [grouped($0) + ($0 == 1 ? " line" : " lines")] } ?? []
      let digest = file.sha256.map { ["SHA-256 \($0)"] } ?? []
      let rest = (count + digest).joined(separator: ", ")
      facts.append(
        .init(
          file.role.rawValue.prefix(1).uppercased() + file.role.rawValue.dropFirst(),
          file.name + (rest.isEmpty ? "" : ": " + rest)))
    }
    if let texts = evaluation.texts { facts.append(.init("Sizes", Self.sizes(of: texts))) }
    if !evaluation.search.isEmpty {
      let settings = evaluation.search.map { "\($0.name) \($0.value)" }
      facts.append(.init("Search", settings.joined(separator: ", ")))
    }
    if let speed = evaluation.sentencesPerSecond {
      facts.append(.init("Speed", "\(grouped(Int(speed))) sentences a second"))
    }
    return facts + tests
  }

  /// Sentences, and words as the breakdowns cut them.
  private static func sizes(of texts: ScoredTexts) -> String {
    func words(_ lines: some Sequence<String>) -> String {
      grouped(lines.reduce(0) { $0 + texts.cutter.words(of: $1).count }) + " words"
    }
    let sources = texts.sources.map { ["sources of \(words($0))"] } ?? []
    let parts = [
      "\(grouped(texts.corpus.hypotheses.count)) sentences",
      "references of \(words(texts.corpus.references.joined().compactMap(\.self)))",
      "translations of \(words(texts.corpus.hypotheses))",
    ]
    return (parts.prefix(1) + sources + parts.dropFirst()).joined(separator: ", ")
  }

  /// The tests of significance with the numbers of their samples.
  private var tests: [EvaluationPage.Fact] {
    var facts: [EvaluationPage.Fact] = []
    if let intervals = evaluation.intervals {
      facts.append(
        .init(
          "Intervals",
          "95 % by bootstrap resampling, \(grouped(intervals.resamples)) resamples, "
            + "seed \(intervals.seed)"))
    }
    if let test = evaluation.comparison?.test {
      let isBootstrap = test.kind == .bootstrap
      facts.append(
        .init(
          "Significance test",
          (isBootstrap ? "paired bootstrap resampling" : "paired approximate randomization")
            + ", \(grouped(test.samples)) \(isBootstrap ? "resamples" : "trials"), "
            + "seed \(test.seed)"))
    }
    return facts
  }
}
