import Glibc
import S2SCorpora
import S2SFiles
import S2SModels
import S2STraining
import TestSupport
import Testing

@testable import Seq2Seq

/// What is written into the directory of a model replaces nothing that is read, and nobody's own files.
@Suite struct ModelOutputTests {
  private let folder = TemporaryDirectory()

  private func run(_ model: String = "model") -> ShortRun {
    let run = ShortRun(folder.path, model: folder.file(model))
    run.writeCorpus()
    return run
  }

  private func train(_ run: ShortRun, _ change: (inout TranslationTraining) -> Void) throws {
    var request = run.request(.overwrite)
    request.options = ["hidden": 4, "embedding": 4, "steps": 1]
    change(&request)
    try TranslationTrainer(request).run()
  }

  /// Corpus, validation and configuration in the place of a file of the run, by name and by link.
  @Test(arguments: [
    "history.jsonl", "README.md", "model.safetensors", "checkpoint-00000001.safetensors",
  ])
  func aRunNeverReplacesWhatItReads(name: String) throws {
    let run = run()
    try Directory.create(folder.file("model"))
    folder.write("un\tone\n", to: "pairs.tsv")
    let place = folder.file("model/" + name)
    for make in [symlink, link] {
      #expect(make(folder.file("pairs.tsv"), place) == 0)
      for change: (inout TranslationTraining) -> Void in [
        { $0.corpus.train = folder.file("pairs.tsv") },
        { $0.corpus.valid = folder.file("pairs.tsv") },
        { $0.otherInputs = [folder.file("model/../pairs.tsv")] },
      ] {
        #expect(throws: CorpusError.replacesInput(place)) { try train(run, change) }
      }
      unlink(place)
    }
    var text = TrainingRequest<TextCorpus, LanguageModelOptions>(TextCorpus(train: place))
    folder.write("one two\n", to: "model/" + name)
    text.modelPath = folder.file("model")
    text.mode = .overwrite
    #expect(throws: CorpusError.replacesInput(place)) { try LanguageModelTrainer(text).run() }
    #expect(folder.text(of: "model/" + name) == "one two\n")
  }

  /// Without a model, files of its names are somebody's.
  @Test func aNewRunReplacesNothing() throws {
    try Directory.create(folder.file("model"))
    for name in ["history.jsonl", "README.md", "checkpoint-00000007.safetensors"] {
      folder.write("mine", to: "model/" + name)
      #expect(throws: CorpusError.exists(folder.file("model/" + name))) {
        try train(run()) { $0.mode = .create }
      }
      #expect(folder.text(of: "model/" + name) == "mine")
      unlink(folder.file("model/" + name))
    }
  }

  /// A card stays a run's until a person changes a character of it.
  @Test func aCardThatWasChangedStays() throws {
    let run = run()
    try run.train(.create, steps: 3)
    let first = try #require(folder.text(of: "model/README.md"))
    try run.resume(steps: 6)
    let second = try #require(folder.text(of: "model/README.md"))
    #expect(first != second && second.contains("6 in"))
    folder.write(second.replacing("# Translation model", with: "# My model"), to: "model/README.md")
    var kept: [String] = []
    var request = run.request(.resume)
    request.options["steps"] = 9
    try TranslationTrainer(request).run { event in
      if case .keepsCard(let path) = event { kept.append(path) }
    }
    #expect(kept == [run.directory.cardFile])
    try run.train(.overwrite, steps: 3)
    #expect(folder.text(of: "model/README.md")?.hasPrefix("# My model") == true)
    for text in ["", "short", first + "\n", String(first.dropLast())] {
      folder.write(text, to: "card")
      #expect(try CardFile(path: folder.file("card")).isEdited, "\(text.utf8.count) bytes")
    }
    unlink(run.directory.cardFile)
    try run.train(.overwrite, steps: 3)
    #expect(folder.text(of: "model/README.md")?.hasPrefix("# Translation model") == true)
  }

  /// It is said before the work, and nothing is made.
  @Test func aDirectoryIsNoFileAndNoLinkToNothing() throws {
    folder.write("mine", to: "file")
    symlink("nothing", folder.file("link"))
    let places = [
      ("file", "file", false), ("file/below", "file", false), ("link", "link", true),
      ("link/below", "link", true), ("./file/", "./file", false),
    ]
    for (path, obstacle, isLink) in places {
      let error = FileError.notADirectory(path: folder.file(obstacle), isDanglingLink: isLink)
      for mode in [TrainingMode.create, .overwrite] {
        #expect(throws: error, "\(path)") {
          try train(run(path)) {
            $0.mode = mode
            $0.corpus.train = folder.file("none")
          }
        }
      }
      #expect(throws: error) { try ModelDirectory(folder.file(path)).checkFree(overwrite: true) }
      #expect(throws: error) { try Directory.create(folder.file(path)) }
    }
    #expect(folder.text(of: "file") == "mine")
    #expect(access(folder.file("nothing"), F_OK) != 0)
  }

  @Test func aShortlistReplacesNothingUnasked() throws {
    let run = run()
    try run.train(.create, steps: 3)
    let (file, path) = (run.directory.modelFile, run.directory.shortlistFile)
    let trainer = ShortlistTrainer(try TranslationBundle(path: file), file: file)
    try trainer.run(CorpusSelection(), writingTo: path)
    #expect(throws: CorpusError.exists(path)) {
      try trainer.run(CorpusSelection(), writingTo: path)
    }
    try trainer.run(CorpusSelection(), writingTo: path, overwrite: true)
    for input in [folder.file("train.fr"), file] {
      #expect(throws: CorpusError.replacesInput(input)) {
        try trainer.run(CorpusSelection(), writingTo: input, overwrite: true)
      }
    }
  }

  /// The files of any model, whether they are there or not.
  @Test func nothingElseIsWrittenInTheirPlace() throws {
    let run = run()
    try run.train(.create, steps: 3)
    symlink("model/history.jsonl", folder.file("link"))
    for name in ["model/README.md", "model/../model/shortlist.safetensors", "link"] {
      let path = folder.file(name)
      #expect(throws: ModelError.isOfModel(path: path)) { try ModelDirectory.checkOutputs([path]) }
    }
    for name in ["model/page.html", "README.md", "history.jsonl"] {
      #expect(throws: Never.self) { try ModelDirectory.checkOutputs([folder.file(name)]) }
    }
  }
}
