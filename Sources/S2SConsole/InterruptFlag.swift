import Glibc
import Synchronization

/// Turns the signals that end a program into a flag that a training loop looks at.
///
/// The first SIGINT (Ctrl-C), SIGTERM or SIGHUP (the terminal was closed) raises the flag, so that
/// the run can save and say how to go on. A second one ends the process at once, with exit code
/// 128 plus the signal's number (130 for SIGINT); a save under way leaves the old file or the new
/// one. Signals that were ignored when the process started, as `nohup` does, stay ignored.
public enum InterruptFlag {
  /// The signal that raised the flag; 0 while it is not raised.
  private static let received = Atomic<Int32>(0)

  /// Begins to listen.
  public static func install() {
    // The handler must find the flag made: making it takes a lock, which a handler may not.
    received.store(0, ordering: .sequentiallyConsistent)
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

  /// Runs inside the signal handler: only an atomic exchange and a system call may happen here.
  private static func handle(_ number: Int32) {
    let (isFirst, _) = received.compareExchange(
      expected: 0, desired: number, ordering: .sequentiallyConsistent)
    guard !isFirst else { return }
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
