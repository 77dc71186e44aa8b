import Glibc
import S2SFiles
import S2SModels
import S2SRandom
import Seq2Seq
import TestSupport
import Testing

/// Whatever instant a process is killed at, the model directory holds the old state or the new.
@Suite(.serialized) struct KilledSaveTests {
  let directory = TemporaryDirectory(inMemory: true)

  /// A run is killed before every system call in turn that changes a file, and resumed: it ends
  /// with the files of one that was never killed.
  @Test func runsKilledAtEveryStepResumeExactly() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      try KilledRuns(path).killAtEveryStep()
    }
  }

  /// The same in the directory of an older run: that stays whole until the new one saves
  /// something; from then on, the new one is resumed.
  @Test func runsThatReplaceAnotherNeverMixWithIt() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      var runs = KilledRuns(path)
      try runs.killAtEveryStepOverAnOlderRun()
    }
  }

  /// A process that saves one of two models all the time is killed at any instant, within system
  /// calls too: what is left is one of them, whole.
  @Test func aModelKilledAtRandomIsOneOfTwo() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      try KilledSaves(ShortRun(path)).killAtRandom(rounds: 200)
    }
  }
}

/// A run that is killed, looked at and resumed, in children of a process of its own.
private struct KilledRuns {
  private var run: ShortRun

  /// A run that stores all that a run can.
  init(_ path: String) {
    run = ShortRun(path)
    run.change = {
      $0.options["ema"] = 0.9
      $0.options["keep-checkpoints"] = 2
    }
  }

  func killAtEveryStep() throws {
    run.writeCorpus()
    try train(.overwrite)
    let expected = try run.contents()
    var step = 0
    while try !finishes(killedAt: step, from: nil) {
      // The first file is the state; without it there is nothing yet.
      #expect(run.directory.hasTraining || !run.directory.hasModel, "step \(step)")
      try train(run.directory.hasTraining ? .resume : .overwrite)
      #expect(try run.contents() == expected, "step \(step)")
      #expect(run.strayFiles() == [], "step \(step)")
      step += 1
    }
    #expect(step > 80, "a run changes its files more often than \(step) times")
    run.removeModel()
  }

  /// The newer run keeps no checkpoints, and none of the older one's.
  mutating func killAtEveryStepOverAnOlderRun() throws {
    run.writeCorpus()
    try train(.overwrite, steps: 5)
    let older = run.files()
    let olderContents = try run.contents()
    run.removeModel()
    run.change = { $0.options["ema"] = 0.9 }
    try train(.overwrite)
    let expected = try run.contents()
    var step = 0
    while try !finishes(killedAt: step, from: older) {
      if try run.contents() != olderContents {
        try train(.resume)
        #expect(try run.contents() == expected, "step \(step)")
      }
      step += 1
    }
    #expect(step > 80, "a run changes its files more often than \(step) times")
    run.removeModel()
  }

  /// Whether a new run comes to its end before the step at which it is to be killed.
  private func finishes(killedAt step: Int, from older: [[UInt8]?]?) throws -> Bool {
    run.removeModel()
    if let older { run.restore(older) }
    let end = ended(.overwrite, killedAt: step)
    if end == .exit(0) { return true }
    #expect(end == .signal(SIGKILL), "step \(step)")
    try run.checkIsWhole()
    return false
  }

  private func train(_ mode: TrainingMode, steps: Int = 9) throws {
    let end = ended(mode, steps: steps)
    #expect(end == .exit(0))
  }

  private func ended(
    _ mode: TrainingMode, steps: Int = 9, killedAt step: Int = -1
  ) -> ChildProcess.End {
    let child = ChildProcess {
      DiskStep.untilKilled.store(step, ordering: .relaxed)
      try run.train(mode, steps: steps)
    }
    return child.wait()
  }
}

/// A process that saves all the time, killed and looked at.
private struct KilledSaves {
  private let run: ShortRun
  private var directory: ModelDirectory { run.directory }

  init(_ run: ShortRun) { self.run = run }

  func killAtRandom(rounds: Int) throws {
    try Directory.create(directory.path)
    let models = [try LargeModel(seed: 1), try LargeModel(seed: 2)]
    let clock = ContinuousClock()
    let time = try clock.measure { for model in models { try model.write(to: directory) } }
    let microseconds = UInt64(time / Duration.microseconds(1)) + 1_000
    var generator = SeededGenerator(seed: 7)
    var found = [0, 0]
    var last = 1
    for round in 0..<rounds {
      let child = ChildProcess {
        while true { for offset in 1...2 { try models[(last + offset) % 2].write(to: directory) } }
      }
      usleep(UInt32(generator.next() % (2 * microseconds)))
      child.kill()
      #expect(child.wait() == .signal(SIGKILL))
      let bundle = try TranslationBundle(path: directory.modelFile)
      last = try #require(models.firstIndex { $0.isWhole(bundle) }, "round \(round)")
      found[last] += 1
    }
    #expect(found[0] > rounds / 10 && found[1] > rounds / 10, "both are found: \(found)")
    try models[0].write(to: directory)
    #expect(run.strayFiles() == [])
    run.removeModel()
  }
}
