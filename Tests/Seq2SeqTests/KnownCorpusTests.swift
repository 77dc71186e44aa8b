import FoundationEssentials
import Glibc
import S2SFiles
import S2SModels
import S2SSearch
import S2STraining
import TestSupport
import Testing

@testable import Seq2Seq

/// A model knows the files that it was made from, wherever it lies.
@Suite struct KnownCorpusTests {
  private let folder = TemporaryDirectory()

  /// Trains on `corpus/train`, with a test set beside it.
  private func train(_ corpus: String = "corpus", model: String = "models/m") throws -> ShortRun {
    try Directory.create(folder.file(corpus))
    try Directory.create(folder.file("models"))
    let run = ShortRun(folder.file(corpus), model: folder.file(model))
    run.writeCorpus()
    folder.write("un deux trois\ntrois deux\n", to: corpus + "/test.fr")
    folder.write("one two three\nthree two\n", to: corpus + "/test.en")
    try run.train(.create, steps: 3)
    return run
  }

  private func move(_ old: String, to new: String) {
    #expect(rename(folder.file(old), folder.file(new)) == 0)
  }

  private func testFiles(_ model: String) throws -> [String] {
    var options = TranslationOptions()
    options.search.beamSize = 1
    return try Evaluator(path: folder.file(model), options: options).translate().files
  }

  private func shortlist(_ model: String) throws {
    let file = ModelDirectory(folder.file(model)).modelFile
    try ShortlistTrainer(TranslationBundle(path: file), file: file)
      .run(CorpusSelection(), writingTo: ModelDirectory(modelFile: file).shortlistFile)
  }

  private func files(_ names: String...) -> [String] { names.map(folder.file) }

  @Test func findsItsFilesFromWhereItLies() throws {
    _ = try train()
    #expect(try testFiles("models/m") == files("corpus/test.fr", "corpus/test.en"))
    try Directory.create(folder.file("elsewhere"))
    move("models", to: "elsewhere/models")
    #expect(
      try testFiles("elsewhere/models/m") == files("corpus/test.fr", "corpus/test.en"),
      "by the path from the root")
    move("corpus", to: "elsewhere/corpus")
    let real = AbsolutePath(folder.file("elsewhere/corpus")).text
    #expect(
      try testFiles("elsewhere/models/m") == ["\(real)/test.fr", "\(real)/test.en"],
      "by the path from the model")
    symlink(folder.file("elsewhere/models/m/model.safetensors"), folder.file("link.safetensors"))
    #expect(try testFiles("link.safetensors").count == 2, "a link is not where the model is")
    try shortlist("elsewhere/models/m")
    var request = TranslationTraining(TranslationCorpus())
    request.modelPath = folder.file("elsewhere/models/m")
    request.mode = .resume
    request.threads = 1
    request.options["steps"] = 5
    var taken: [String] = []
    try TranslationTrainer(request).run { event in
      if case .tookCorpus(let files) = event { taken = files }
    }
    #expect(taken == ["\(real)/train.fr", "\(real)/train.en"])
    // The place is that of the resumed run from now on.
    unlink(folder.file("elsewhere/models/m/shortlist.safetensors"))
    #expect(try testFiles("elsewhere/models/m").count == 2)
  }

  @Test func otherContentsAreNotTaken() throws {
    let run = try train()
    let train = files("corpus/train.fr", "corpus/train.en")
    folder.write("un\n", to: "corpus/test.fr")
    folder.write("one\n", to: "corpus/test.en")
    #expect(try testFiles("models/m").count == 2, "a new test set beside the same training files")
    folder.write("un\n", to: "corpus/train.fr")
    let model = run.directory.path
    #expect(throws: OriginError.changed(train, model: model, .test)) { try testFiles("models/m") }
    #expect(throws: OriginError.changed(train, model: model, .training)) {
      try shortlist("models/m")
    }
    #expect(
      throws: TrainingError.otherRun(
        path: run.directory.trainingFile, differences: [.contents(paths: train)])
    ) { try run.resume(steps: 5) }
    unlink(train[0])
    #expect(throws: OriginError.gone([train[0]], model: model, .training)) {
      try shortlist("models/m")
    }
    folder.write("un deux trois\ntrois deux\n", to: "corpus/test.fr")
    folder.write("one two three\nthree two\n", to: "corpus/test.en")
    #expect(try testFiles("models/m").count == 2, "the test set is the one of the training")
  }

  @Test func asksWhereThereIsNoTestSet() throws {
    _ = try train()
    for name in ["fr", "en"] { unlink(folder.file("corpus/test.\(name)")) }
    let model = folder.file("models/m")
    let train = files("corpus/train.fr", "corpus/train.en")
    #expect(throws: OriginError.noTestSet(beside: train, model: model)) {
      try testFiles("models/m")
    }
    let file = ModelDirectory(model).modelFile
    var bundle = try TranslationBundle(path: file)
    bundle.facts = [:]
    try bundle.write(to: file)
    #expect(throws: OriginError.unknown(model: model, .test)) { try testFiles("models/m") }
    #expect(throws: OriginError.unknown(model: model, .training)) { try shortlist("models/m") }
  }

  /// A test set has the name of the training files, with `test` in place of `train`, or is that of
  /// their directory; what was trained on is none.
  @Test func theTestSetIsBesideTheTrainingFiles() throws {
    var corpus = TranslationCorpus(source: "fr", target: "en")
    for name in ["a.train.tsv", "a.test.tsv", "test.tsv", "b.tsv", "x/test.tsv", "x/train.tsv"] {
      try Directory.create(folder.file("x"))
      folder.write("un\tone\n", to: name)
    }
    let cases = [
      ("a.train.tsv", ["a.test.tsv"]), ("b.tsv", ["test.tsv"]), ("test.tsv", []),
      ("x/train.tsv", ["x/test.tsv"]),
    ]
    for (train, test) in cases {
      corpus.train = folder.file(train)
      #expect(try corpus.files(.test) == test.map(folder.file), "\(train)")
    }
    corpus.train = folder.file("x/train.tsv")
    corpus.valid = folder.file("x/test.tsv")
    #expect(try corpus.files(.test) == [], "it was validated on")
  }

  /// Without another corpus, a run that begins with a model has the model's.
  @Test func beginsWithTheCorpusOfTheModel() throws {
    let base = try train()
    var request = TranslationTraining(TranslationCorpus())
    request.from = base.directory.path
    request.modelPath = folder.file("models/next")
    request.threads = 1
    request.options["steps"] = 1
    try TranslationTrainer(request).run()
    let next = try ModelFile(path: folder.file("models/next/model.safetensors"))
    #expect(next.corpus.map(\.path) == files("corpus/train.fr", "corpus/train.en"))
    request.mode = .overwrite
    unlink(folder.file("corpus/train.fr"))
    #expect(throws: OriginError.self) { try TranslationTrainer(request).run() }
    folder.write(
      (0..<40).map { "un \($0)\tone \($0)\n" }.joined(), to: "other.tsv")
    request.corpus.train = folder.file("other.tsv")
    #expect(throws: Never.self) { try TranslationTrainer(request).run() }
  }

  /// The unfinished run that was saved last goes on; of finished ones, the only one.
  @Test func findsTheRunThatWasStopped() throws {
    let models = folder.file("models")
    func stopped() throws -> String? {
      try ModelDirectory.stopped(task: "translate", under: models).path
    }
    #expect(throws: ModelError.noneUnfinished(directory: models, task: "translate", finished: [])) {
      try stopped()
    }
    let finished = try train()
    #expect(try stopped() == finished.directory.path)
    for name in ["a", "b"] {
      let run = ShortRun(folder.file("corpus"), model: folder.file("models/\(name)"))
      var request = run.request(.create)
      request.options = ["hidden": 4, "embedding": 4, "steps": 50]
      let steps = Mutexless()
      _ = try TranslationTrainer(request).run(
        report: { if case .step = $0 { steps.count += 1 } }, isCancelled: { steps.count > 2 })
    }
    utimes(ModelDirectory(models + "/b").trainingFile, [timeval(), timeval()])
    #expect(try stopped() == models + "/a")
    #expect(throws: ModelError.noneUnfinished(directory: models, task: "lm", finished: [])) {
      try ModelDirectory.stopped(task: "lm", under: models)
    }
  }

  /// A number that only the thread of the trainer touches.
  private final class Mutexless: @unchecked Sendable { var count = 0 }
}
