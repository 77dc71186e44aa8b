import S2SModels
import S2SOptions
import S2STensors
import S2STraining
import Testing

@testable import Seq2Seq

/// What a worker computes gradients with are the weights as they are, in every task.
@Suite struct TaskWeightsTests {
  /// The loss that training sees is the one that validation measures, before and after weights change.
  private func check<Task: LearningTask>(
    _ kind: Task.Type, _ corpus: Task.Corpus, _ more: OptionValues
  ) throws {
    var given = more
    given["hidden"] = 8
    given["embedding"] = 8
    given["dropout"] = 0
    given["label-smoothing"] = 0
    let options = try Task.Options().changed(by: given)
    let data = try Task.Data(corpus, seed: 1)
    let texts = try data.learnTexts(options)
    let model = try Task.makeModel(options, texts, copies: 3)
    model.initialize(seed: 1)
    let trained = DataParallel(Task(model, texts, options), workers: Workers(count: 2))
    let measured = DataParallel(Task(measuring: model), workers: Workers(count: 1))
    let source = try data.encodeSample(of: 40, texts, options, threads: 1)
    let batch = try #require(try source.batches(ofEpoch: 0, part: 0).first)
    for factor: Float in [1, 4] {
      for index in 0..<model.parameters.count { model.parameters.floats.base[index] *= factor }
      let seen = trained.backward(batch, seed: 1).loss.mean
      let real = measured.loss([batch], of: measured.model).mean
      #expect(abs(seen - real) < 1e-4 * real, "\(Task.name), weights times \(factor)")
    }
  }

  @Test func everyTaskLearnsWithItsWeightsAsTheyAre() throws {
    var translation = TranslationCorpus(source: "fr", target: "en")
    translation.train = "corpora/phrasebook/valid"
    let text = TextCorpus(train: "corpora/phrasebook/valid.en")
    var checked: Set<String> = []
    for kind in TaskKind.all {
      checked.insert(kind.name)
      switch kind {
      case is TranslationTask.Type: try check(TranslationTask.self, translation, [:])
      case is LanguageModelTask.Type:
        try check(LanguageModelTask.self, text, [:])
        try check(LanguageModelTask.self, text, ["stream": true])
      case is ClassifierTask.Type:
        let corpus = ClassifierCorpus(train: "corpora/classifier/valid.tsv")
        try check(ClassifierTask.self, corpus, ["word-dropout": 0])
      case is TaggerTask.Type:
        let corpus = TaggerCorpus(train: "corpora/tagger/valid.conllu")
        try check(TaggerTask.self, corpus, ["word-dropout": 0])
      case is CaptionerTask.Type:
        try check(
          CaptionerTask.self, CaptionerCorpus(directory: "corpora/scenes"), [:])
      default: Issue.record("no corpus for \(kind.name)")
      }
    }
    #expect(checked.count == TaskKind.all.count)
  }
}
