import Glibc
import S2SFiles

/// Standard output, buffered until `flush`; a closed pipe is an error that the command takes for
/// the end.
final class OutputWriter {
  private let writer = FileWriter(descriptor: STDOUT_FILENO, path: "standard output")

  /// Adds text.
  func write(_ text: String) throws { try writer.write(text) }
  /// Writes all text so far.
  func flush() throws { try writer.flush() }
}
