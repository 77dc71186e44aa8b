import CKernels
import Foundation
import S2SModels
import S2SOptions
import S2STensors
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Training with products of numbers rounded to bfloat16.
@Suite struct PrecisionTests {
  private let folder = TemporaryDirectory()

  private func train(
    _ name: String, _ precision: LearningOptions.Precision?, steps: Int = 60,
    mode: TrainingMode = .create, report: (TrainingEvent) -> Void = { _ in }
  ) throws -> TranslationBundle {
    let run = ShortRun(folder.path, model: folder.file(name))
    run.writeCorpus()
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train")
    request.modelPath = run.directory.path
    request.threads = 2
    request.mode = mode
    request.options["hidden"] = 32
    request.options["embedding"] = 16
    request.options["learning-rate"] = 5e-3
    request.options["batch-sentences"] = 8
    request.options["epochs"] = 100
    request.options["steps"] = OptionValue(steps)
    request.options["patience"] = 100
    request.options["schedule"] = "constant"
    if let precision { request.options["precision"] = .text(precision.rawValue) }
    try withoutActuallyEscaping(report) { report in
      _ = try TranslationTrainer(request).run(report: report)
    }
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
      "\($0)".contains("option: \"precision\", given: float32")
    }
  }

  /// A run goes on where there is no bfloat16, and says that its bits are others.
  @Test(.enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"))
  func goesOnWithoutTheInstructions() throws {
    _ = try train("model", .bfloat16, steps: 3)
    _ = s2s_limit_kernel_level(S2S_AVX2)
    defer { _ = s2s_limit_kernel_level(S2S_HIGHEST) }
    var differences: [EnvironmentDifference] = []
    let run = try train("model", nil, steps: 6, mode: .resume) {
      if case .computesOtherwise(3, let found) = $0 { differences = found }
    }
    #expect(differences.contains(.precision(new: .float32, old: .bfloat16)))
    let weights = run.model.parameters.all.elements
    #expect(weights.allSatisfy { $0.isFinite })
  }

  /// The limit holds on this thread, where options are checked.
  @Test func isRefusedWithoutTheInstructions() {
    _ = s2s_limit_kernel_level(S2S_AVX2)
    defer { _ = s2s_limit_kernel_level(S2S_HIGHEST) }
    #expect(problem { _ in } == nil)
    #expect(problem { $0["precision"] = "bfloat16" } as? TrainingError == .noBFloat16)
  }
}
