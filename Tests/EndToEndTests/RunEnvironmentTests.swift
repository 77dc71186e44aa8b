import Foundation
import S2SModels
import S2STensors
import Seq2Seq
import TestSupport
import Testing

/// What computed a run is on record, and can be pinned.
@Suite struct RunEnvironmentTests {
  private static let step = ["--steps", "2"]

  @Test func aModelSaysWhatComputedIt() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--threads", "2", options: Self.step)
    let header = try ModelHeader(path: command.home.path + "/models/fr-en/model.safetensors")
    #expect(header.facts["threads"] == "2")
    #expect(header.facts["kernels"] == VectorInstructions.current.rawValue)
    #expect(header.facts["blas"]?.contains("OpenBLAS") == true)
    #expect(header.facts["processor"] == Processor.name && !Processor.name.isEmpty)
    #expect(header.facts["commit"] == Seq2SeqVersion.commit)
    #expect(header.facts["stretches"] == nil)
    let card = String(decoding: try command.bytes(of: "models/fr-en/README.md"), as: UTF8.self)
    #expect(card.contains("| threads | 2 |") && card.contains("| processor |"))
  }

  @Test func versionsNameTheirCommit() throws {
    let text = try Command().run("--version").output
    #expect(text == "s2s \(Seq2SeqVersion.description)\n")
    let commit = Seq2SeqVersion.commit
    #expect(commit.isEmpty || commit.wholeMatch(of: /[0-9a-f]{40,64}\+?/) != nil, "\(commit)")
  }

  /// A resumed run that something else computes says so and goes on; the card keeps it.
  @Test func aRunThatChangesWorkersIsNotTheSame() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--threads", "2", options: Self.step)
    let more = try command.run(
      "train", "--src", "fr", "--tgt", "en", "--resume", "--steps", "4", "--threads", "1")
    #expect(more.status == 0, "\(more.error)")
    #expect(
      more.error.contains(
        "from step 2 on this is not the same run bit for bit: it has 1 worker, not 2"))
    let card = String(decoding: try command.bytes(of: "models/fr-en/README.md"), as: UTF8.self)
    #expect(card.contains("| threads | 2 |") && card.contains("| threads, from step 2 on | 1 |"))
    let same = try command.run(
      "train", "--src", "fr", "--tgt", "en", "--resume", "--steps", "6", "--threads", "1")
    #expect(!same.error.contains("not the same run"), "\(same.error)")
  }

  /// In 32 bits a run computes with AMX as without it, so it can move from one machine to the other.
  @Test(arguments: [LearningOptions.Precision.float32, .bfloat16])
  func tilesChangeBitsOfBFloat16Alone(precision: LearningOptions.Precision) {
    var (old, new) = (
      RunEnvironment(threads: 1, precision: precision),
      RunEnvironment(threads: 1, precision: precision)
    )
    (old.kernels, new.kernels) = ("avx512", "amx")
    let kernels = EnvironmentDifference.kernels(new: "amx", old: "avx512")
    #expect(new.differences(from: old) == (precision == .bfloat16 ? [kernels] : []))
    old.kernels = "avx2"
    #expect(new.differences(from: old) == [.kernels(new: "amx", old: "avx2")])
  }

  #if arch(x86_64)
    /// Pinned instructions give the same bits whatever the libraries would choose by themselves.
    @Test func pinnedKernelsGiveEqualBits() throws {
      let command = try Command()
      try command.makeCorpus()
      let path = TestedCommand.url.path
      let pinned = ["train"] + Command.small + Self.step + ["--kernels", "plain"]
      _ = try command.run(pinned + ["--model", "models/a"])
      let other = try command.run(
        ["OPENBLAS_CORETYPE=Nehalem", "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX512VL", path]
          + pinned + ["--model", "models/b"], of: "/usr/bin/env")
      #expect(other.status == 0, "\(other.error)")
      #expect(try command.tensors("a") == command.tensors("b"))
      let file = try command.run("info", "--config", "models/a").output
      #expect(file.contains(#""kernels" : "plain""#))
      let unpinned = try command.run(
        "train", "--src", "fr", "--tgt", "en", "--resume", "--model", "models/a", "--steps", "3")
      if VectorInstructions.current != .plain {
        #expect(
          unpinned.error.contains(
            "its kernels are \(VectorInstructions.current.rawValue), not plain"))
      }
    }
  #endif

  @Test(arguments: ["translate", "eval"]) func otherCommandsPinThem(name: String) throws {
    let result = try Command().run(name, "--kernels", "sse")
    #expect(result.status == 64 && result.error.contains("avx512"), "\(result.error)")
  }
}
