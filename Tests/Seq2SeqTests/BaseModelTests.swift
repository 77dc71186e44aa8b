import Glibc
import S2SFiles
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Runs that begin with another model.
@Suite struct BaseModelTests {
  private let folder = TemporaryDirectory()

  /// A run of nine updates, and one that goes on from it at a rate that changes nothing, or some.
  private func run(
    _ name: String, from: String? = nil, learningRate: Double = 0.01, hidden: Int? = nil
  ) -> ShortRun {
    Self.run(folder.path, name, from: from, learningRate: learningRate, hidden: hidden)
  }

  private static func run(
    _ folder: String, _ name: String, from: String? = nil, learningRate: Double = 0.01,
    hidden: Int? = nil
  ) -> ShortRun {
    var run = ShortRun(folder, model: "\(folder)/\(name)")
    run.writeCorpus()
    run.change = { request in
      request.from = from.map { "\(folder)/\($0)" }
      request.options["learning-rate"] = OptionValue(learningRate)
      if from != nil {
        request.options["hidden"] = OptionValue(hidden)
        request.options["embedding"] = nil
        request.options["seed"] = 9
      }
    }
    return run
  }

  private func weights(_ run: ShortRun) throws -> [String: [UInt8]] {
    try ShortRun.tensors(run.directory.modelFile)
  }

  @Test func beginsWithTheWeightsAndTokenizers() throws {
    let (base, next) = (run("base"), run("next", from: "base", learningRate: 1e-30))
    try base.train(.create)
    try next.train(.create, steps: 1)
    #expect(try weights(next) == weights(base))
    let texts = try [base, next].map { try TranslationBundle.texts(path: $0.directory.modelFile) }
    #expect(texts[0] == texts[1])
    let facts = try TranslationBundle(path: next.directory.modelFile).facts
    #expect(facts["from"] == base.directory.modelFile)
    #expect(try facts["from_sha256"] == SHA256.digest(ofFile: base.directory.modelFile))
    #expect(facts["options"]?.contains(#""hidden":4"#) == true)
    #expect(folder.text(of: "next/README.md")?.contains(base.directory.modelFile) == true)
  }

  @Test func learnsFromThere() throws {
    let base = run("base", learningRate: 0.03)
    try base.train(.create, steps: 40)
    let losses = try [run("next", from: "base"), run("scratch")].map { run in
      try run.train(.create)
      return try TrainingLog.records(in: run.directory.historyFile)[0].validationLoss ?? .nan
    }
    #expect(losses[0] < losses[1] - 1, "\(losses)")
  }

  /// Its weights before the first update follow from no seed, so they are stored.
  @Test func resumesExactlyFromItsFirstStateToo() async throws {
    let base = run("base")
    try base.train(.create)
    let (whole, parts) = (run("whole", from: "base"), run("parts", from: "base"))
    try whole.train(.create)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      // In the middle of the first save after the state's: the model's.
      DiskStep.untilKilled.store(22, ordering: .relaxed)
      try Self.run(path, "parts", from: "base").train(.create)
    }
    #expect(try Checkpoint.open(parts.directory.trainingFile).state.step == 0)
    #expect(!parts.directory.hasModel)
    unlink(base.directory.modelFile)
    try parts.resume(steps: 5)
    try parts.resume(steps: 9)
    for file in [\ModelDirectory.modelFile, \.trainingFile] {
      #expect(
        try ShortRun.tensors(whole.directory[keyPath: file])
          == ShortRun.tensors(parts.directory[keyPath: file]))
    }
    let facts = try TranslationBundle(path: parts.directory.modelFile).facts
    #expect(facts["from"] == base.directory.modelFile)
  }

  /// The average begins with the model's weights, too, and a run may replace what it begins with.
  @Test func mayReplaceItsBase() throws {
    let base = run("base")
    try base.train(.create)
    let before = try weights(base)
    var next = run("base", from: "base", learningRate: 1e-30)
    next.change = { [change = next.change] request in
      change(&request)
      request.options["ema"] = 0.9
    }
    try next.train(.overwrite, steps: 3)
    #expect(try weights(next) == before)
  }

  private static func clash(
    _ option: String, _ given: OptionValue, kept: OptionValue
  ) -> OptionClash {
    OptionClash(
      option: option, given: given, kept: [OptionSetting(option: option, value: kept)])
  }

  @Test func refusesAnotherShape() throws {
    try run("base").train(.create)
    let path = folder.file("base/model.safetensors")
    let hidden = Self.clash("hidden", 8, kept: 4)
    #expect(throws: TrainingError.otherShape(path: path, clashes: [hidden])) {
      try run("next", from: "base", hidden: 8).train(.create)
    }
    #expect(throws: Never.self) { try run("next", from: "base", hidden: 4).train(.create) }
    var drawn = run("drawn", from: "base")
    drawn.change = { [change = drawn.change] request in
      change(&request)
      request.options["initialization"] = "identity"
    }
    let first = Self.clash("initialization", "identity", kept: "uniform")
    #expect(throws: TrainingError.otherShape(path: path, clashes: [first])) {
      try drawn.train(.create)
    }
  }

  @Test func refusesOtherLanguagesAndWeightsOfBytes() throws {
    let base = run("base")
    try base.train(.create)
    var request = TrainingRequest(source: "en", target: "fr")
    request.corpus.train = folder.file("train")
    request.modelPath = folder.file("other")
    request.from = base.directory.path
    let otherLanguages = ModelError.otherLanguages(
      path: base.directory.modelFile, languages: ["source": "fr", "target": "en"],
      wanted: ["source": "en", "target": "fr"])
    #expect(throws: otherLanguages) { try TranslationTrainer(request).run() }
    try Directory.create(folder.file("bytes"))
    try TranslationBundle(path: base.directory.modelFile).quantized()
      .write(to: folder.file("bytes/model.safetensors"))
    let bytes = ModelError.quantized(path: folder.file("bytes/model.safetensors"), .training)
    #expect(throws: bytes) { try run("other", from: "bytes").train(.create) }
    #expect(access(folder.file("other"), F_OK) != 0)
  }
}
