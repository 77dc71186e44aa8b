import Foundation
import S2SModels
import S2SOptions
import S2STraining
import TestSupport
import Testing

@testable import Seq2Seq

/// A text that is read as one stream: what is cut where, and what is carried.
@Suite struct StreamedTextTests {
  private let folder = TemporaryDirectory()

  private static func stream(_ count: Int) -> TokenStream {
    TokenStream([Array(10..<Int32(10 + count - 1))], end: 2)
  }

  /// Every token is predicted once in an epoch, whatever the lanes and windows.
  @Test(arguments: [(1, 1, 1), (7, 3, 2), (23, 4, 5), (50, 60, 7), (100, 8, 1_000)])
  func predictsEveryTokenOnce(count: Int, lanes: Int, window: Int) {
    let stream = Self.stream(count)
    let text = StreamedText(
      stream: stream, count: 1, laneCount: lanes, windowSize: window, seed: 5)
    for epoch in 0..<3 {
      let batches = text.batches(ofEpoch: epoch, part: 0)
      var seen: [Int] = []
      var ends: [Int: Int] = [:]
      for case .window(let window) in batches {
        for (lane, part) in zip(window.lanes, window.parts) {
          // A lane goes on where it ended.
          if let end = ends[lane] { #expect(part.lowerBound == end) }
          #expect(window.begins == (ends[lane] == nil) && !part.isEmpty)
          ends[lane] = part.upperBound
          seen += part
        }
        #expect(window.dealt(to: 2).flatMap(\.parts) == window.parts)
      }
      #expect(seen.sorted() == Array(0..<count), "\(epoch)")
      #expect(batches.allSatisfy { $0.tokenCount > 0 })
    }
  }

  private static let numbers = ["one", "two", "three", "four"]

  /// The same four lines again and again, an empty one after the second: what a line says follows from the
  /// line before.
  private static var text: String {
    (0..<140).map { numbers[$0 % 4] + ($0 % 4 == 1 ? "\n\n" : "\n") }.joined()
  }

  private func request(
    _ name: String, steps: Int, mode: TrainingMode = .create, threads: Int = 2
  ) -> TrainingRequest<TextCorpus, LanguageModelOptions> {
    folder.write(Self.text, to: "train.txt")
    var request = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("train.txt"), valid: folder.file("train.txt")))
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = threads
    request.set(\.learning.steps, to: steps)
    if mode != .resume {
      request.options.merge(
        [
          "stream": true, "unit": "character", "epochs": 1_000, "vocabulary-size": 300,
          "hidden": 48,
          "embedding": 16, "lanes": 5, "bptt": 24, "learning-rate": 0.02, "dropout": 0,
          "validate-every": 100, "patience": 100, "schedule": "constant",
          "initialization": "xavier",
        ],
        uniquingKeysWith: { first, _ in first })
    }
    return request
  }

  /// The lines repeat, so with what stood before nothing is left to guess, empty lines included.
  @Test func knowsWhatStoodBefore() throws {
    var whole = request("model", steps: 600)
    whole.options["schedule"] = "linear"
    try LanguageModelTrainer(whole).run()
    let evaluator = try LanguageModelEvaluator(path: folder.file("model"))
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let fit = try evaluator.fit(Array(lines.dropLast()))
    #expect(fit.characterCount == Self.text.unicodeScalars.count)
    #expect(fit.bitsPerCharacter < 0.3, "\(fit.bitsPerCharacter)")
    // The same lines in another order are a surprise.
    #expect(try evaluator.fit(lines.dropLast().reversed()).bitsPerCharacter > 1)
    var written = ""
    var options = GenerationOptions()
    options.maximumTokens = 30
    options.sampling.topK = 1
    let generator = try TextGenerator(path: folder.file("model"))
    try generator.generate(after: "one\ntwo\n\nth", options) { written += $0 }
    #expect(written.hasPrefix("ree\nfour\none\ntwo\n\nthr"), "\(written)")
  }

  /// The states between windows are a part of the run.
  @Test func resumingContinuesExactly() throws {
    try LanguageModelTrainer(request("whole", steps: 31)).run()
    try LanguageModelTrainer(request("parts", steps: 14)).run()
    try LanguageModelTrainer(request("parts", steps: 31, mode: .resume)).run()
    for file in ["model.safetensors", "training.safetensors"] {
      #expect(
        try ShortRun.tensors(folder.file("whole/\(file)"))
          == ShortRun.tensors(folder.file("parts/\(file)")))
    }
  }

  /// A place begins with a state of zero, so a short text is validated in one go, and a long one in 16 places.
  @Test(arguments: [
    (1, 1), (999, 1), (1_999, 1), (2_000, 2), (15_999, 15), (16_000, 16), (73_760, 16),
  ])
  func validatesShortTextsInFewPlaces(tokens: Int, places: Int) {
    #expect(LanguageModelData.validationLanes(of: tokens) == places)
  }

  /// What a run says of a short text is what `s2s eval` says of it.
  @Test func validatesAShortTextAsItIsEvaluated() throws {
    try LanguageModelTrainer(request("model", steps: 20)).run()
    let records = try TrainingLog.records(in: folder.file("model/history.jsonl"))
    let loss = try #require(records.last?.validationLoss)
    let evaluation = try LanguageModelEvaluator(path: folder.file("model"))
      .evaluate(folder.file("train.txt"), threads: 1)
    let found = try #require(evaluation.scores.first { $0.name == "token_perplexity" }).score
    #expect(abs(exp(loss) - found) < 1e-4 * found, "\(exp(loss)), not \(found)")
  }

  @Test func setsTheEndAside() throws {
    var alone = request("model", steps: 1)
    alone.corpus.valid = nil
    var facts: CorpusFacts?
    try LanguageModelTrainer(alone).run { event in
      if case .readCorpus(let read) = event { facts = read }
    }
    #expect(facts?.hasOwnValidation == false && facts?.setsEndAside == true)
  }

  @Test(arguments: [
    ("one\n", "1 line kept"), ("one\ntwo\n", "all 2 lines kept"),
    ("one\n\n", "1 of 2 lines has a word"), ("a\n\nb\n", "2 of 3 lines have a word"),
  ])
  func countsLinesInWords(text: String, words: String) throws {
    #expect(try TextLines(path: folder.write(text, to: "lines.txt")).summary == words)
  }

  @Test(arguments: [("lanes", 3), ("bptt", 3)])
  func needsAStream(option: String, value: Int) {
    var lines = request("model", steps: 1)
    lines.options["stream"] = nil
    lines.options["lanes"] = nil
    lines.options["bptt"] = nil
    lines.options[option] = .integer(Int128(value))
    #expect(throws: OptionError.needs(option: option, other: "stream")) {
      try LanguageModelTrainer(lines).run()
    }
  }
}
