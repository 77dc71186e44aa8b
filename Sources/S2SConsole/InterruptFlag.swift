import Glibc
import Synchronization

/// Turns the signals that end a program into a flag that a training loop looks at.
///
/// The first SIGINT (Ctrl-C), SIGTERM or SIGHUP (the terminal was closed) raises the flag, so that
/// the run can save and say how to go on. One that comes a second later or more ends the process at
/// once, with exit code 128 plus the signal's number (130 for SIGINT); a save under way leaves the
/// old file or the new one. Within that second signals count as one, since one wish often arrives
/// twice: `timeout` sends SIGTERM to its child and to the child's group, `make` sends it after the
/// terminal's SIGINT. Signals that were ignored when the process started, as `nohup` does, stay
/// ignored.
public enum InterruptFlag {
  /// The signal that raised the flag; 0 while it is not raised.
  private static let received = Atomic<Int32>(0)
  /// When it came, in nanoseconds of the monotonic clock; 0 while none came.
  private static let receivedAt = Atomic<Int64>(0)
  /// For so many nanoseconds signals count as one.
  private static let sameWish: Int64 = 1_000_000_000

  /// Begins to listen.
  public static func install() {
    // The handler must find them made: making them takes a lock, which a handler may not.
    received.store(0, ordering: .sequentiallyConsistent)
    receivedAt.store(0, ordering: .sequentiallyConsistent)
    _ = sameWish
    // Reading and writing go on by themselves after the handler.
    install(flags: SA_RESTART) { InterruptFlag.handle($0) }
  }

  /// Lets the signals end the process as they always do, but without a live line left on the terminal.
  public static func eraseLiveLineAtEnd() {
    // The handler must find it made.
    _ = Terminal.hasLiveLine
    _ = erasure.utf8CodeUnitCount + erasureAbove.utf8CodeUnitCount
    install(flags: 0) { number in
      InterruptFlag.eraseLiveLine()
      Glibc.signal(number, SIG_DFL)
      // It comes when the handler has returned.
      raise(number)
    }
  }

  private static func install(flags: Int32, _ handler: @convention(c) (Int32) -> Void) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      action = sigaction()
      action.__sigaction_handler.sa_handler = handler
      action.sa_flags = flags
      sigaction(number, &action, nil)
    }
  }

  /// `LiveLine.erasure` for a handler, which may not make a string.
  private static let erasure: StaticString = "\r\u{1B}[K"
  /// Goes to the line above, and removes it.
  private static let erasureAbove: StaticString = "\u{1B}[A\u{1B}[K"

  /// Runs inside signal handlers: only system calls may happen here.
  private static func eraseLiveLine() {
    var rows = Terminal.liveRows
    guard rows > 0 else { return }
    _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
    while rows > 1 {
      _ = write(STDERR_FILENO, erasureAbove.utf8Start, erasureAbove.utf8CodeUnitCount)
      rows -= 1
    }
  }

  /// Whether a signal has asked to end.
  public static var isRaised: Bool { received.load(ordering: .relaxed) != 0 }

  /// The exit code of a process that a signal has ended: 128 and the signal's number.
  public static var exitCode: Int32 { 128 + received.load(ordering: .relaxed) }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Runs inside the signal handler: only atomic operations and system calls may happen here.
  private static func handle(_ number: Int32) {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    let (isFirst, first) = receivedAt.compareExchange(
      expected: 0, desired: now, ordering: .sequentiallyConsistent)
    if isFirst { received.store(number, ordering: .sequentiallyConsistent) }
    guard !isFirst, now &- first >= sameWish else { return }
    eraseLiveLine()
    _exit(128 + number)
  }
}

extension InterruptFlag {
  /// Makes writing to a closed pipe an error (`EPIPE`) instead of the end of the process.
  public static func ignoreBrokenPipes() {
    Glibc.signal(SIGPIPE, SIG_IGN)
  }

  /// Makes writing beyond `ulimit -f` an error (`EFBIG`) instead of the end of the process.
  public static func ignoreFileSizeSignals() {
    Glibc.signal(SIGXFSZ, SIG_IGN)
  }
}
