import Foundation
import S2SModels
import S2SOptions
import TestSupport
import Testing

@testable import Seq2Seq

/// What a language model of a stream does while it reads a text: cache and dynamic evaluation.
@Suite struct StreamAdaptationTests {
  private let folder = TemporaryDirectory()

  /// A model that has read numbers for a while.
  private func train(_ change: (inout [String: OptionValue]) -> Void = { _ in }) throws {
    let names = ["one", "two", "three", "four"]
    folder.write((0..<140).map { names[$0 * $0 % 4] + "\n" }.joined(), to: "train.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("train.txt"), valid: folder.file("train.txt")))
    request.modelPath = folder.file("model")
    request.threads = 1
    request.options = [
      "stream": true, "unit": "character", "hidden": 24, "embedding": 8, "lanes": 4, "bptt": 16,
      "learning-rate": 0.02, "dropout": 0, "schedule": "constant", "steps": 60,
    ]
    change(&request.options)
    try LanguageModelTrainer(request).run()
  }

  private func evaluator(_ adaptation: StreamAdaptation) throws -> LanguageModelEvaluator {
    var evaluator = try LanguageModelEvaluator(path: folder.file("model"))
    evaluator.adaptation = adaptation
    return evaluator
  }

  private func loss(_ lines: [String], _ adaptation: StreamAdaptation) throws -> Double {
    try evaluator(adaptation).fit(lines, threads: 1).negativeLogLikelihood
  }

  private static func dynamic(segment: Int = 20, rate: Double = 0.0002) -> StreamAdaptation {
    var adaptation = StreamAdaptation()
    adaptation.dynamic = .init()
    adaptation.dynamic?.segment = segment
    adaptation.dynamic?.rate = rate
    return adaptation
  }

  private static func cache(_ size: Int) -> StreamAdaptation {
    var adaptation = StreamAdaptation()
    adaptation.cache = .init(size: size)
    return adaptation
  }

  private static var both: StreamAdaptation {
    var adaptation = dynamic()
    adaptation.cache = .init(size: 50)
    return adaptation
  }

  /// Other words than those of the training.
  private static let text = ["worn net", "renown", "", "new fort", "hewn", "tenth tower"]

  /// A token is scored before it is learned from, so the first segment is as without.
  @Test func scoresBeforeItLearns() throws {
    try train()
    let plain = try loss(["worn"], StreamAdaptation())
    // With the mark before a word and the end these are six tokens.
    #expect(abs(try loss(["worn"], Self.dynamic(segment: 6)) - plain) < 1e-4)
    #expect(abs(try loss(["worn"], Self.dynamic(segment: 5)) - plain) > 1e-4)
  }

  /// What comes again is less of a surprise than the first time, and than without.
  @Test(arguments: [dynamic(), cache(100), both])
  func knowsWhatItHasRead(adaptation: StreamAdaptation) throws {
    try train()
    let before = try Data(contentsOf: URL(filePath: folder.file("model/model.safetensors")))
    let first = try loss(Self.text, adaptation)
    let second = try loss(Self.text + Self.text, adaptation) - first
    #expect(second < 0.97 * first, "\(first) \(second)")
    let plain = try loss(Self.text, StreamAdaptation())
    #expect(second < 0.97 * (try loss(Self.text + Self.text, StreamAdaptation()) - plain))
    let after = try Data(contentsOf: URL(filePath: folder.file("model/model.safetensors")))
    #expect(before == after)
  }

  /// Without a rate nothing is learned; without its part of the probability no cache counts.
  @Test func nothingIsNothing() throws {
    try train()
    let plain = try loss(Self.text, StreamAdaptation())
    #expect(abs(try loss(Self.text, Self.dynamic(rate: 0)) - plain) < 1e-3)
    var cache = Self.cache(10)
    cache.cache?.lambda = 0
    #expect(abs(try loss(Self.text, cache) - plain) < 1e-6)
  }

  @Test func signaturesSayIt() throws {
    try train()
    folder.write("worn\n", to: "test.txt")
    let found = try evaluator(Self.both).evaluate(folder.file("test.txt"), threads: 1)
    let signature = found.scores[0].signature.description
    let wanted = "|read:stream|cache:50,0.3,0.1|dynamic:0.0002,0.02,20"
    #expect(signature.contains(wanted), "\(signature)")
  }

  /// The text that gradients are measured on is the model's own, or is named.
  @Test func asksForTheTrainingText() throws {
    try train()
    let own = try loss(Self.text, Self.dynamic())
    folder.write(Self.text.joined(separator: "\n"), to: "other.txt")
    try FileManager.default.moveItem(
      atPath: folder.file("train.txt"), toPath: folder.file("moved.txt"))
    #expect(throws: OriginError.self) { try loss(Self.text, Self.dynamic()) }
    var named = Self.dynamic()
    named.dynamic?.trainingText = folder.file("moved.txt")
    #expect(try loss(Self.text, named) == own)
    named.dynamic?.trainingText = folder.file("other.txt")
    #expect(try loss(Self.text, named) != own)
  }

  @Test func saysWhatItCannotDo() throws {
    try train()
    let path = folder.file("model/model.safetensors")
    try ModelFile(path: path).quantized().write(to: folder.file("small.safetensors"))
    var small = try LanguageModelEvaluator(path: folder.file("small.safetensors"))
    small.adaptation = Self.dynamic()
    #expect(throws: ModelError.self) { try small.fit(["one"]) }
    small.adaptation = Self.cache(9)
    #expect(try small.fit(["one"]).perplexity.isFinite)
    var wrong = Self.cache(9)
    wrong.cache?.lambda = 1
    #expect(throws: OptionError.self) { try loss(["one"], wrong) }
    #expect(throws: OptionError.self) { try loss(["one"], Self.cache(0)) }
    #expect(throws: OptionError.self) { try loss(["one"], Self.dynamic(segment: 0)) }
  }

  @Test(arguments: [dynamic(), cache(9)]) func readsNoLines(adaptation: StreamAdaptation) throws {
    try train { options in
      for name in ["stream", "lanes", "bptt"] { options[name] = nil }
    }
    let path = folder.file("model/model.safetensors")
    #expect(throws: ModelError.readsLines(path: path, option: adaptation.option ?? "")) {
      try loss(["one"], adaptation)
    }
    var options = ScoringOptions()
    options.inContext = true
    #expect(throws: ModelError.readsLines(path: path, option: "in-context")) {
      try TextScorer(path: path, options: options)
    }
  }

  /// Lines in context, in one call or several, come to what the evaluation says.
  @Test(arguments: [1, 4, 100]) func linesInContextSumUp(atOnce: Int) throws {
    try train()
    let lines = Self.text + Self.text
    var options = ScoringOptions()
    options.inContext = true
    let scorer = try TextScorer(path: folder.file("model"), options: options)
    let scores = try stride(from: 0, to: lines.count, by: atOnce).flatMap { start in
      try scorer.score(
        lines[start..<min(start + atOnce, lines.count)].map { TextPair(text: $0) })
    }
    // A mark before the first word, the characters, the end.
    let counts = lines.map { $0.isEmpty ? 1 : $0.unicodeScalars.count + 2 }
    #expect(scores.map(\.tokens.count) == counts)
    let sum = scores.reduce(0) { $0 - $1.logProbability }
    #expect(abs(sum - (try loss(lines, StreamAdaptation()))) < 1e-9)
    for score in scores {
      let parts = score.tokenLogProbabilities.reduce(0) { $0 + Double($1) }
      #expect(abs(parts - score.logProbability) < 1e-4)
    }
    let alone = try TextScorer(path: folder.file("model")).score(lines.map { TextPair(text: $0) })
    #expect(scores[0] == alone[0] && scores[3] != alone[3])
  }
}
