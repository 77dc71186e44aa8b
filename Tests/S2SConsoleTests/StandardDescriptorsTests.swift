import Glibc
import S2SConsole
import S2SFiles
import TestSupport
import Testing

/// Descriptors belong to the whole process, so each test is a process of its own.
@Suite struct StandardDescriptorsTests {
  /// Whichever are closed, no file gets their numbers, and they behave as closed ones.
  @Test(arguments: 0..<8) func areHeld(closed: Int) async {
    await #expect(processExitsWith: .exitCode(9)) { [closed = closed as Int] in
      for number in 0..<3 where closed >> number & 1 == 1 { close(Int32(number)) }
      StandardDescriptors.hold()
      let next = open("/dev/null", O_RDWR)
      guard next > 2 else { _exit(1) }
      var byte: UInt8 = 0
      for number in 0..<3 where closed >> number & 1 == 1 {
        let result =
          number == 0 ? read(Int32(number), &byte, 1) : write(Int32(number), &byte, 1)
        guard result == -1 && errno == EBADF else { _exit(2) }
      }
      _exit(9)
    }
  }

  /// A message reaches a reader that is slower than the writer, whoever made its pipe non-blocking.
  @Test func messagesWaitForASlowReader() async {
    await #expect(processExitsWith: .exitCode(9)) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { _exit(1) }
      dup2(ends[1], STDERR_FILENO)
      _ = fcntl(STDERR_FILENO, F_SETFL, O_NONBLOCK)
      var filled = 0
      while case let count = write(STDERR_FILENO, [UInt8](repeating: 0, count: 4_096), 4_096),
        count > 0
      {
        filled += count
      }
      let reader = ChildProcess {
        usleep(20_000)
        var rest = filled + 6
        var block = [UInt8](repeating: 0, count: 4_096)
        while rest > 0, case let count = read(ends[0], &block, min(rest, block.count)), count > 0 {
          rest -= count
        }
        guard rest == 0 else { _exit(1) }
      }
      say("hello")
      guard reader.wait() == .exit(0) else { _exit(2) }
      _exit(9)
    }
  }

  /// A mapped file that somebody cuts short ends the command with a sentence, not in silence.
  @Test func lostPagesAreExplained() async {
    let directory = TemporaryDirectory()
    let path = directory.write([UInt8](repeating: 1, count: 100_000), to: "model")
    let result = await #expect(
      processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      LostPages.explain()
      let file = try MappedFile(path: path)
      truncate(path, 0)
      let sum = file.withUnsafeBytes { $0.reduce(0) { $0 &+ Int($1) } }
      _exit(sum == 0 ? 1 : 2)
    }
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(error.contains("error: a file was cut short while it was read"))
  }
}
