import Glibc
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// The models of the last validations, kept for averaging.
@Suite struct KeptCheckpointsTests {
  private let folder = TemporaryDirectory()

  private func run(keeping count: Int?) -> ShortRun {
    var run = ShortRun(folder.path, model: folder.file("model"))
    run.writeCorpus()
    run.change = { $0.options["keep-checkpoints"] = OptionValue(count) }
    return run
  }

  private func kept(_ run: ShortRun) -> [Int] {
    ShortRun.checkpoints.indices.filter { access(run.file(ShortRun.checkpoints[$0]), F_OK) == 0 }
      .map { $0 + 1 }
  }

  /// A run of nine updates with seven an epoch is validated after 3, 6, 7 and 9.
  @Test(arguments: [(2, [7, 9]), (3, [6, 7, 9]), (9, [3, 6, 7, 9]), (0, []), (nil, [])])
  func keepsTheLast(count: Int?, steps: [Int]) throws {
    let run = run(keeping: count)
    try run.train(.create)
    #expect(kept(run) == steps)
  }

  @Test func eachIsTheModelOfItsValidation() throws {
    let run = run(keeping: 4)
    try run.train(.create)
    let records = try TrainingLog.records(in: run.directory.historyFile)
    for record in records {
      let file = run.file(ShortRun.checkpoints[record.step - 1])
      let facts = try TranslationBundle(path: file).facts
      #expect(facts["step"] == String(record.step))
      #expect(facts["validation_loss"] == record.validationLoss?.description)
    }
    let last = try ShortRun.tensors(run.file(ShortRun.checkpoints[8]))
    let trained = try ShortRun.tensors(run.directory.trainingFile)
    #expect(last.allSatisfy { trained[$0.key] == $0.value })
    #expect(try last != ShortRun.tensors(run.file(ShortRun.checkpoints[6])))
  }

  /// Those of the older run would be averaged with the new one's.
  @Test func aRunThatReplacesAnotherRemovesItsCheckpoints() throws {
    let older = run(keeping: 4)
    try older.train(.create)
    folder.write("mine", to: "model/checkpoint-mine.safetensors")
    folder.write("mine", to: "model/checkpoint-9.safetensors")
    let newer = run(keeping: nil)
    try newer.train(.overwrite, steps: 2)
    #expect(kept(newer).isEmpty)
    #expect(folder.text(of: "model/checkpoint-mine.safetensors") == "mine")
    #expect(folder.text(of: "model/checkpoint-9.safetensors") == "mine")
  }

  @Test func theirNumberMayChangeWhenResuming() throws {
    let run = run(keeping: nil)
    try run.train(.create, steps: 6)
    var request = run.request(.resume)
    request.options["steps"] = 9
    request.options["keep-checkpoints"] = 5
    _ = try TranslationTrainer(request).run()
    #expect(kept(run) == [7, 9])
  }

  @Test(arguments: [-1, 1_001]) func refusesCounts(count: Int) {
    guard
      case .outOfRange("keep-checkpoints", _, _)? =
        problem({ $0["keep-checkpoints"] = OptionValue(count) }) as? OptionError
    else {
      Issue.record("\(count) checkpoints are accepted")
      return
    }
  }
}
