import Glibc
import S2SConsole
import Testing

/// Restores what a shell gives to a program: the threads that run tests block all signals.
private func receive(_ number: Int32) {
  Glibc.signal(number, SIG_DFL)
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, number)
  pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}

/// Signals belong to the whole process, so each test is a process of its own.
@Suite struct InterruptFlagTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func raisesTheFlagOnce(number: Int32) async {
    await #expect(processExitsWith: .success) { [number = number as Int32] in
      receive(number)
      InterruptFlag.install()
      #expect(!InterruptFlag.isRaised)
      raise(number)
      #expect(InterruptFlag.isRaised)
      #expect(InterruptFlag.exitCode == 128 + number)
    }
  }

  @Test func endsAtOnceOnALaterSignal() async {
    await #expect(processExitsWith: .exitCode(130)) {
      receive(SIGINT)
      InterruptFlag.install()
      raise(SIGINT)
      usleep(1_100_000)
      raise(SIGINT)
    }
  }

  /// `timeout` sends SIGTERM to its child and then to the child's group, which is the child again.
  @Test(arguments: [SIGTERM, SIGINT])
  func takesSignalsOfOneMomentAsOne(second: Int32) async {
    await #expect(processExitsWith: .success) { [second = second as Int32] in
      receive(SIGTERM)
      receive(second)
      InterruptFlag.install()
      raise(SIGTERM)
      raise(second)
      #expect(InterruptFlag.isRaised)
      #expect(InterruptFlag.exitCode == 128 + SIGTERM)
    }
  }

  @Test func leavesIgnoredSignalsIgnored() async {
    await #expect(processExitsWith: .success) {
      receive(SIGHUP)
      Glibc.signal(SIGHUP, SIG_IGN)
      InterruptFlag.install()
      raise(SIGHUP)
      raise(SIGHUP)
      #expect(!InterruptFlag.isRaised)
    }
  }

  @Test func turnsBrokenPipesIntoErrors() async {
    await #expect(processExitsWith: .success) {
      InterruptFlag.ignoreBrokenPipes()
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      close(ends[0])
      #expect(write(ends[1], "x", 1) == -1)
      #expect(errno == EPIPE)
    }
  }
}
