import Glibc

/// The end of a process that reads a mapped file whose pages are gone, since another program cut the file
/// short in place.
public enum LostPages {
  private static let sentence: StaticString =
    "error: a file was cut short while it was read; replace files by renaming, not in place.\n"

  /// Makes that end one sentence and the exit code 74 instead of a silent `SIGBUS`.
  public static func explain() {
    // The handler must find it made.
    _ = sentence.utf8CodeUnitCount
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // Only system calls may happen here.
      _ = write(STDERR_FILENO, LostPages.sentence.utf8Start, LostPages.sentence.utf8CodeUnitCount)
      _exit(74)
    }
    sigaction(SIGBUS, &action, nil)
  }
}
