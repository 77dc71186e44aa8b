import CKernels
import Foundation
import S2SModels
import S2STensors
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Training with products of numbers rounded to bfloat16.
@Suite struct PrecisionTests {
  private let folder = TemporaryDirectory()

  private func train(
    _ name: String, _ precision: TrainingOptions.Precision?, steps: Int = 60,
    mode: TrainingRequest.Mode = .create
  ) throws -> TranslationBundle {
    let run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train")
    request.modelPath = run.directory.path
    request.threads = 2
    request.mode = mode
    request.overrides.hidden = 32
    request.overrides.embedding = 16
    request.overrides.learningRate = 5e-3
    request.overrides.batchSentences = 8
    request.overrides.epochs = 100
    request.overrides.steps = steps
    request.overrides.patience = 100
    request.overrides.schedule = .constant
    request.overrides.precision = precision
    _ = try TranslationTrainer(request).run()
    return try TranslationBundle(path: run.directory.modelFile)
  }

  @Test(.enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"))
  func equalRunsGiveEqualWeights() throws {
    let first = try train("first", .bfloat16)
    let second = try train("second", .bfloat16)
    _ = try train("third", .bfloat16, steps: 25)
    let resumed = try train("third", .bfloat16, mode: .resume)
    let exact = try train("exact", .float32)
    let weights = first.model.parameters.all.elements
    #expect(second.model.parameters.all.elements == weights)
    #expect(resumed.model.parameters.all.elements == weights)
    #expect(exact.model.parameters.all.elements != weights)
  }

  @Test(.enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"))
  func isNotChangedWhenResuming() throws {
    _ = try train("model", .bfloat16, steps: 3)
    #expect {
      _ = try train("model", .float32, steps: 6, mode: .resume)
    } throws: {
      "\($0)".contains("precision is float32, not bfloat16")
    }
  }

  /// The limit holds on this thread, where options are checked.
  @Test func isRefusedWithoutTheInstructions() {
    _ = s2s_limit_kernel_level(S2S_AVX2)
    defer { _ = s2s_limit_kernel_level(S2S_AVX512) }
    var options = TrainingOptions()
    #expect(throws: Never.self) { try options.validate() }
    options.precision = .bfloat16
    #expect {
      try options.validate()
    } throws: {
      ($0 as? TrainingError)?.code == .invalidSetting && "\($0)".contains("AVX512-BF16")
    }
  }

  /// Runs older than the option have none.
  @Test func isSinglePrecisionInOlderRuns() throws {
    let text = String(decoding: try JSONEncoder().encode(TrainingOptions()), as: UTF8.self)
    let old = text.replacing(/"precision":"float32",?/, with: "")
    #expect(old != text)
    let options = try JSONDecoder().decode(TrainingOptions.self, from: Data(old.utf8))
    #expect(options.precision == nil)
    #expect(!options.summary.contains("bfloat16"))
  }
}
