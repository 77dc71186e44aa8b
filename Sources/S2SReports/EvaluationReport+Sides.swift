import S2SMetrics

extension EvaluationReport {
  /// Every sentence as it is written, the other systems' beside it, with what sets them apart.
  func sentences(
    _ texts: ScoredTexts, scores: [Double]
  ) throws -> [EvaluationPage.Sentence] {
    let others = try evaluation.others.map { ($0.texts, try $0.texts.sentenceChrF()) }
    return texts.corpus.hypotheses.indices.map { index in
      let hypothesis = texts.corpus.hypotheses[index]
      let reference = texts.corpus.references(at: index).first ?? ""
      let difference = WordDifference(
        hypothesis: hypothesis, reference: reference, cutter: texts.cutter)
      var sentence = EvaluationPage.Sentence(
        line: index + 1, source: texts.sources?[index],
        hypothesis: Self.pieces(difference.hypothesisRuns),
        reference: Self.pieces(difference.referenceRuns), score: scores[index])
      sentence.others = others.map { other, scores in
        let text = other.corpus.hypotheses[index]
        let fromReference = WordDifference(
          hypothesis: text, reference: reference, cutter: texts.cutter)
        let between = WordDifference(
          hypothesis: text, reference: hypothesis, cutter: texts.cutter)
        return .init(
          score: scores[index], text: Self.pieces(fromReference.hypothesisRuns),
          besideHypothesis: Self.pieces(between.hypothesisRuns),
          hypothesis: Self.pieces(between.referenceRuns))
      }
      return sentence
    }
  }

  private static func pieces(_ runs: [WordDifference.Run]) -> [EvaluationPage.Sentence.Piece] {
    runs.map { .init($0.text, differs: $0.differs) }
  }
}
