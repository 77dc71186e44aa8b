import Glibc
import S2SConsole
import S2SFiles

/// Standard output, buffered until `flush`; a closed pipe is an error that the command takes for
/// the end.
final class OutputWriter {
  private let writer = FileWriter(descriptor: STDOUT_FILENO, path: "standard output")
  /// Whether it may be the terminal that shows a live line, too.
  private let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Adds text.
  func write(_ text: String) throws {
    if isTerminal { Terminal.eraseLiveLine() }
    try writer.write(text)
  }

  /// Adds text for people: what a terminal would obey is spelled out.
  func show(_ text: String) throws { try write(printable(text, keepsLines: true)) }
  /// Writes all text so far.
  func flush() throws { try writer.flush() }
}
