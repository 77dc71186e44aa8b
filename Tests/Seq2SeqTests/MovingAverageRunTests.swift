import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Whole runs that keep a moving average of their weights.
@Suite struct MovingAverageRunTests {
  private let folder = TemporaryDirectory()

  private func run(_ name: String, ema: Double?) -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    run.change = { request in
      request.options["ema"] = ema.map { OptionValue($0) }
      request.options["learning-rate"] = 0.01
    }
    return run
  }

  @Test func savesTheAverageAndTrainsAsWithout() throws {
    let (averaged, plain) = (run("averaged", ema: 0.8), run("plain", ema: nil))
    try averaged.train(.create)
    try plain.train(.create)
    let trained = try ShortRun.tensors(averaged.directory.trainingFile)
    for (name, bytes) in try ShortRun.tensors(plain.directory.trainingFile) {
      #expect(trained[name] == bytes, "\(name)")
    }
    // The losses fall, so the best model is the last.
    let average = try ShortRun.tensors(averaged.directory.trainingFile, "average.")
    #expect(try ShortRun.tensors(averaged.directory.modelFile) == average)
    #expect(try ShortRun.tensors(plain.directory.modelFile) != average)
    let bundle = try TranslationBundle(path: averaged.directory.modelFile)
    #expect(bundle.facts["options"]?.contains(#""ema":0.8"#) == true)
  }

  /// What is validated is the average: its losses are others than those of the weights.
  @Test func validatesTheAverage() throws {
    let losses = try [run("averaged", ema: 0.9), run("plain", ema: nil)].map { run in
      try run.train(.create)
      return try TrainingLog.records(in: run.directory.historyFile).map(\.validationLoss)
    }
    #expect(losses[0].count == 4 && losses[0] != losses[1])
    let bundle = try TranslationBundle(path: folder.file("averaged") + "/model.safetensors")
    #expect(bundle.facts["validation_loss"] == losses[0].last??.description)
  }

  @Test(arguments: [0.9, nil] as [Double?])
  func resumesExactly(ema: Double?) throws {
    let (whole, parts) = (run("whole", ema: ema), run("parts", ema: ema))
    try whole.train(.create)
    try parts.train(.create, steps: 4)
    try parts.resume(steps: 7)
    try parts.resume(steps: 9)
    for files in [(\ModelDirectory.trainingFile), \.modelFile] {
      #expect(
        try ShortRun.tensors(whole.directory[keyPath: files])
          == ShortRun.tensors(parts.directory[keyPath: files]))
    }
  }

  @Test func isNotChangedWhenResuming() throws {
    let short = run("model", ema: 0.9)
    try short.train(.create, steps: 3)
    var request = short.request(.resume)
    request.options["ema"] = 0.99
    #expect {
      _ = try TranslationTrainer(request).run()
    } throws: {
      "\($0)".contains("option: \"ema\", given: 0.99")
    }
  }

  @Test(arguments: [-0.1, 1, .infinity, .nan])
  func refusesDecays(decay: Double) {
    guard case .outOfRange("ema", _, _)? = problem({ $0["ema"] = .number(decay) }) as? OptionError
    else {
      Issue.record("a decay of \(decay) is accepted")
      return
    }
  }

  @Test func aDecayOfZeroKeepsNone() throws {
    let (zero, plain) = (run("zero", ema: 0), run("plain", ema: nil))
    for run in [zero, plain] { try run.train(.create) }
    #expect(try zero.contents() == plain.contents())
  }
}
