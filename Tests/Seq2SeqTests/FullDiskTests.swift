import Glibc
import S2SFiles
import S2SModels
import Seq2Seq
import TestSupport
import Testing

/// Where the disk refuses more, the model directory holds the old state or the new, and the
/// error says why.
@Suite(.serialized) struct FullDiskTests {
  let directory = TemporaryDirectory(inMemory: true)

  /// The limit on the size of files is a disk that is full at any place of any file.
  @Test func aRunThatTheDiskRefusesLeavesTheOlderOrItself() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      try RefusedRuns(path).replaceUnderEveryLimit()
    }
  }

  /// A disk of a few kilobytes, which only root can make.
  @Test func aFullDiskKeepsTheModel() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      let end = ChildProcess { try TinyDisk(path).fill() }.wait()
      #expect([.exit(0), .exit(TinyDisk.notAllowed)].contains(end))
    }
  }

  /// A disk that is mounted read-only, for root; a directory without permission for others.
  @Test func aReadOnlyDirectoryKeepsTheModel() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      let end = ChildProcess { try TinyDisk(path).forbid() }.wait()
      #expect([.exit(0), .exit(TinyDisk.notAllowed)].contains(end))
    }
  }

  /// Finding out takes no training: nothing is computed that could not be saved.
  @Test(arguments: [
    ("/proc/model", FileError.cannotCreate(.create, path: "/proc/model", errorNumber: ENOENT)),
    ("/dev/null/model", .notADirectory(path: "/dev/null", isDanglingLink: false)),
  ])
  func placesThatCannotBeAreFoundBeforeTraining(path: String, error: FileError) async {
    let run = ShortRun(directory.path, model: path)
    run.writeCorpus()
    #expect(throws: error) { try run.train(.overwrite) }
  }
}

/// Runs in the directory of an older one, on a disk that takes only so many bytes a file.
private struct RefusedRuns {
  private let run: ShortRun

  init(_ path: String) { run = ShortRun(path) }

  func replaceUnderEveryLimit() throws {
    run.writeCorpus()
    #expect(ChildProcess { try run.train(.overwrite) }.wait() == .exit(0))
    let expected = try run.contents()
    let largest = run.files().map { $0?.count ?? 0 }.max() ?? 0
    run.removeModel()
    #expect(ChildProcess { try run.train(.overwrite, steps: 5) }.wait() == .exit(0))
    let (older, olderContents) = (run.files(), try run.contents())
    var outcomes: Set<Bool> = []
    // Not the size of the largest file itself, which is room enough, nor one that another run's may
    // be below: how long its numbers are depends on the clock.
    for limit in stride(from: 0, to: largest - 100, by: largest / 40) {
      run.removeModel()
      run.restore(older)
      #expect(train(.overwrite, limit: limit) == .exit(1), "limit \(limit)")
      try run.checkIsWhole()
      #expect(run.strayFiles() == [], "limit \(limit)")
      let isOlder = try run.contents() == olderContents
      outcomes.insert(isOlder)
      if !isOlder {
        #expect(train(.resume, limit: nil) == .exit(0), "limit \(limit)")
        #expect(try run.contents() == expected, "limit \(limit)")
      }
    }
    #expect(outcomes.contains(true))
    run.removeModel()
  }

  private func train(_ mode: TrainingMode, limit: Int?) -> ChildProcess.End {
    let child = ChildProcess {
      signal(SIGXFSZ, SIG_IGN)
      if let limit {
        var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
      }
      try run.train(mode)
    }
    return child.wait()
  }
}

/// A disk that holds a model and has no room for another.
private struct TinyDisk {
  /// The code of a process that may not mount anything.
  static let notAllowed: Int32 = 77

  private let path: String

  init(_ path: String) { self.path = path }

  /// Saves another model where there is no room.
  func fill() throws {
    guard ChildProcess.mountTinyDisk(on: path, kilobytes: 900) else { _exit(Self.notAllowed) }
    try checkThatSavingFails(with: ENOSPC)
  }

  /// Saves another model where nothing may be written.
  func forbid() throws {
    if geteuid() != 0 {
      try LargeModel(seed: 1).write(to: ModelDirectory(path))
      chmod(path, 0o555)
      defer { chmod(path, 0o755) }
      return try checkThatSavingFails(with: EACCES)
    }
    guard ChildProcess.mountTinyDisk(on: path, kilobytes: 2_000) else { _exit(Self.notAllowed) }
    try LargeModel(seed: 1).write(to: ModelDirectory(path))
    guard ChildProcess.makeReadOnly(path) else { _exit(Self.notAllowed) }
    try checkThatSavingFails(with: EROFS)
  }

  /// Ends the process with another code than 0 where anything is not as it should be.
  private func checkThatSavingFails(with number: Int32) throws {
    let directory = ModelDirectory(path)
    let (old, new) = (try LargeModel(seed: 1), try LargeModel(seed: 2))
    if !directory.hasModel { try old.write(to: directory) }
    do {
      try new.write(to: directory)
      _exit(2)
    } catch let error as FileError {
      guard error.errorNumber == number else { _exit(3) }
    }
    guard old.isWhole(try TranslationBundle(path: directory.modelFile)) else { _exit(4) }
    let run = ShortRun(path + "/..", model: path)
    guard run.strayFiles() == [] else { _exit(5) }
  }
}
