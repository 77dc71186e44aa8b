import Foundation
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// A tagger in whole runs: it learns, and has what the house gives to every task.
@Suite struct TaggerRunTests {
  private let folder = TemporaryDirectory()

  /// A word's tag depends on its ending and on the word before: `runs` is a noun after `the`.
  private static let sentences: [[(String, String)]] = {
    let stems = ["run", "walk", "jump", "play", "look", "work", "turn", "call", "move", "rest"]
    let names = ["Ann", "Bob", "Eve", "Tom"]
    return (0..<160).map { number in
      let (first, second) = (stems[number % 10], stems[(number * 7 + 3) % 10])
      return number % 2 == 0
        ? [
          (names[number / 2 % 4], "NAME"), (first + "s", "VERB"), ("the", "DET"),
          (second + "s", "NOUN"),
        ]
        : [("the", "DET"), (first + "s", "NOUN"), (second + "ed", "VERB"), (".", "PUNCT")]
    }
  }()

  private func write(_ sentences: some Sequence<[(String, String)]>, to name: String) {
    let text = sentences.map { $0.map { "\($0)\t\($1)\n" }.joined() + "\n" }.joined()
    folder.write(text, to: name)
  }

  private func request(
    _ name: String, steps: Int, mode: TrainingMode = .create, _ options: OptionValues = [:]
  ) -> TrainingRequest<TaggerCorpus, TaggerOptions> {
    write(Self.sentences.prefix(140), to: "train.tsv")
    write(Self.sentences.suffix(20), to: "valid.tsv")
    var request = TrainingRequest<TaggerCorpus, TaggerOptions>(
      TaggerCorpus(train: folder.file("train.tsv"), valid: folder.file("valid.tsv")))
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = 2
    request.set(\.learning.steps, to: steps)
    if mode != .resume {
      let small: OptionValues = [
        "hidden": 16, "embedding": 16, "character-hidden": 16, "character-embedding": 16,
        "batch-sentences": 8, "learning-rate": 0.02, "dropout": 0.1, "validate-every": 20,
        "schedule": "constant",
      ]
      request.options.merge(small) { $1 }
      request.options.merge(options) { $1 }
    }
    return request
  }

  private func train(
    _ name: String, steps: Int, mode: TrainingMode = .create, _ options: OptionValues = [:]
  ) throws {
    try TaggerTrainer(request(name, steps: steps, mode: mode, options)).run()
  }

  private func accuracy(_ name: String) throws -> Double {
    let scores = try TaggerEvaluator(path: folder.file(name)).evaluate(folder.file("valid.tsv"))
      .scores
    return try #require(scores.first { $0.name == "accuracy" }).score
  }

  @Test(arguments: ["softmax", "crf"]) func learns(output: String) throws {
    try train("model", steps: 80, ["output": .text(output)])
    #expect(try accuracy("model") == 100)
    let tagger = try Tagger(path: folder.file("model"))
    // A word that was never seen has its tag by its ending and its place.
    let tags = try tagger.tags(of: [["Tom", "bakes", "the", "bakes"], [], ["the", "bakes"]])
    #expect(tags == [["NAME", "VERB", "DET", "NOUN"], [], ["DET", "NOUN"]])
    let records = try TrainingLog.records(in: folder.file("model/history.jsonl"))
    #expect(records.contains { $0.scores["accuracy"] == 100 })
  }

  @Test func doesNotDependOnThreadsOrCompany() throws {
    try train("model", steps: 20)
    let tagger = try Tagger(path: folder.file("model"))
    let sentences = Self.sentences.map { $0.map(\.0) }
    let together = try tagger.tags(of: sentences, threads: 1)
    #expect(try tagger.tags(of: sentences, threads: 3) == together)
    let alone = try sentences.prefix(10).map { try tagger.tags(of: [$0])[0] }
    #expect(alone == Array(together.prefix(10)))
    #expect(throws: CancellationError.self) {
      try tagger.tags(of: sentences, isCancelled: { true })
    }
  }

  /// Longer than what is tagged at once.
  @Test func tagsALongSentence() throws {
    try train("model", steps: 1)
    let long = [String](repeating: "runs", count: 2_501)
    #expect(
      try Tagger(path: folder.file("model")).tags(of: [long, ["the"]]).map(\.count) == [2_501, 1])
  }

  @Test func resumingContinuesExactly() throws {
    // A loss that falls is the best at the end, wherever a run is validated.
    try train("whole", steps: 33, ["metric": "loss"])
    try train("parts", steps: 17, ["metric": "loss"])
    try train("parts", steps: 33, mode: .resume)
    for file in ["model.safetensors", "training.safetensors"] {
      #expect(
        try ShortRun.tensors(folder.file("whole/\(file)"))
          == ShortRun.tensors(folder.file("parts/\(file)")))
    }
  }

  @Test(arguments: ["softmax", "crf"]) func canBeQuantizedAndAveraged(output: String) throws {
    try train("model", steps: 60, ["output": .text(output)])
    let path = folder.file("model/model.safetensors")
    try ModelFile(path: path).quantized().write(to: folder.file("small.safetensors"))
    let exact = try accuracy("model")
    #expect(try abs(accuracy("small.safetensors") - exact) < 3)
    try ModelAverage(paths: [path, path]).model().write(to: folder.file("mean.safetensors"))
    #expect(try accuracy("mean.safetensors") == exact)
  }

  @Test func beginsWithAnotherOfItsTags() throws {
    try train("base", steps: 20)
    var next = request("next", steps: 1)
    next.from = folder.file("base")
    next.options = ["steps": 1, "learning-rate": 1e-30, "schedule": "constant"]
    try TaggerTrainer(next).run()
    #expect(
      try ShortRun.tensors(folder.file("base/model.safetensors"))
        == ShortRun.tensors(folder.file("next/model.safetensors")))
    next.modelPath = folder.file("third")
    next.corpus.train = folder.file("other.tsv")
    write([[("the", "ART")]], to: "other.tsv")
    #expect(throws: TaggedTextError.tagsOfOtherModel(["ART"])) { try TaggerTrainer(next).run() }
  }

  /// Tags that only the validation or the test set has are wrong, and counted.
  @Test func countsTagsThatItNeverSaw() throws {
    var request = request("model", steps: 20)
    write(Self.sentences.suffix(20) + [[("the", "ART"), ("runs", "NOUN")]], to: "valid.tsv")
    try TaggerTrainer(request).run()
    let scores = try TaggerEvaluator(path: folder.file("model"))
      .evaluate(folder.file("valid.tsv")).scores
    #expect("\(scores[0].signature)".contains("words:82") && scores[0].score < 100)
    #expect("\(scores[0].signature)".contains("unseen_tags:1|"))
    write([[("the", "ART")]], to: "valid.tsv")
    request.mode = .overwrite
    #expect(throws: TaggedTextError.tagsToValidateAlone(["ART"])) {
      try TaggerTrainer(request).run()
    }
    write(Array(repeating: [("the", "DET"), ("cat", "DET")], count: 30), to: "train.tsv")
    #expect(throws: TaggedTextError.oneTag(path: folder.file("train.tsv"), tag: "DET")) {
      try TaggerTrainer(request).run()
    }
  }

  /// A tag is the same in every form of Unicode: for the loss, for the scores, and for who looks into the model.
  @Test func takesFormsOfUnicodeAsOneTag() throws {
    let request = request("model", steps: 2)
    for (file, tag) in [("train.tsv", "d\u{E9}t"), ("valid.tsv", "de\u{301}t")] {
      write(Array(repeating: [("the", tag), ("runs", "NOUN")], count: 20), to: file)
    }
    try TaggerTrainer(request).run()
    let scores = try TaggerEvaluator(path: folder.file("model"))
      .evaluate(folder.file("valid.tsv")).scores
    #expect("\(scores[0].signature)".contains("unseen_tags:0|"))
    let text = InspectedText("the runs", answer: "de\u{301}t NOUN")
    let found = try Inspector(path: folder.file("model")).relevance(text)
    #expect(!found.outputs.isEmpty)
  }

  @Test func measuresSpans() throws {
    let lines = (0..<40).map { "in\tO\nNew\tB-LOC\nYork\tI-LOC\n\($0 % 7)\tO\n\n" }.joined()
    var request = request("model", steps: 40, ["metric": "f1"])
    folder.write(lines, to: "train.tsv")
    folder.write(lines, to: "valid.tsv")
    try TaggerTrainer(request).run()
    let evaluation = try TaggerEvaluator(path: folder.file("model"))
      .evaluate(folder.file("valid.tsv"))
    #expect(evaluation.scores.last?.name == "span_f1" && evaluation.scores.last?.score == 100)
    write(Self.sentences, to: "train.tsv")
    request.mode = .overwrite
    #expect(throws: TaggedTextError.noSpans) { try TaggerTrainer(request).run() }
  }

  /// A tagger of characters that has learned from a table, which is its validation text, too.
  private func cutter(_ table: String, _ options: OptionValues) throws -> Tagger {
    let request = request(
      "model", steps: 120, options.merging(["units": "characters"]) { given, _ in given })
    folder.write(table, to: "train.tsv")
    folder.write(table, to: "valid.tsv")
    try TaggerTrainer(request).run()
    return try Tagger(path: folder.file("model"))
  }

  /// Words of two characters that begin with `a`, and single `b`s.
  @Test func cutsTextIntoWords() throws {
    let lines = (0..<120).map { number in
      (0...number % 6).map {
        (number + $0 * $0) % 3 == 0 ? "b\tX\n" : "a\(($0 * 5 + number) % 4)\tX\n"
      }
      .joined() + "\n"
    }.joined()
    let tagger = try cutter(lines, ["output": "crf"])
    #expect(
      try tagger.segmented(["ba1a2b", "", " b a3b  "]) == [
        ["b", "a1", "a2", "b"], [], ["b", "a3", "b"],
      ])
    // White space ends a word, wherever it stands.
    #expect(try tagger.segmented(["a 1"])[0].joined(separator: "|") == "a|1")
    let evaluation = try TaggerEvaluator(path: folder.file("model"))
      .evaluate(folder.file("valid.tsv"))
    let f1 = try #require(evaluation.scores.first { $0.name == "word_f1" })
    #expect(f1.score == 100)
  }

  /// Words of two characters are numbers or letters; a single `b` is a word of its own.
  @Test func cutsTextAndTagsItsWordsTogether() throws {
    let words = ["a1\tNUM\n", "b\tX\n", "ac\tLET\n", "a2\tNUM\n"]
    var lines = ""
    for number in 0..<120 {
      for position in 0...number % 6 {
        lines += words[(number + 2 * position + position * position) % 4]
      }
      lines += "\n"
    }
    let tagger = try cutter(lines, ["column": "2"])
    #expect(
      try tagger.words(of: ["ba1 ac", ""]) == [
        [
          TaggedWord(text: "b", tag: "X"), TaggedWord(text: "a1", tag: "NUM"),
          TaggedWord(text: "ac", tag: "LET"),
        ], [],
      ])
    let scores = try TaggerEvaluator(path: folder.file("model"))
      .evaluate(folder.file("valid.tsv")).scores
    for name in ["word_f1", "span_f1"] {
      #expect(scores.first { $0.name == name }?.score == 100, "\(name)")
    }
  }

  @Test func tokenizesByTheRulesOfTheLanguage() throws {
    var request = request("model", steps: 1)
    request.corpus.language = "fr"
    try TaggerTrainer(request).run()
    let tagger = try Tagger(path: folder.file("model"))
    #expect(
      tagger.tokenized(["L'été est là. Il\u{A0}pleut !", " \t"]) == [
        ["L'", "été", "est", "là", "."], ["Il", "pleut", "!"],
      ])
  }

  @Test func saysWhatIsWrongWithItsCorpus() {
    folder.write("\n", to: "empty.tsv")
    folder.write("one\n", to: "bare.tsv")
    func request(_ file: String) -> TrainingRequest<TaggerCorpus, TaggerOptions> {
      var request = self.request("model", steps: 1)
      request.corpus.train = folder.file(file)
      return request
    }
    #expect(throws: CorpusError.self) { try TaggerTrainer(request("empty.tsv")).run() }
    #expect(throws: TaggedTextError.self) { try TaggerTrainer(request("bare.tsv")).run() }
    #expect(throws: OptionError.missing(option: "train")) {
      try TaggerTrainer(TrainingRequest(TaggerCorpus())).run()
    }
    var wrong = self.request("model", steps: 1, ["output": "crf", "label-smoothing": 0.1])
    #expect(throws: OptionError.excludes(option: "label-smoothing", other: "output crf")) {
      try TaggerTrainer(wrong).run()
    }
    wrong = self.request("model", steps: 1, ["character-hidden": 0])
    #expect(
      throws: OptionError.excludes(option: "character-embedding", other: "character-hidden 0")
    ) {
      try TaggerTrainer(wrong).run()
    }
    wrong = self.request("model", steps: 1, ["column": "upoz"])
    #expect(throws: TaggedTextError.unknownColumn("upoz")) { try TaggerTrainer(wrong).run() }
  }
}
