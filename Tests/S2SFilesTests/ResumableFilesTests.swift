import Glibc
import S2SFiles
import TestSupport
import Testing

@Suite struct ResumableFilesTests {
  private let folder = TemporaryDirectory(inMemory: true)
  private var paths: [String] { [folder.file("a"), folder.file("b")] }

  private func open(_ mode: ResumableFiles.Mode, work: String = "work") throws -> ResumableFiles {
    try ResumableFiles(paths, work: work, mode: mode)
  }

  @Test func goesOnWithWhatIsWhole() throws {
    let first = try open(.begin)
    try first.append(["1\n", "one\n"], done: 1)
    // What a killed process left behind the whole part.
    folder.write("1\n2", to: "a.part")
    let second = try open(.goOn)
    #expect(second.done == 1)
    try second.append(["2\n", "two\n"], done: 2)
    try second.finish()
    #expect(folder.text(of: "a") == "1\n2\n" && folder.text(of: "b") == "one\ntwo\n")
    #expect(folder.names == ["a", "b"])
  }

  @Test func refusesWhatIsNotItsOwn() throws {
    #expect(throws: ResumableFileError.nothingUnderWay(path: paths[0])) { try open(.goOn) }
    try open(.begin).append(["1\n", "one\n"], done: 1)
    #expect(throws: ResumableFileError.underWay(path: paths[0])) { try open(.begin) }
    #expect(throws: ResumableFileError.otherWork(path: paths[0])) {
      try open(.goOn, work: "other")
    }
    folder.write("", to: "b.part")
    #expect(throws: ResumableFileError.shortened(path: paths[1] + ".part", bytes: 4)) {
      try open(.goOn)
    }
    folder.write("{", to: "a.progress")
    #expect(throws: ResumableFileError.self) { try open(.goOn) }
    #expect(try open(.beginAnew, work: "other").done == 0)
  }

  @Test func keepsWhatIsCountedBeside() throws {
    let first = try open(.begin)
    #expect(first.notes.isEmpty)
    try first.append(["1\n", "one\n"], done: 1, notes: ["left out": [1, 7]])
    let second = try open(.goOn)
    #expect(second.notes == ["left out": [1, 7]])
    try second.append(["2\n", "two\n"], done: 2)
    #expect(try open(.goOn).notes.isEmpty)
  }

  /// The file that says how far a work is comes from outside.
  @Test func refusesNumbersThatNoWorkHas() throws {
    try open(.begin).append(["1\n", "one\n"], done: 1)
    for line in ["\"done\":-1", "\"done\":1e30", "\"done\":1,\"notes\":[1]"] {
      folder.write(
        "{\"work\":\"work\",\"bytes\":[2,4],\"isComplete\":false,\"done\":1}"
          .replacing("\"done\":1", with: line), to: "a.progress")
      #expect(throws: ResumableFileError.self, "\(line)") { try open(.goOn) }
    }
  }

  /// A process is killed before every system call in turn that changes a file, and another goes on: no older
  /// file stands beside a new one, and all ends as if nothing had happened.
  @Test func killedAtEveryStepItEndsTheSame() async {
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      try KilledWriting(path: path).killAtEveryStep()
    }
  }
}

/// Two files of three lines each that are written over older ones.
private struct KilledWriting {
  let path: String

  private func write(_ mode: ResumableFiles.Mode) throws {
    let files = try ResumableFiles(["\(path)/a", "\(path)/b"], work: "work", mode: mode)
    for line in files.done..<3 { try files.append(["a\(line)\n", "b\(line)\n"], done: line + 1) }
    try files.finish()
  }

  func killAtEveryStep() throws {
    var step = 0
    while true {
      for name in ["a", "b"] { try AtomicFile.write(to: "\(path)/\(name)") { try $0.write("old") } }
      let child = ChildProcess {
        DiskStep.untilKilled.store(step, ordering: .relaxed)
        try write(.begin)
      }
      let end = child.wait()
      let texts = ["a", "b"].map { text("\(path)/\($0)") }
      #expect(texts.contains("old") ? !texts.contains { $0.count > 3 } : true, "step \(step)")
      if end == .exit(0) { break }
      #expect(end == .signal(SIGKILL), "step \(step)")
      let isUnderWay = access("\(path)/a.progress", F_OK) == 0
      if isUnderWay { try write(.goOn) } else if texts.contains("old") { try write(.begin) }
      #expect(text("\(path)/a") == "a0\na1\na2\n", "step \(step)")
      #expect(text("\(path)/b") == "b0\nb1\nb2\n", "step \(step)")
      step += 1
    }
    #expect(step > 20, "files change more often than \(step) times")
  }

  private func text(_ path: String) -> String {
    guard let file = try? MappedFile(path: path) else { return "" }
    return file.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}
