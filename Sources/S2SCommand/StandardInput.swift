import Glibc
import S2SConsole
import S2SFiles

/// Lines of standard input, and a word about them where somebody is to type them.
enum StandardInput {
  /// Reads standard input.
  ///
  /// - Parameters:
  ///   - lines: what the lines are, such as `lines to translate`.
  ///   - isCancelled: as of `LineReader`.
  static func reader(
    for lines: String, isCancelled: (@Sendable () -> Bool)? = nil
  ) -> LineReader {
    announce(lines)
    return LineReader(
      descriptor: STDIN_FILENO, name: "standard input", nul: .refuseUTF16, isCancelled: isCancelled)
  }

  /// Says what is waited for where standard input is a terminal: a command without a file looks as if it
  /// hung otherwise.
  static func announce(_ lines: String) {
    if isTyped && isatty(STDERR_FILENO) == 1 { say("Type \(lines); Ctrl-D ends them.") }
  }

  /// Whether somebody types.
  static var isTyped: Bool { isatty(STDIN_FILENO) == 1 }
}
