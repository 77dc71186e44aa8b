import Glibc
import Seq2Seq
import TestSupport
import Testing

/// What a program's process has to itself: its signals, and what it prints.
@Suite struct QuietLibraryTests {
  /// Trains and translates in this process.
  private static func trainAndTranslate(in folder: String) throws {
    let run = ShortRun(folder)
    run.writeCorpus()
    try run.train(.create)
    _ = try Translator(path: run.directory.path).translate(["un deux", "trois"])
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func aProcessDiesOfSignalsAfterTraining(number: Int32) async throws {
    let folder = TemporaryDirectory()
    await #expect(processExitsWith: .success) {
      [path = folder.path as String, number = number as Int32] in
      let child = ChildProcess {
        // Signals as a program has them: the threads of tests block them.
        signal(number, SIG_DFL)
        var all = sigset_t()
        sigfillset(&all)
        sigprocmask(SIG_UNBLOCK, &all, nil)
        try Self.trainAndTranslate(in: path)
        raise(number)
      }
      guard child.wait() == .signal(number) else { exit(1) }
    }
  }

  @Test func aProcessPrintsNothing() async throws {
    let folder = TemporaryDirectory()
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      let output = path + "/output"
      let child = ChildProcess {
        let file = open(output, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0, dup2(file, STDOUT_FILENO) >= 0, dup2(file, STDERR_FILENO) >= 0 else {
          exit(2)
        }
        try Self.trainAndTranslate(in: path)
        print(path, terminator: "")
        fflush(nil)
      }
      guard child.wait() == .exit(0) else { exit(1) }
      // What the test itself printed, and nothing else.
      let written = open(output, O_RDONLY)
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = read(written, &bytes, bytes.count)
      guard count >= 0, String(decoding: bytes[..<count], as: UTF8.self) == path else { exit(1) }
    }
  }
}
