import Foundation
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// A language model in whole runs: what the house gives to every task.
@Suite struct LanguageModelRunTests {
  private let folder = TemporaryDirectory()
  private static let words = ["one", "two", "three", "four", "five", "six", "seven"]

  /// Counting, so that the next word follows from the one before.
  private static func line(_ number: Int) -> String {
    (0...number % 5).map { words[(number + $0) % 7] }.joined(separator: " ")
  }

  /// Networks whose models hold weights that others have not.
  private static let networks: [OptionValues] = [
    [:], ["softmaxes": 2, "learning-rate": 0.005], ["cell": "lstm-capped", "mogrifier": 3],
  ]

  private func request(
    _ name: String, steps: Int, mode: TrainingMode = .create, network: OptionValues = [:]
  ) -> TrainingRequest<TextCorpus, LanguageModelOptions> {
    folder.write((0..<300).map { Self.line($0) + "\n" }.joined(), to: "train.txt")
    folder.write((0..<30).map { Self.line($0) + "\n" }.joined(), to: "valid.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("train.txt"), valid: folder.file("valid.txt")))
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = 2
    request.set(\.learning.steps, to: steps)
    if mode != .resume {
      request.options.merge(
        [
          "hidden": 48, "embedding": 32, "vocabulary-size": 300, "batch-sentences": 8,
          "learning-rate": 0.02, "dropout": 0, "validate-every": 50, "patience": 100,
          "schedule": "constant", "initialization": "xavier",
        ],
        uniquingKeysWith: { first, _ in first })
      request.options.merge(network) { $1 }
    }
    return request
  }

  private func train(
    _ name: String, steps: Int, mode: TrainingMode = .create, network: OptionValues = [:]
  ) throws {
    try LanguageModelTrainer(request(name, steps: steps, mode: mode, network: network)).run()
  }

  private func fit(_ name: String, threads: Int = 2) throws -> LanguageModelEvaluator.Fit {
    try LanguageModelEvaluator(path: folder.file(name))
      .fit((0..<30).map(Self.line), threads: threads)
  }

  /// Only the first word and the end are open: 35 lines that are equally frequent, of four words
  /// with their ends on average, have a perplexity of 35^(1/4) = 2.4.
  @Test func learnsWhatFollows() throws {
    try train("model", steps: 400)
    let fit = try fit("model")
    #expect(fit.perplexity < 2.8 && fit.perplexity > 2.4, "\(fit.perplexity)")
    let records = try TrainingLog.records(in: folder.file("model/history.jsonl"))
    let best = try #require(records.compactMap(\.validationLoss).min())
    #expect(abs(exp(best) - fit.tokenPerplexity) < 1e-4 * fit.tokenPerplexity)
  }

  @Test func countsAsTheLiteratureDoes() throws {
    try train("model", steps: 1)
    let evaluator = try LanguageModelEvaluator(path: folder.file("model"))
    let fit = try evaluator.fit(["one two", "", "caf\u{E9}"])
    #expect(fit.wordCount == 3 + 3)
    #expect(fit.characterCount == 7 + 4 + 3)
    #expect(
      abs(fit.bitsPerCharacter * 14 * log(2) - fit.negativeLogLikelihood) < 1e-9
        && abs(log(fit.perplexity) * 6 - fit.negativeLogLikelihood) < 1e-9)
    let parts = try ["one two", "", "caf\u{E9}"].map {
      try evaluator.fit([$0]).negativeLogLikelihood
    }
    #expect(throws: CancellationError.self) {
      try evaluator.fit(["one two"], isCancelled: { true })
    }
    #expect(abs(parts.reduce(0, +) - fit.negativeLogLikelihood) < 1e-4)
  }

  /// A model of words does not spell what it does not know, so it says how much that is.
  @Test(arguments: [("words", 2), ("spaces", 2), ("subwords", 0)])
  func countsUnknownTokens(tokens: String, count: Int) throws {
    try train("model", steps: 1, network: tokens == "subwords" ? [:] : ["tokens": .text(tokens)])
    let evaluator = try LanguageModelEvaluator(path: folder.file("model"))
    #expect(try evaluator.fit(["one zebra two", "", "giraffe"]).unknownTokenCount == count)
    folder.write("one zebra two\n\ngiraffe\n", to: "test.txt")
    let scores = try evaluator.evaluate(folder.file("test.txt")).scores
    #expect(scores.allSatisfy { "\($0.signature)".contains("|unknown_tokens:\(count)|") })
  }

  @Test func doesNotDependOnThreads() throws {
    try train("model", steps: 20)
    #expect(try fit("model", threads: 1) == fit("model", threads: 3))
  }

  @Test(arguments: networks) func resumingContinuesExactly(_ network: OptionValues) throws {
    try train("whole", steps: 33, network: network)
    try train("parts", steps: 17, network: network)
    try train("parts", steps: 33, mode: .resume)
    for file in ["model.safetensors", "training.safetensors"] {
      #expect(
        try ShortRun.tensors(folder.file("whole/\(file)"))
          == ShortRun.tensors(folder.file("parts/\(file)")))
    }
  }

  @Test(arguments: networks) func canBeQuantizedAndAveraged(_ network: OptionValues) throws {
    try train("model", steps: 60, network: network)
    let path = folder.file("model/model.safetensors")
    try ModelFile(path: path).quantized().write(to: folder.file("small.safetensors"))
    let (exact, rounded) = (try fit("model"), try fit("small.safetensors"))
    #expect(abs(rounded.perplexity / exact.perplexity - 1) < 0.05)
    let mean = try ModelAverage(paths: [path, path]).model()
    try mean.write(to: folder.file("mean.safetensors"))
    #expect(try fit("mean.safetensors") == exact)
  }

  @Test func beginsWithAnotherOfItsKind() throws {
    try train("base", steps: 40)
    var next = request("next", steps: 1)
    next.from = folder.file("base")
    next.options = ["steps": 1, "learning-rate": 1e-30, "schedule": "constant"]
    try LanguageModelTrainer(next).run()
    #expect(
      try ShortRun.tensors(folder.file("base/model.safetensors"))
        == ShortRun.tensors(folder.file("next/model.safetensors")))
  }

  /// Every kind of use says so when it meets a model of another task.
  @Test func isNoTranslator() throws {
    try train("model", steps: 1)
    let path = folder.file("model/model.safetensors")
    #expect(throws: ModelError.self) { try Translator(path: path) }
    var translator = TrainingRequest(source: "fr", target: "en")
    translator.corpus.train = folder.file("train.tsv")
    folder.write((0..<40).map { "un \($0)\tone \($0)\n" }.joined(), to: "train.tsv")
    translator.modelPath = folder.file("model")
    translator.mode = .resume
    let error = #expect(throws: TrainingError.self) { try TranslationTrainer(translator).run() }
    guard case .otherTask(_, "lm", "translate") = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    translator.mode = .create
    translator.modelPath = folder.file("other")
    translator.from = path
    #expect(throws: ModelError.self) { try TranslationTrainer(translator).run() }
  }

  @Test func forecastsItsRun() throws {
    let forecast = try LanguageModelTrainer(request("model", steps: 7)).forecast()
    #expect(forecast.task == "lm" && forecast.trainingExamples == 300 && forecast.steps == 7)
    #expect(folder.names == ["train.txt", "valid.txt"])
  }

  @Test func setsValidationLinesAside() throws {
    var alone = request("model", steps: 1)
    alone.corpus.valid = nil
    var facts: CorpusFacts?
    try LanguageModelTrainer(alone).run { event in
      if case .readCorpus(let read) = event { facts = read }
    }
    #expect(facts?.trainingCount == 270 && facts?.validationCount == 30)
    #expect(facts?.hasOwnValidation == false && facts?.setsEndAside == false)
  }

  @Test func refusesATextWithoutWords() {
    folder.write("\n \n\t\n", to: "empty.txt")
    let request = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("empty.txt")))
    #expect(throws: (any Error).self) { try LanguageModelTrainer(request).run() }
    #expect(throws: OptionError.missing(option: "train")) {
      try LanguageModelTrainer(TrainingRequest(TextCorpus())).run()
    }
  }
}
