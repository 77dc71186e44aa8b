import Glibc
import S2SConsole
import S2SFiles

/// Standard output, buffered until `flush`; a closed pipe is an error that the command takes for
/// the end.
final class OutputWriter {
  private let writer = FileWriter(descriptor: STDOUT_FILENO, path: "standard output")
  /// Whether what is written may come to stand beside a live line: on a terminal, and in a pipe to the
  /// likes of `head` and `tee`, which may write on one.
  let mayBeShown = isatty(STDOUT_FILENO) == 1 || isPipe(STDOUT_FILENO)

  /// Adds text.
  func write(_ text: String) throws {
    if mayBeShown { Terminal.eraseLiveLine() }
    try writer.write(text)
  }

  private static func isPipe(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0
      && [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }

  /// Adds text for people: what a terminal would obey is spelled out.
  func show(_ text: String) throws { try write(printable(text, keepsLines: true)) }
  /// Adds text that a program may read: as it is, but on a terminal what that would obey is spelled out.
  func showText(_ text: String) throws {
    try isatty(STDOUT_FILENO) == 1 ? show(text) : write(text)
  }
  /// Writes all text so far.
  func flush() throws { try writer.flush() }
}
