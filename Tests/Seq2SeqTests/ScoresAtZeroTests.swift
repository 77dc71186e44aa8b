import Foundation
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Scores that do not suit the language are noticed, and those of validation suit it.
@Suite struct ScoresAtZeroTests {
  private func reports(_ validations: [(loss: Double, bleu: Double)]) -> [Int] {
    var scores = ScoresAtZero()
    return validations.indices.filter { index in
      let (loss, bleu) = validations[index]
      return !scores.add(ValidationResult(loss: loss, scores: [Score("bleu", bleu)])).isEmpty
    }
  }

  @Test func areReportedOnceWhereTheLossFalls() {
    #expect(reports([(5, 0), (4, 0), (3, 0), (2, 0), (1, 0)]) == [2])
    #expect(reports([(5, 0), (6, 0), (7, 0), (4, 0)]) == [3])
    #expect(reports([(5, 0), (4, 0.2), (3, 0), (2, 0), (1, 0)]) == [])
    #expect(reports([(5, 0), (4, 0)]) == [])
  }

  /// With 13a the first score would be 0, as no translation is right as a whole.
  @Test func validationCutsTheWordsOfTheTargetLanguage() throws {
    let folder = TemporaryDirectory()
    let numbers = (0..<15).map { "\($0 % 3) \($0 % 5)" }
    folder.write(numbers.map { "un \($0)\n" }.joined(), to: "train.fr")
    folder.write(numbers.map { "这是一辆红色的车\($0)。\n" }.joined(), to: "train.zh-Hans")
    var request = TranslationTraining(source: "fr", target: "zh-Hans")
    request.corpus.train = folder.file("train")
    request.corpus.valid = folder.file("train")
    request.modelPath = folder.file("model")
    request.threads = 1
    request.options = [
      "hidden": 8, "embedding": 8, "steps": 20, "validate-every": 20, "batch-sentences": 4,
      "epochs": 100, "learning-rate": 0.03, "metric": "bleu",
    ]
    var scores: [Double] = []
    _ = try TranslationTrainer(request).run(report: { event in
      if case .validated(let record) = event { scores.append(record.scores["bleu"] ?? 0) }
    })
    let card = try String(contentsOfFile: folder.file("model/README.md"), encoding: .utf8)
    #expect(card.contains("`tok:zh`"))
    var options = TranslationOptions()
    options.search.beamSize = 1
    let evaluation = try Evaluator(path: folder.file("model"), options: options)
      .run(CorpusSelection(test: folder.file("train")))
    #expect(evaluation.scores[0].signature.description.contains("tok:zh"))
    #expect(scores.max() == evaluation.scores[0].score)
    #expect((scores.first ?? 0) > 0, "\(scores)")
  }
}
