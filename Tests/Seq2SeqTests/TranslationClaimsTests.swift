import S2SCorpora
import S2SOptions
import Seq2Seq
import TestSupport
import Testing

/// The textbooks' claims about encoders, decoders and taggers, in the short forms of the experiments of
/// `docs/experiments`.
@Suite struct TranslationClaimsTests {
  private let folder = TemporaryDirectory()

  /// One vector is enough to copy a sequence that was read backwards long before it is enough for one that was read
  /// forwards: the first output is then near the first input.
  @Test func aReversedSourceIsEasierToCopy() throws {
    try write("train", CopyTask(SymbolSequences("abcdefgh", from: 3, through: 8)), count: 6_000)
    try write(
      "test", CopyTask(SymbolSequences("abcdefgh", from: 3, through: 8)), count: 100, seed: 2)
    let common: OptionValues = [
      "attention": "none", "embedding": 16, "learning-rate": 0.01, "steps": 800,
    ]
    try train("forwards", common, ["reverse-source": false])
    try train("backwards", common, ["reverse-source": true])
    let forwards = try score("perplexity", of: "forwards", on: "test")
    let backwards = try score("perplexity", of: "backwards", on: "test")
    #expect(backwards < 0.6 * forwards, "\(backwards), \(forwards)")
  }

  /// One vector holds short sequences and not long ones, attention both, though every length is trained as often.
  @Test func attentionHoldsLongSequences() throws {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    try write("train", CopyTask(SymbolSequences(letters, from: 2, through: 12)), count: 8_000)
    try write("short", CopyTask(SymbolSequences(letters, from: 3, through: 5)), count: 200, seed: 9)
    try write(
      "long", CopyTask(SymbolSequences(letters, from: 10, through: 12)), count: 200, seed: 9)
    try train(
      "vector",
      [
        "attention": "none", "reverse-source": true, "learning-rate": 0.01, "steps": 1_400,
      ])
    try train(
      "attention",
      [
        "attention": "general", "bidirectional": true, "reverse-source": false,
        "learning-rate": 0.005, "steps": 900,
      ])
    func right(_ model: String, _ part: String) throws -> Double {
      try score("sentence_accuracy", of: model, on: part)
    }
    let (vectorShort, vectorLong) = (try right("vector", "short"), try right("vector", "long"))
    let (short, long) = (try right("attention", "short"), try right("attention", "long"))
    #expect(vectorLong < 0.2 * vectorShort, "\(vectorShort), \(vectorLong)")
    #expect(long > 0.4 * short && long > vectorLong + 20, "\(short), \(long)")
  }

  /// A tag that the next word decides is known to a tagger of two directions alone.
  @Test func aTagByTheNextWordNeedsBothDirections() throws {
    for (name, count, seed) in [("train", 300, 1), ("valid", 100, 7)] {
      folder.write(Self.sentences(count, seed: seed), to: name + ".tsv")
    }
    func accuracy(bidirectional: Bool) throws -> Double {
      var request = TrainingRequest<TaggerCorpus, TaggerOptions>(
        TaggerCorpus(train: folder.file("train.tsv"), valid: folder.file("valid.tsv")))
      request.modelPath = folder.file("tagger-\(bidirectional)")
      request.threads = 1
      request.options.merge(
        [
          "hidden": 16, "embedding": 16, "character-hidden": 0, "word-dropout": 0, "dropout": 0,
          "batch-sentences": 10, "learning-rate": 0.01, "schedule": "constant", "steps": 300,
          "bidirectional": .flag(bidirectional),
        ]
      ) { $1 }
      try TaggerTrainer(request).run()
      let evaluator = try TaggerEvaluator(path: folder.file("tagger-\(bidirectional)"))
      let scores = try evaluator.evaluate(folder.file("valid.tsv")).scores
      return try #require(scores.first { $0.name == "accuracy" }).score
    }
    let (one, both) = (try accuracy(bidirectional: false), try accuracy(bidirectional: true))
    #expect(both > 95 && one < 75, "\(one), \(both)")
  }

  /// Sentences of six words, each tagged by whether the next word is an `a`: no past says that.
  private static func sentences(_ count: Int, seed: Int) -> String {
    var state = UInt32(seed)
    func next() -> Bool {
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 31 == 1
    }
    return (0..<count).map { _ in
      let words = (0..<6).map { _ in next() ? "a" : "b" }
      let tags = words.dropFirst() + ["b"]
      return zip(words, tags).map { "\($0)\t\($1.uppercased())\n" }.joined() + "\n"
    }.joined()
  }

  /// Writes examples of a task.
  private func write(
    _ name: String, _ task: some GeneratedTask, count: Int, seed: UInt64 = 1
  ) throws {
    let size = GeneratedCorpus.Size(examples: count, validation: 0, test: 0)
    for file in try GeneratedCorpus(task, size, seed: seed).files() {
      folder.write(file.contents, to: file.name.replacing("train", with: name))
    }
  }

  /// Trains a translator with one layer of 64 on `train`; later options count.
  private func train(_ name: String, _ options: OptionValues...) throws {
    var request = TrainingRequest(source: "input", target: "output")
    request.corpus.train = folder.file("train")
    request.modelPath = folder.file(name)
    request.threads = 1
    let common: OptionValues = [
      "tokens": "spaces", "context": "start", "layers": 1, "hidden": 64, "embedding": 32,
      "dropout": 0, "label-smoothing": 0, "batch-sentences": 32, "schedule": "constant",
      "epochs": 1_000, "validate-every": 0, "precision": "float32",
    ]
    for options in [common] + options { request.options.merge(options) { $1 } }
    _ = try TranslationTrainer(request).run()
  }

  /// A score of a model on a test set.
  private func score(_ name: String, of model: String, on test: String) throws -> Double {
    var request = EvaluationRequest()
    request.metrics.measures = [.perplexity, .accuracy]
    var options = TranslationOptions()
    options.search.beamSize = 1
    let evaluation = try Evaluator(path: folder.file(model), options: options)
      .run(CorpusSelection(test: folder.file(test)), request)
    return try #require(evaluation.scores.first { $0.name == name }).score
  }
}
