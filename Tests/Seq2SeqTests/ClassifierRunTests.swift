import Foundation
import S2SCorpora
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// A classifier in whole runs: what the house gives to every task.
@Suite struct ClassifierRunTests {
  private let folder = TemporaryDirectory()
  private static let words = ["one", "two", "three", "four", "five", "six", "seven"]

  /// What a line is about decides one of its words.
  private static func line(_ number: Int) -> (label: String, text: String) {
    let label = ["low", "high", "none"][number % 3]
    let key = ["down", "up", "flat"][number % 3]
    var text = (0...number % 4).map { words[(number * 5 + $0) % 7] }
    text.insert(key, at: number % (text.count + 1))
    return (label, text.joined(separator: " "))
  }

  private func write(_ name: String, _ numbers: Range<Int>, labelFirst: Bool = true) {
    let lines = numbers.map(Self.line).map {
      labelFirst ? "\($0.label)\t\($0.text)\n" : "\($0.text)\t\($0.label)\n"
    }
    folder.write(lines.joined(), to: name)
  }

  private func request(
    _ name: String, steps: Int, mode: TrainingMode = .create
  ) -> TrainingRequest<ClassifierCorpus, ClassifierOptions> {
    write("train.tsv", 0..<240)
    write("valid.tsv", 240..<300)
    var request = TrainingRequest<ClassifierCorpus, ClassifierOptions>(
      ClassifierCorpus(train: folder.file("train.tsv"), valid: folder.file("valid.tsv")))
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = 2
    request.set(\.learning.steps, to: steps)
    if mode != .resume {
      request.options.merge(
        [
          "hidden": 8, "embedding": 8, "vocabulary-size": 300, "batch-sentences": 8,
          "learning-rate": 0.02, "dropout": 0.1, "validate-every": 20, "patience": 100,
          "schedule": "constant", "initialization": "xavier",
        ],
        uniquingKeysWith: { first, _ in first })
    }
    return request
  }

  private func train(_ name: String, steps: Int, mode: TrainingMode = .create) throws {
    try ClassifierTrainer(request(name, steps: steps, mode: mode)).run()
  }

  private func accuracy(_ name: String) throws -> Double {
    try Classifier(path: folder.file(name)).evaluate(folder.file("valid.tsv"), threads: 1)
      .scores[0].score
  }

  @Test(arguments: ["last", "mean", "max", "attention"])
  func learnsTheWordThatDecides(pooling: OptionValue) throws {
    var request = request("model", steps: 120)
    request.options["pooling"] = pooling
    try ClassifierTrainer(request).run()
    let found = try accuracy("model")
    #expect(found >= 95, "\(pooling): \(found)")
    let records = try TrainingLog.records(in: folder.file("model/history.jsonl"))
    let best = try #require(records.compactMap { $0.scores["accuracy"] }.max())
    #expect(abs(best - found) < 1e-9)
  }

  @Test func takesTheLabelsBehindTheTexts() throws {
    var other = request("model", steps: 1)
    write("train.tsv", 0..<240, labelFirst: false)
    other.corpus.valid = nil
    var facts: CorpusFacts?
    try ClassifierTrainer(other).run { event in
      if case .readCorpus(let read) = event { facts = read }
    }
    let summary = try #require(facts?.summary)
    #expect(summary == #"the last column has 3 labels: "high" 80, "low" 80, "none" 80"#)
    #expect(facts?.trainingCount == 216 && facts?.validationCount == 24)
    let classifier = try Classifier(path: folder.file("model"))
    #expect(classifier.labels == ["high", "low", "none"])
    // Where a text is a label, too, the labels are where the training texts had them.
    folder.write("high\tlow\n", to: "both.tsv")
    let evaluation = try classifier.evaluate(folder.file("both.tsv"))
    #expect(
      evaluation.tables[0].rows.contains { Array($0.prefix(2)) == [.text("low"), .count(1)] },
      "\(evaluation.tables[0].rows)")
  }

  @Test func answersDependOnTheLineAlone() throws {
    try train("model", steps: 10)
    let classifier = try Classifier(path: folder.file("model"))
    let texts = (0..<40).map { Self.line($0).text } + ["", "\u{1F600}", "up"]
    let answers = try classifier.classify(texts, threads: 1)
    #expect(try classifier.classify(texts, threads: 3) == answers)
    for (text, answer) in zip(texts, answers).suffix(5) {
      #expect(try classifier.classify([text]) == [answer])
      #expect(abs(answer.probabilities.reduce(0, +) - 1) < 1e-5)
      #expect(answer.probability == answer.probabilities.max())
    }
    #expect(throws: CancellationError.self) {
      try classifier.classify(["up"], isCancelled: { true })
    }
  }

  @Test func resumingContinuesExactly() throws {
    try train("whole", steps: 33)
    try train("parts", steps: 17)
    try train("parts", steps: 33, mode: .resume)
    // The run in two parts is validated once more, where it was stopped, so its best model may be that one.
    #expect(
      try ShortRun.tensors(folder.file("whole/training.safetensors"))
        == ShortRun.tensors(folder.file("parts/training.safetensors")))
  }

  @Test func canBeQuantizedAndAveraged() throws {
    try train("model", steps: 60)
    let path = folder.file("model/model.safetensors")
    try ModelFile(path: path).quantized().write(to: folder.file("small.safetensors"))
    #expect(try abs(accuracy("small.safetensors") - accuracy("model")) < 5)
    let mean = try ModelAverage(paths: [path, path]).model()
    try mean.write(to: folder.file("mean.safetensors"))
    #expect(try accuracy("mean.safetensors") == accuracy("model"))
  }

  @Test func forecastsItsRun() throws {
    let forecast = try ClassifierTrainer(request("model", steps: 7)).forecast()
    #expect(forecast.task == "classifier" && forecast.trainingExamples == 240)
    #expect(folder.names == ["train.tsv", "valid.tsv"])
  }

  // MARK: - Beginning with a model

  @Test func beginsWithAnotherOfItsKind() throws {
    try train("base", steps: 10)
    var next = request("next", steps: 1)
    next.from = folder.file("base")
    next.options = ["steps": 1, "learning-rate": 1e-30, "schedule": "constant"]
    try ClassifierTrainer(next).run()
    #expect(
      try ShortRun.tensors(folder.file("base/model.safetensors"))
        == ShortRun.tensors(folder.file("next/model.safetensors")))
  }

  private func trainLanguageModel() throws {
    folder.write((0..<240).map { Self.line($0).text + "\n" }.joined(), to: "text.txt")
    var base = TrainingRequest<TextCorpus, LanguageModelOptions>(
      TextCorpus(train: folder.file("text.txt")))
    base.modelPath = folder.file("lm")
    base.threads = 1
    base.options = [
      "hidden": 8, "embedding": 6, "vocabulary-size": 300, "steps": 5, "tie-embeddings": false,
    ]
    try LanguageModelTrainer(base).run()
  }

  /// Embedding and cells are the language model's; only the output is new.
  @Test func beginsWithALanguageModel() throws {
    try trainLanguageModel()
    var next = request("next", steps: 1)
    next.from = folder.file("lm")
    next.options = ["steps": 1, "learning-rate": 1e-30, "schedule": "constant"]
    try ClassifierTrainer(next).run()
    let (old, new) = try (
      ShortRun.tensors(folder.file("lm/model.safetensors")),
      ShortRun.tensors(folder.file("next/model.safetensors"))
    )
    for name in ["embedding.weight", "network.layers.0.weight_ih", "network.layers.0.weight_hh"] {
      #expect(old[name] != nil && old[name] == new[name], "\(name)")
    }
    #expect(old["output.weight"] != new["output.weight"])
    #expect(Set(new.keys).subtracting(old.keys).isEmpty)
  }

  /// A run that began with a language model and was stopped goes on exactly.
  @Test func resumesFromALanguageModel() throws {
    try trainLanguageModel()
    for (name, steps) in [("whole", [9]), ("parts", [4, 9])] {
      for (index, step) in steps.enumerated() {
        var next = request(name, steps: step, mode: index == 0 ? .create : .resume)
        if index == 0 {
          next.from = folder.file("lm")
          next.options = ["steps": OptionValue(step), "batch-sentences": 8, "validate-every": 2]
        }
        try ClassifierTrainer(next).run()
      }
    }
    #expect(
      try ShortRun.tensors(folder.file("whole/training.safetensors"))
        == ShortRun.tensors(folder.file("parts/training.safetensors")))
  }

  @Test func refusesWhatContradictsALanguageModel() throws {
    try trainLanguageModel()
    for options: OptionValues in [["bidirectional": true], ["hidden": 12], ["unit": "character"]] {
      var next = request("next", steps: 1)
      next.from = folder.file("lm")
      next.options = options
      #expect(throws: TrainingError.self, "\(options)") { try ClassifierTrainer(next).run() }
    }
    var other = request("next", steps: 1)
    other.from = folder.file("lm")
    other.corpus.language = "fr"
    other.options = [:]
    #expect(throws: ModelError.self) { try ClassifierTrainer(other).run() }
  }

  // MARK: - Labels

  /// A corpus with a label in two forms of Unicode gives the run of a corpus with one of them.
  @Test func takesFormsOfUnicodeAsOneLabel() throws {
    var losses: [[Double?]] = []
    for (name, forms) in [("one", ["caf\u{E9}"]), ("two", ["caf\u{E9}", "cafe\u{301}"])] {
      var request = request(name, steps: 40)
      request.threads = 1
      for (file, numbers) in [("train.tsv", 0..<240), ("valid.tsv", 240..<300)] {
        let lines = numbers.map { number in
          let line = Self.line(number)
          let label = line.label == "low" ? forms[number / 3 % forms.count] : line.label
          return "\(label)\t\(line.text)\n"
        }
        folder.write(lines.joined(), to: file)
      }
      try ClassifierTrainer(request).run { event in
        if case .leftOut(let count, _) = event { Issue.record("\(name): \(count) left out") }
      }
      let classifier = try Classifier(path: folder.file(name))
      #expect(classifier.labels == ["caf\u{E9}", "high", "none"])
      #expect(try classifier.evaluate(folder.file("valid.tsv")).warnings.isEmpty)
      let records = try TrainingLog.records(in: folder.file("\(name)/history.jsonl"))
      losses.append(records.map(\.validationLoss))
    }
    #expect(losses[0] == losses[1])
    #expect(
      try ShortRun.tensors(folder.file("one/model.safetensors"))
        == ShortRun.tensors(folder.file("two/model.safetensors")))
  }

  // MARK: - Bad input

  @Test func countsLabelsThatItNeverSaw() throws {
    var request = request("model", steps: 2)
    folder.write("low\tone down\nodd\ttwo\nhigh\tup\n", to: "valid.tsv")
    var facts: CorpusFacts?
    request.threads = 1
    try ClassifierTrainer(request).run { event in
      if case .readCorpus(let read) = event { facts = read }
    }
    #expect(
      facts?.summary.hasSuffix("; 1 to validate with have labels of no training text") == true)
    let evaluation = try Classifier(path: folder.file("model")).evaluate(folder.file("valid.tsv"))
    guard case .unknownClasses(1, ["odd"]) = evaluation.warnings.first else {
      Issue.record("\(evaluation.warnings)")
      return
    }
    #expect(evaluation.scores[0].score <= 200.0 / 3 + 1e-9)
  }

  /// There is nothing to merge in one direction; with two, and where the default is named, there is.
  @Test func refusesToMergeOneDirection() throws {
    var one = request("model", steps: 1)
    one.options.merge(["bidirectional": false, "merge": "sum"]) { $1 }
    #expect(throws: OptionError.needs(option: "merge", other: "bidirectional")) {
      try ClassifierTrainer(one).run()
    }
    one.options["merge"] = "concat"
    try ClassifierTrainer(one).run()
  }

  @Test func refusesWhatIsNoCorpus() {
    func problem(_ text: String) -> (any Error)? {
      folder.write(text, to: "bad.tsv")
      let request = TrainingRequest<ClassifierCorpus, ClassifierOptions>(
        ClassifierCorpus(train: folder.file("bad.tsv")))
      return #expect(throws: (any Error).self) { try ClassifierTrainer(request).run() }
    }
    #expect(
      problem("a\tx\na\ty\na\tz\n") as? LabelError
        == .oneLabel(
          path: folder.file("bad.tsv"), label: "a"))
    #expect(problem("") is CorpusError)
    #expect(problem("a\t\nb\t\na\t\nb\t\n\n") is CorpusError)
    #expect(problem("a\tx\nb\ty\na\tz\nb\tw\n") is CorpusError)
    #expect(problem("one two\nthree\n") is LabelError)
    #expect(throws: OptionError.missing(option: "train")) {
      try ClassifierTrainer(TrainingRequest(ClassifierCorpus())).run()
    }
  }
}
