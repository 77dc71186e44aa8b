import S2SOptions
import Seq2Seq
import TestSupport
import Testing

/// Training on a corpus in shards, of which one is in memory.
@Suite struct ShardedTrainingTests {
  private let folder = TemporaryDirectory()

  private func request(_ model: String) -> TranslationTraining {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train.tsv")
    request.modelPath = folder.file(model)
    request.options["hidden"] = 8
    request.options["embedding"] = 8
    request.options["batch-sentences"] = 16
    request.options["schedule"] = "constant"
    request.options["epochs"] = 3
    request.threads = 2
    request.shardSize = 60
    return request
  }

  /// Weights and moments: what follows the header of the file.
  private func tensors(_ model: String) throws -> [UInt8] {
    let bytes = try #require(folder.bytes(of: "\(model)/training.safetensors"))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes.dropFirst(8 + length))
  }

  /// Stopped every seven updates, in the middle of shards and at their ends, and resumed.
  @Test func resumingFindsItsPlaceInAShard() throws {
    folder.write((0..<330).map { "un \($0) deux\tone \($0) two\n" }.joined(), to: "train.tsv")
    #expect(try TranslationTrainer(request("whole")).run() == .finished)
    var parts = request("parts")
    // 297 pairs in five shards of about four batches, three epochs.
    for steps in stride(from: 7, through: 77, by: 7) {
      parts.options["steps"] = OptionValue(steps)
      _ = try TranslationTrainer(parts).run()
      parts.mode = .resume
    }
    #expect(try tensors("whole") == tensors("parts"))
  }
}
